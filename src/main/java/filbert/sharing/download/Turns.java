package filbert.sharing.download;

import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.disk.DiskTrouble;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Whose turn it is to fetch: gives free places to those who have somebody to ask, first to what is new, then to whose last turn is longest ago. So a file
 * somebody has just chosen does not wait until a thousand old ones have been tried in vain. When it is somebody's turn, that person's downloads of the highest
 * {@link Priority} come first, and those of a lower one when none of these can use the place. Owner only.
 */
final class Turns {
    static final long NEW = 0;

    /** Of those that waited before we started. */
    static final long BEFORE = 1;

    private final Engine engine;
    private final Collection<Download> downloads;
    private final BiConsumer<Download, Optional<HostKey>> beginner;
    private long turns = BEFORE;

    /** @param beginner begins a download, for the sake of a host when there is one */
    Turns(Engine engine, Collection<Download> downloads, BiConsumer<Download, Optional<HostKey>> beginner) {
        this.engine = engine;
        this.downloads = downloads;
        this.beginner = beginner;
    }

    /** Is it one of those that want bytes? */
    static boolean wantsBytes(Download download) {
        var wants = download.state() == State.QUEUED || download.state() == State.ACTIVE;
        return wants && !download.allThere() && !download.undertaking().keeps(download);
    }

    List<Fetching> working() {
        return downloads.stream().map(Download::fetching).flatMap(Optional::stream).toList();
    }

    /** Who may call sources, one after the other: all share a few calls a second, and whoever had none of them longest comes first. */
    List<Fetching> callers() {
        return working().stream().sorted(Comparator.comparingLong(Fetching::calledAt)).toList();
    }

    void deal() {
        var promised = new HashSet<HostKey>();
        working().forEach(fetching -> fetching.promised().ifPresent(promised::add));
        beginThoseInTurn(promised);
        var places = new PlacesLeft();
        if (places.any()) {
            var idle = engine.hosts().idle();
            deal(places, promised, idle, places.fairShare());
            deal(places, promised, idle, Integer.MAX_VALUE);
        }
        engine.rations().working(places.taken);
    }

    /** @param most that one person may have at work */
    private void deal(PlacesLeft places, Set<HostKey> promised, List<HostKey> idle, int most) {
        for (var next : inTurn(idle)) {
            if (!places.any()) {
                break;
            }
            var download = next.download();
            if (places.has(download.person()) < Math.min(most, engine.rations().most(download.person()))) {
                var host = usable(download, promised);
                if (mayBegin(download, host)) {
                    host.ifPresent(promised::add);
                    next.isHad(++turns);
                    beginner.accept(download, host);
                    places.taken(download.person());
                }
            }
        }
    }

    /** People come as their downloads' turns do, whatever these are worth to them: whoever calls everything urgent takes nothing from the others. */
    private List<Turn> inTurn(List<HostKey> idle) {
        var byTurn = downloads.stream().filter(download -> mayBe(download, idle)).sorted(Comparator.comparingLong(Download::turn)).toList();
        var wanted = new HashMap<Long, Deque<Download>>(); // by person
        byTurn.stream().sorted(Comparator.comparing(Download::priority))
                .forEach(download -> wanted.computeIfAbsent(download.person(), _ -> new ArrayDeque<>()).add(download));
        return byTurn.stream().map(first -> new Turn(first, Objects.requireNonNull(wanted.get(first.person())).remove())).toList();
    }

    /** Whose it is, and what the same person would rather have. */
    private record Turn(Download of, Download download) {
        /** The one it was of waits from now on, the other stands where that one stood: together they have had one turn. */
        void isHad(long number) {
            var before = of.turn();
            of.hasTurn(number);
            if (download != of) {
                download.hasTurn(before);
            }
        }
    }

    /** The places for active downloads, and who has how many. */
    private final class PlacesLeft {
        private final Map<Long, Integer> taken = new HashMap<>(); // by person
        private int left = engine.settings().active();

        PlacesLeft() {
            for (var download : downloads) {
                if (download.fetching().filter(Fetching::takesPlace).isPresent()) {
                    taken(download.person());
                }
            }
        }

        boolean any() {
            return left > 0;
        }

        int has(long person) {
            return taken.getOrDefault(person, 0);
        }

        void taken(long person) {
            left--;
            taken.merge(person, 1, Integer::sum);
        }

        /** Where several people wait, nobody's list keeps the others' from beginning. What nobody else wants goes to whoever is there. */
        int fairShare() {
            var people = new HashSet<>(taken.keySet());
            for (var download : downloads) {
                if (download.state() == State.QUEUED && !download.undertaking().keeps(download)) {
                    people.add(download.person());
                }
            }
            return Math.max(1, engine.settings().active() / Math.max(1, people.size()));
        }
    }

    /** Has its person fetched everything that may be fetched for now? What needs nobody goes on. */
    private boolean kept(Download download) {
        return !download.allThere() && engine.rations().exhausted(download.person());
    }

    /** Cheap to say of thousands that wait: not now. */
    private boolean mayBe(Download download, List<HostKey> idle) {
        return !kept(download) && !download.undertaking().keeps(download) && switch (download.state()) {
            case QUEUED -> download.nextTryAt() <= engine.now() || idle.stream().anyMatch(host -> download.candidate(host).isPresent());
            case PAUSED -> download.nextTryAt() <= engine.now() && !download.reason().isEmpty();
            case ACTIVE, CHECKING, DONE, FAILED -> false;
        };
    }

    /** A host it could be fetched from right now that no other download is about to use. */
    private Optional<HostKey> usable(Download download, Set<HostKey> promised) {
        if (download.state() != State.QUEUED) {
            return Optional.empty();
        }
        var now = engine.now();
        var waits = download.nextTryAt() > now;
        for (var candidate : download.candidates()) {
            var key = candidate.key();
            if (candidate.ready(now) && (!waits || engine.hosts().hasLink(key)) && !promised.contains(key) && engine.hosts().mayUse(candidate)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /** Who would lose a place in somebody's queue, or is called because it is its turn. To ask then takes no place for active downloads. */
    private void beginThoseInTurn(Set<HostKey> promised) {
        for (var holder : engine.places().holders()) {
            var download = holder.download();
            var candidate = holder.candidate();
            var host = Optional.of(candidate.key());
            var turn = candidate.ready(engine.now()) && (candidate.due(engine.now()) || engine.hosts().isCalledFor(candidate));
            if (turn && wantsBytes(download) && !promised.contains(candidate.key()) && engine.hosts().mayUse(candidate) && mayBegin(download, host)) {
                promised.add(candidate.key());
                beginner.accept(download, host);
            }
        }
    }

    private boolean mayBegin(Download download, Optional<HostKey> host) {
        if (kept(download) || download.undertaking().keeps(download)) {
            return false;
        }
        var due = download.nextTryAt() <= engine.now();
        return switch (download.state()) {
            case QUEUED -> (due && (download.allThere() || host.isPresent())) || host.filter(engine.hosts()::hasLink).isPresent();
            case PAUSED -> due && !download.reason().isEmpty() && !download.reason().equals(DiskTrouble.Kind.DATA_MISSING.key());
            case ACTIVE, CHECKING, DONE, FAILED -> false;
        };
    }
}
