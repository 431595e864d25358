package filbert.showroom;

import filbert.event.Signal;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.servent.search.Source;
import filbert.sharing.browse.Browsing;
import filbert.sharing.browse.HostListing;
import filbert.sharing.browse.HostListing.Shared;
import filbert.sharing.browse.HostListing.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hosts that answer at once, or never. */
public final class PretendBrowsing implements Browsing {
    public static final HostAddress HOST = HostAddress.of(0xC0000207, 6346);

    public final List<Wanted> asked = new ArrayList<>();
    public final Map<HostAddress, HostListing> listings = new LinkedHashMap<>();
    private final Signal changed = new Signal();

    void furnish() {
        var files = new ArrayList<Shared>();
        for (var i = 0; i < 130; i++) {
            files.add(file(List.of("Music", "Old <songs>"), "song " + i + ".ogg", i));
        }
        files.add(file(List.of(), "<b>hazel</b>.txt", 200));
        files.add(new Shared(List.of(), "no hash.bin", 5, Optional.empty(), Optional.empty(), source("no hash.bin", 201)));
        say(State.ARRIVING, 0, "", files);
    }

    public void say(State state, int status, String words, List<Shared> files) {
        listings.put(HOST, new HostListing(HOST, state, status, words, files, 10_000, PretendHouse.NOW));
        changed.raise();
    }

    private static Shared file(List<String> folder, String name, int number) {
        return new Shared(folder, name, 1_000, Optional.of(new Sha1(9, number, 1)), Optional.empty(), source(name, number));
    }

    private static Source source(String name, int number) {
        return new Source(HOST, new Guid(1, 2), number, name, "GTKG", 0, false, false, List.of());
    }

    @Override
    public Begun visit(Wanted host) {
        asked.add(host);
        return Begun.ASKED;
    }

    @Override
    public Optional<HostListing> listing(HostAddress address) {
        return Optional.ofNullable(listings.get(address));
    }

    @Override
    public Signal changed() {
        return changed;
    }
}
