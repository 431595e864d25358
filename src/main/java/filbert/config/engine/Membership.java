package filbert.config.engine;

import filbert.event.Signal;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.Dialer;
import filbert.net.Link;
import filbert.net.Network;
import filbert.net.ScopedDialer;
import filbert.net.netty.IoLoops;
import filbert.servent.NetworkView;
import filbert.servent.Overlay;
import filbert.servent.ServentIdentity;
import filbert.servent.ServentSettings;
import filbert.servent.bootstrap.KnownHost;
import filbert.servent.push.Pushes;
import filbert.servent.search.SearchView;
import filbert.servent.search.Searches;
import filbert.servent.search.UnsearchableException;
import filbert.sharing.upload.UploadView;
import filbert.sharing.upload.Uploads;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The household's place on the network it chose. People's doors ({@link #overlay}, {@link #searches}, {@link #uploads}) and the ways out that downloads use
 * ({@link #dialer}, {@link #pushes}) are there from the start and lead nowhere until {@link #join}: the choice is made while the program runs.
 */
public final class Membership {
    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    /**
     * What stays the same whatever network is joined.
     *
     * @param place its network is replaced by the chosen one
     * @param version behind {@code Filbert/}
     */
    public record Home(
            WholeServent.Place place, IoLoops loops, WholeServent.Memory memory, WholeServent.Shares shares, String version) {}

    /** Servents to practise with. Started before we join, stopped after we left. */
    public interface PracticeServents {
        /** @return where the ultrapeers among them listen */
        List<HostAddress> start() throws IOException;

        void stop();
    }

    private final Home home;
    private final Supplier<NetworkChoice> choice;
    private final Supplier<ServentIdentity> identity;
    private final PracticeServents practice;
    private final Signal changed = new Signal();
    private volatile WholeServent.GivCalls givCalls = (link, soFar) -> {
        soFar.release();
        link.close();
    };
    private volatile @Nullable WholeServent joined;
    private volatile Dialer out = (to, timeout, onLinked, onFailed) -> onFailed.failed(new IOException("not on the network"));
    private volatile String trouble = "";

    /** @param choice and @param identity asked when joining */
    public Membership(Home home, Supplier<NetworkChoice> choice, Supplier<ServentIdentity> identity, PracticeServents practice) {
        this.home = home;
        this.choice = choice;
        this.identity = identity;
        this.practice = practice;
    }

    /** Who takes calls that answer our pushes; until then they are hung up on. */
    public void takesGivCalls(WholeServent.GivCalls calls) {
        givCalls = calls;
    }

    /** Joins the chosen network; a port that is taken is told on the network page and in the log, and leaves us outside. May block. */
    public synchronized void join() {
        if (joined != null) {
            return;
        }
        var chosen = choice.get();
        try {
            var friends = chosen.mode() == filbert.servent.topology.NetworkMode.PRACTICE ? practice.start() : List.<HostAddress>of();
            var servent = servent(chosen, identity.get(), friends);
            servent.start();
            servent.overlay().changed().watch(changed::raise);
            servent.searches().changed().watch(searchesChanged::raise);
            servent.uploads().changed().watch(uploadsChanged::raise);
            joined = servent;
            trouble = "";
            LOG.info("Gnutella on {} ({} network)", servent.listening(), chosen.mode().word());
        } catch (IOException e) {
            trouble = String.valueOf(e.getMessage());
            LOG.warn("Not on the network: {}", trouble);
        }
        changed.raise();
    }

    private WholeServent servent(NetworkChoice chosen, ServentIdentity us, List<HostAddress> friends) {
        var address = chosen.listenAddress();
        var from = address.isAnyLocalAddress() ? Optional.<java.net.InetAddress>empty() : Optional.of(address);
        var scoped = new ScopedDialer(home.loops().dialer(from), chosen.scope());
        out = scoped;
        var owner = home.place().network().owner();
        var network = new Network(owner, scoped, home.loops().listener(), home.loops().datagrams(), chosen.scope());
        var place = new WholeServent.Place(network, home.place().clock(), home.place().random(), home.place().workers());
        var settings = new ServentSettings(new HostAddress(address, us.port()), home.version(), chosen.topology(friends));
        return new WholeServent(settings, us.guid(), place, home.memory(), home.shares(), this::giv);
    }

    private void giv(Link link, ByteBuf soFar) {
        givCalls.called(link, soFar);
    }

    /** Says Bye to everybody. May block for some seconds; not for the owner. */
    public synchronized void leave() {
        var servent = joined;
        if (servent == null) {
            return;
        }
        try {
            servent.stop().toCompletableFuture().get(GOODBYE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            LOG.debug("leaving the network", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        practice.stop();
        joined = null;
        changed.raise();
    }

    /** Dials within the scope of the network joined. */
    public Dialer dialer() {
        return (to, timeout, onLinked, onFailed) -> out.dial(to, timeout, onLinked, onFailed);
    }

    /** Owner only. */
    public Pushes pushes() {
        return new Pushes() {
            @Override
            public boolean ask(Guid servent, long index) {
                var now = joined;
                return now != null && now.pushes().ask(servent, index);
            }

            @Override
            public boolean claim(Guid servent) {
                var now = joined;
                return now != null && now.pushes().claim(servent);
            }
        };
    }

    public Overlay overlay() {
        return new Overlay() {
            @Override
            public NetworkView view() {
                var now = joined;
                return now == null ? outside() : now.overlay().view();
            }

            @Override
            public List<NetworkView.MessageCount> messageCounts() {
                var now = joined;
                return now == null ? List.of() : now.overlay().messageCounts();
            }

            @Override
            public List<NetworkView.TracedMessage> trace(long neighbour) {
                var now = joined;
                return now == null ? List.of() : now.overlay().trace(neighbour);
            }

            @Override
            public List<KnownHost> knownHosts(int atMost) {
                var now = joined;
                return now == null ? List.of() : now.overlay().knownHosts(atMost);
            }

            @Override
            public void connect(HostAddress to) {
                var now = joined;
                if (now == null) {
                    throw new IllegalArgumentException("network.problem.outside");
                }
                now.overlay().connect(to);
            }

            @Override
            public boolean disconnect(long neighbour) {
                var now = joined;
                return now != null && now.overlay().disconnect(neighbour);
            }

            @Override
            public Signal changed() {
                return changed;
            }
        };
    }

    private NetworkView outside() {
        var chosen = choice.get();
        var listening = new HostAddress(chosen.listenAddress(), identity.get().port());
        return new NetworkView(chosen.mode().word(), false, listening, null, 0, 0, 0, 0, 0, trouble, List.of());
    }

    private final Signal searchesChanged = new Signal();
    private final Signal uploadsChanged = new Signal();

    public Searches searches() {
        return new Searches() {
            @Override
            public String start(long person, String query) {
                var now = joined;
                if (now == null) {
                    throw new UnsearchableException("outside");
                }
                return now.searches().start(person, query);
            }

            @Override
            public void stop(String searchId) {
                var now = joined;
                if (now != null) {
                    now.searches().stop(searchId);
                }
            }

            @Override
            public Optional<SearchView> view(String searchId) {
                var now = joined;
                return now == null ? home.memory().searches().load(searchId) : now.searches().view(searchId);
            }

            @Override
            public Optional<SearchView> latest(long person, String query) {
                var now = joined;
                return now == null ? Optional.empty() : now.searches().latest(person, query);
            }

            @Override
            public List<SearchView> recent(long person, int atMost) {
                var now = joined;
                return now == null ? home.memory().searches().recent(person, atMost) : now.searches().recent(person, atMost);
            }

            @Override
            public Signal changed() {
                return searchesChanged;
            }
        };
    }

    public Uploads uploads() {
        return new Uploads() {
            @Override
            public List<UploadView> view() {
                var now = joined;
                return now == null ? List.of() : now.uploads().view();
            }

            @Override
            public long rate() {
                var now = joined;
                return now == null ? 0 : now.uploads().rate();
            }

            @Override
            public boolean cancel(long id) {
                var now = joined;
                return now != null && now.uploads().cancel(id);
            }

            @Override
            public Signal changed() {
                return uploadsChanged;
            }
        };
    }
}
