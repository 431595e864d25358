package filbert.config.engine;

import filbert.event.Signal;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.Bandwidth;
import filbert.net.Interfaces;
import filbert.net.Link;
import filbert.net.Network;
import filbert.net.Owner;
import filbert.net.PortTakenException;
import filbert.net.netty.Device;
import filbert.net.netty.IoLoops;
import filbert.net.netty.Tls;
import filbert.servent.NetworkView;
import filbert.servent.Overlay;
import filbert.servent.Refusal;
import filbert.servent.ServentIdentity;
import filbert.servent.ServentSettings;
import filbert.servent.push.Pushes;
import filbert.servent.push.Whereabouts;
import filbert.servent.search.Searches;
import filbert.servent.search.Source;
import filbert.servent.topology.AskingAgain;
import filbert.servent.topology.NetworkMode;
import filbert.sharing.browse.Browsing;
import filbert.sharing.browse.HostBrowser;
import filbert.sharing.download.Adoptions;
import filbert.sharing.download.DownloadQueue;
import filbert.sharing.download.Downloads;
import filbert.sharing.download.SourceSearch;
import filbert.sharing.mesh.Dealings;
import filbert.sharing.mesh.Mesh;
import filbert.sharing.upload.Uploads;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The household's place on the network it chose. People's doors are there from the start and lead nowhere until {@link #join}, for the choice is made
 * while the program runs. Thread-safe.
 */
public final class Membership {
    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    /**
     * What stays the same whatever network is joined.
     *
     * @param place its network is replaced by the chosen one
     * @param tls asked when joining, if TLS is to be spoken
     * @param version behind {@code Filbert/}
     * @param bandwidth of all that passes between us and other servents; those to practise with have their own
     */
    public record Home(
            WholeServent.Place place, IoLoops loops, Interfaces interfaces, Supplier<Tls> tls, WholeServent.Memory memory, WholeServent.Shares shares, String version, Bandwidth bandwidth) {}

    /** Makes the queue of downloads for a network; {@link Membership} starts and stops it. */
    public interface DownloadsOn {
        DownloadQueue on(Network network, Pushes pushes, Mesh mesh, SourceSearch search);
    }

    /** Servents to practise with. Started before we join, stopped after we left. */
    public interface PracticeServents {
        /** @return where the ultrapeers among them listen */
        List<HostAddress> start() throws IOException;

        void stop();
    }

    private final Home home;
    private final Supplier<NetworkChoice> choice;
    private final Supplier<ServentIdentity> identity;
    private final DownloadsOn downloadsOn;
    private final PracticeServents practice;
    private final LateOverlay overlay = new LateOverlay(this::outside);
    private final LateSearches searches;
    private final Signal joined = new Signal();
    private final LateBrowsing browsing = new LateBrowsing();
    private final LateUploads uploads = new LateUploads();
    private final LateDownloads downloads = new LateDownloads();
    private final LateAdoptions adoptions = new LateAdoptions();
    private @Nullable DownloadQueue queue;
    private volatile @Nullable WholeServent servent;
    private volatile @Nullable NetworkChoice joinedAs;
    private volatile Dealings dealings = new Dealings();
    private volatile Refusal trouble = Refusal.NONE;
    private volatile AskingAgain asksAgain = AskingAgain.BY_PEOPLE;

    /** @param choice and @param identity asked when joining */
    public Membership(
            Home home,
            Supplier<NetworkChoice> choice,
            Supplier<ServentIdentity> identity,
            DownloadsOn downloadsOn,
            PracticeServents practice) {
        this.home = home;
        this.choice = choice;
        this.identity = identity;
        this.downloadsOn = downloadsOn;
        this.practice = practice;
        searches = new LateSearches(home.memory().searches(), home.memory().experience());
    }

    /** Joins the chosen network. A port that is taken is told on the network page and in the log, and leaves us outside. May block. */
    public synchronized void join() {
        if (queue != null) {
            return;
        }
        var chosen = choice.get();
        joinedAs = chosen;
        var network = new ChosenNetwork(home, chosen).open().shunning(this::shuns);
        var mesh = new Mesh(network.owner(), network.scope(), () -> Optional.ofNullable(servent).flatMap(WholeServent::callable), this::shuns);
        dealings = mesh.dealings();
        var search = new SearchForSources(() -> Optional.ofNullable(servent).map(WholeServent::seeker), () -> Optional.ofNullable(servent).map(WholeServent::headPings), chosen.requeries());
        var opened = downloadsOn.on(network, pushes(), mesh, search);
        queue = opened;
        opened.start();
        downloads.opened(opened);
        adoptions.opened(opened);
        var browser = new HostBrowser(network, pushes(), home.place().clock(), "Filbert/" + home.version());
        try {
            var friends = chosen.mode() == NetworkMode.PRACTICE ? practice.start() : List.<HostAddress>of();
            var us = identity.get();
            var settings = new ServentSettings(
                    new HostAddress(chosen.listenAddress(), us.port()), home.version(), chosen.topology(friends));
            var made = new WholeServent(settings, us.guid(), place(network, mesh), home.memory(), home.shares(), callers(opened, browser));
            made.asksAgain(asksAgain);
            made.start();
            servent = made;
            network.owner().tell(() -> made.seeker().tellFound(opened::found));
            searches.joined(made.searches());
            uploads.joined(made.uploads());
            browsing.joined(browser);
            overlay.joined(made.overlay());
            joined.raise();
            LOG.info("Gnutella on {} ({} network)", network.way().open() ? made.listening() : chosen.tether() + ", once it is there", chosen.mode().word());
        } catch (IOException e) {
            trouble = refusal(e);
            LOG.warn("Not on the network: {}. Stop what has the port or choose another one in the settings, then start Filbert again.", e.getMessage());
        }
    }

    private static Refusal refusal(IOException e) {
        return e instanceof PortTakenException port && port.taken()
                ? new Refusal(Refusal.Kind.PORT_TAKEN, "", Integer.toString(port.port()))
                : new Refusal(Refusal.Kind.NOT_OPEN, "", String.valueOf(e.getMessage()));
    }

    private WholeServent.GivCalls callers(DownloadQueue opened, HostBrowser browser) {
        var pushed = opened.givCallers((caller, link) -> turnedAway(link) || browser.called(caller, link));
        var queues = opened.queueCallers(this::shuns);
        return new WholeServent.GivCalls() {
            @Override
            public void called(Link link, ByteBuf soFar) {
                pushed.giv(link, soFar);
            }

            @Override
            public void queued(Link link, ByteBuf soFar) {
                queues.queue(link, soFar);
            }
        };
    }

    /** Owner only. */
    private boolean shuns(InetAddress ip) {
        var there = servent;
        return there != null && there.shuns(ip);
    }

    private boolean turnedAway(Link link) {
        var unwanted = shuns(link.remote().ip());
        if (unwanted) {
            link.close();
        }
        return unwanted;
    }

    private WholeServent.Place place(Network network, Mesh mesh) {
        var here = home.place();
        var outside = new RealOutside(network.scope(), network.way(), new Device(network.way().name()));
        return new WholeServent.Place(network, here.clock(), here.random(), here.workers(), outside, mesh);
    }

    /** Says Bye to everybody, writes down how far downloads got. May block for some seconds; not for the owner. */
    public synchronized void leave() {
        var leaving = servent;
        if (leaving != null) {
            await(leaving);
            practice.stop();
        }
        if (queue != null) {
            queue.stop();
        }
    }

    private static void await(WholeServent leaving) {
        try {
            leaving.stop().toCompletableFuture().get(GOODBYE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.debug("leaving the network", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Pushes pushes() {
        return new Pushes() {
            @Override
            public boolean ask(Source source) {
                var now = servent;
                return now != null && now.pushes().ask(source);
            }

            @Override
            public Whereabouts whereabouts() {
                var now = servent;
                return now == null ? Whereabouts.UNKNOWN : now.pushes().whereabouts();
            }

            @Override
            public boolean claim(Guid target) {
                var now = servent;
                return now != null && now.pushes().claim(target);
            }
        };
    }

    private NetworkView outside() {
        var chosen = choice.get();
        var listening = new HostAddress(chosen.listenAddress(), identity.get().port());
        return new NetworkView(chosen.mode().word(), false, listening, null, 0, 0, 0, 0, 0, trouble, NetworkView.Exit.ANY, List.of());
    }

    /** Runs {@code then} once we have joined; it must return at once. */
    public void whenJoined(Runnable then) {
        joined.watch(then);
        if (servent != null) {
            then.run();
        }
    }

    /** The network we joined, whatever the settings have become since; before that the one they choose. */
    public NetworkChoice choice() {
        var now = joinedAs;
        return now == null ? choice.get() : now;
    }

    /** Where we listen; 0 while we do not. */
    public int port() {
        var now = servent;
        return now == null ? 0 : now.listening().port();
    }

    /** Why we are not on the network we were to join; empty when we are, or were not asked to. */
    public Refusal trouble() {
        return trouble;
    }

    /** The router passes calls to this port of its own on to us; 0 when it does not, or we are outside. */
    public void mapped(int port) {
        var now = servent;
        if (now != null) {
            now.mapped(port);
        }
    }

    /** What handshakes to come say of us, on this network or the one we join later. */
    public void asksAgain(AskingAgain now) {
        asksAgain = now;
        var there = servent;
        if (there != null) {
            there.asksAgain(now);
        }
    }

    /** What passed between us and each host; the owner's, but for its totals. */
    public Dealings dealings() {
        return dealings;
    }

    public Overlay overlay() {
        return overlay;
    }

    public Searches searches() {
        return searches;
    }

    public Uploads uploads() {
        return uploads;
    }

    public Browsing browsing() {
        return browsing;
    }

    public Downloads downloads() {
        return downloads;
    }

    public Adoptions adoptions() {
        return adoptions;
    }
}
