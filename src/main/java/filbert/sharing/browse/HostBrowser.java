package filbert.sharing.browse;

import filbert.event.Signal;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.Link;
import filbert.net.Network;
import filbert.net.Timeline;
import filbert.servent.push.Pushes;
import filbert.servent.search.Source;
import filbert.sharing.browse.HostListing.Shared;
import filbert.sharing.browse.HostListing.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks hosts for their lists, by calling them or by a push, and keeps the latest few. Only hosts in scope are dialled: that is the network's dialer's
 * doing, and asked here before as well. Its state is the owner's.
 */
public final class HostBrowser implements Browsing {
    static final int MOST_AT_ONCE = 4; // ours
    static final int MOST_KEPT = 8; // lists, ours
    static final int MOST_FILES_KEPT = 200_000; // of all lists together, ours: some 60 MiB
    static final Duration CONNECT = Duration.ofSeconds(10); // 3-transfer, 3.8.3
    static final Duration CALL_IS_DUE = Duration.ofSeconds(60); // as pushes are claimed: 3-transfer, 3.9.2

    private final Network network;
    private final Pushes pushes;
    private final InstantSource clock;
    private final String userAgent;
    private final Signal changed = new Signal();
    private final Map<HostAddress, Listing> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Guid, Listing> awaited = new LinkedHashMap<>();

    /** @param userAgent for instance {@code Filbert/0.1} */
    public HostBrowser(Network network, Pushes pushes, InstantSource clock, String userAgent) {
        this.network = network;
        this.pushes = pushes;
        this.clock = clock;
        this.userAgent = userAgent;
    }

    @Override
    public Begun visit(Wanted host) {
        return network.owner().ask(() -> begin(host));
    }

    private Begun begin(Wanted host) {
        var before = kept.get(host.address());
        if (before != null && !before.state.ended()) {
            return Begun.UNDER_WAY;
        }
        if (!network.way().open() || !host.push() && !network.scope().admits(host.address())) {
            return Begun.NOT_REACHABLE;
        }
        if (kept.values().stream().filter(listing -> !listing.state.ended()).count() >= MOST_AT_ONCE) {
            return Begun.BUSY;
        }
        var listing = new Listing(host, clock.instant());
        kept.put(host.address(), listing);
        forgetOldest();
        if (host.push()) {
            listing.askForCall();
        } else {
            listing.dial();
        }
        changed.raise();
        return Begun.ASKED;
    }

    private void forgetOldest() {
        var oldest = kept.values().iterator();
        var files = kept.values().stream().mapToInt(listing -> listing.files.size()).sum();
        var count = kept.size();
        while (oldest.hasNext() && (count > MOST_KEPT || files > MOST_FILES_KEPT)) {
            var listing = oldest.next();
            if (listing.state.ended()) {
                oldest.remove();
                count--;
                files -= listing.files.size();
            }
        }
    }

    /**
     * Somebody calls and says it is {@code servent}. Owner only.
     *
     * @return false when we did not ask it to
     */
    public boolean called(Guid servent, Link link) {
        var listing = awaited.get(servent);
        if (listing == null || !pushes.claim(servent)) {
            return false;
        }
        awaited.remove(servent);
        listing.calls();
        link.loop().execute(() -> listing.linked(link, true));
        return true;
    }

    @Override
    public Optional<HostListing> listing(HostAddress address) {
        return network.owner().ask(() -> Optional.ofNullable(kept.get(address)).map(Listing::view));
    }

    @Override
    public Signal changed() {
        return changed;
    }

    private final class Listing {
        private final Wanted host;
        private final Instant asked;
        private final List<Shared> files = new ArrayList<>();
        private State state = State.CALLING;
        private int status;
        private String words = "";
        private long bytes;
        private Timeline.@Nullable Timer callIsDue;

        Listing(Wanted host, Instant asked) {
            this.host = host;
            this.asked = asked;
        }

        HostListing view() {
            return new HostListing(host.address(), state, status, words, files, bytes, asked);
        }

        void dial() {
            network.dialer().dial(host.address(), CONNECT, link -> linked(link, false), cause -> network.owner().execute(this::notReached));
        }

        /** By a push, when anything is known to push by. */
        private void notReached() {
            if (host.servent().isPresent() && !host.push()) {
                askForCall();
            } else {
                end(State.NOT_REACHED, 0, "");
            }
            changed.raise();
        }

        void askForCall() {
            var source = host.servent()
                    .map(servent -> new Source(host.address(), servent, 0, "", "", 0, true, false, host.proxies()));
            if (source.isEmpty() || !pushes.ask(source.get())) {
                end(host.push() ? State.NOT_CALLED : State.NOT_REACHED, 0, "");
                return;
            }
            var servent = source.get().servent();
            state = State.WAITING;
            awaited.put(servent, this);
            callIsDue = network.owner().after(CALL_IS_DUE, () -> {
                awaited.remove(servent, this); // unless another list of the same servent is waited for by now
                end(State.NOT_CALLED, 0, "");
            });
        }

        void calls() {
            if (callIsDue != null) {
                callIsDue.cancel();
            }
        }

        /** On the link's loop. */
        void linked(Link link, boolean push) {
            network.owner().execute(() -> {
                state = state.ended() ? state : State.ARRIVING;
                changed.raise();
            });
            Visit.begin(link, host, push, userAgent, new Visit.Listener() {
                @Override
                public void arrived(List<Shared> more, long bytesNow) {
                    var copy = List.copyOf(more);
                    network.owner().execute(() -> {
                        files.addAll(copy);
                        bytes = bytesNow;
                        changed.raise();
                    });
                }

                @Override
                public void ended(State how, int itsStatus, String itsWords) {
                    network.owner().execute(() -> end(how, itsStatus, itsWords));
                }
            });
        }

        private void end(State how, int itsStatus, String itsWords) {
            state = how;
            status = itsStatus;
            words = itsWords;
            forgetOldest();
            changed.raise();
        }
    }
}
