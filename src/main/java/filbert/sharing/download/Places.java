package filbert.sharing.download;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Whose the places in other servents' queues are, by the names these gave them (3-transfer, 3.6.2 and 3.6.3). Owner only. */
final class Places {
    static final int MAX_KNOWN = 16_384; // ours; beyond, the oldest is forgotten, and a call that names it hung up on

    private final Map<String, Holder> holders = new LinkedHashMap<>();
    private final Map<Candidate, String> names = new HashMap<>();

    record Holder(Download download, Candidate candidate) {}

    /** As the last run was told. */
    void recall(Download download, DownloadStore.StoredPlace stored, Engine engine) {
        download.candidate(new HostKey(stored.address(), stored.servent())).ifPresent(candidate -> {
            var place = Place.of(stored, engine);
            candidate.footing().takes(place);
            candidate.waitsFor(place);
            keep(download, candidate);
        });
    }

    /** From now on it is found by its place's name, if that has one, and by no other. */
    void keep(Download download, Candidate candidate) {
        Optional.ofNullable(names.get(candidate)).ifPresent(this::forget);
        candidate.footing().parqId().map(Places::key).ifPresent(name -> {
            forget(name);
            holders.put(name, new Holder(download, candidate));
            names.put(candidate, name);
            if (holders.size() > MAX_KNOWN) {
                forget(holders.keySet().iterator().next());
            }
        });
    }

    private void forget(String name) {
        var gone = holders.remove(name);
        if (gone != null) {
            names.remove(gone.candidate());
        }
    }

    Optional<Holder> holder(String id) {
        var holder = holders.get(key(id));
        if (holder != null && holder.candidate().footing().parqId().filter(own -> own.equalsIgnoreCase(id)).isEmpty()) {
            forget(key(id));
            return Optional.empty();
        }
        return Optional.ofNullable(holder);
    }

    List<Holder> holders() {
        return List.copyOf(holders.values());
    }

    /** Its places go to others who wait for files of the same hosts, and wait longer (3-transfer, 3.6.2: "the client may ask for another file"). */
    void leave(Download leaving, Collection<Download> all, long now) {
        forget(leaving);
        for (var candidate : leaving.candidates()) {
            var place = candidate.footing().place();
            if (place != null && place.id().isPresent() && (!place.waits() || now < place.lost())) {
                all.stream()
                        .filter(other -> other != leaving && other.state() == DownloadView.State.QUEUED)
                        .flatMap(other -> other.candidate(candidate.key()).map(heir -> new Holder(other, heir)).stream())
                        .filter(heir -> heir.candidate().wouldGainBy(place))
                        .findFirst()
                        .ifPresent(heir -> inherit(heir, place));
            }
        }
    }

    private void inherit(Holder heir, Place place) {
        heir.candidate().footing().takes(place);
        heir.candidate().waitsFor(place);
        heir.download().placed();
        heir.download().becomes(DownloadView.State.QUEUED); // its next try may be sooner now
        keep(heir.download(), heir.candidate());
    }

    void forget(Download download) {
        holders.values().removeIf(holder -> holder.download() == download);
        names.keySet().removeIf(candidate -> !holders.containsKey(names.get(candidate)));
    }

    /** A place belongs to its name, not to a file: the heir goes on with that of another file of the same host, and leaves its own. */
    void exchange(Download download, Candidate heir, Candidate former) {
        var other = former.footing().parqId().flatMap(this::holder).filter(holder -> holder.candidate() == former).map(Holder::download);
        heir.footing().exchange(former.footing());
        keep(download, heir);
        other.ifPresent(owner -> keep(owner, former));
    }

    int size() {
        return holders.size();
    }

    private static String key(String id) {
        return id.toLowerCase(Locale.ROOT);
    }
}
