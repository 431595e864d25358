package filbert.household;

import filbert.event.Signal;
import filbert.identity.HostAddress;
import filbert.sharing.browse.Browsing;
import filbert.sharing.browse.HostListing;
import filbert.sharing.download.DownloadRequest;
import filbert.sharing.download.DownloadView;
import filbert.sharing.download.Downloads;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looking at what other hosts share, and downloading from them: members and the owner. */
public final class HouseholdHosts {
    private final Browsing browsing;
    private final Downloads downloads;
    private final Shelter shelter;

    public HouseholdHosts(Browsing browsing, Downloads downloads) {
        this(browsing, downloads, Shelter.USUAL);
    }

    public HouseholdHosts(Browsing browsing, Downloads downloads, Shelter shelter) {
        this.shelter = shelter;
        this.browsing = browsing;
        this.downloads = downloads;
    }

    public Browsing.Begun browse(Person person, Browsing.Wanted host) {
        person.require(Role.MEMBER);
        return browsing.visit(host);
    }

    public Optional<HostListing> listing(Person person, HostAddress address) {
        person.require(Role.MEMBER);
        return browsing.listing(address).map(all -> person.isSheltered() ? sheltered(person, all) : all);
    }

    private HostListing sheltered(Person person, HostListing all) {
        var fit = all.files().stream().filter(file -> shelter.shows(person, file.name())).toList();
        return new HostListing(all.address(), all.state(), all.status(), all.words(), fit, all.bytes(), all.asked());
    }

    /**
     * Downloads files of a host's list; those without a SHA-1 cannot be.
     *
     * @param numbers places in the list, from 0
     */
    public List<DownloadView> download(Person person, HostAddress address, Collection<Integer> numbers) {
        var files = listing(person, address).map(HostListing::files).orElse(List.of());
        return Set.copyOf(numbers).stream()
                .filter(number -> number >= 0 && number < files.size())
                .sorted()
                .map(files::get)
                .flatMap(file -> file.sha1().stream()
                        .map(sha1 -> new DownloadRequest(person.id(), sha1, file.tigerRoot(), file.name(), file.size(), List.of(file.source()))))
                .map(downloads::add)
                .toList();
    }

    public Signal changed() {
        return browsing.changed();
    }
}
