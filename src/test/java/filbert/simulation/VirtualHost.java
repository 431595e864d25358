package filbert.simulation;

import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Datagrams;
import filbert.net.Dialer;
import filbert.net.Listener;
import filbert.net.Network;
import filbert.net.ScopedDialer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One machine of a {@link VirtualNetwork}. */
public final class VirtualHost {
    private static final int FIRST_FREE_PORT = 40_000;
    private static final int LAST_PORT = 65_535;
    private static final Duration HOLE = Duration.ofMinutes(1); // how long a firewall lets answers in

    private final VirtualNetwork network;
    private final InetAddress ip;
    private final Map<Integer, Dialer.Linked> listening = new HashMap<>();
    private final Map<Integer, VirtualSocket> sockets = new HashMap<>();
    private final Set<VirtualLink> links = new LinkedHashSet<>();
    private int nextPort = FIRST_FREE_PORT;
    private boolean silent;
    private boolean walled;
    private boolean filtering;
    private boolean offersTls = true;
    private boolean heldBack;

    VirtualHost(VirtualNetwork network, InetAddress ip) {
        this.network = network;
        this.ip = ip;
    }

    public InetAddress ip() {
        return ip;
    }

    public HostAddress at(int port) {
        return new HostAddress(ip, port);
    }

    /** What a servent on this host is given. */
    public Network network(AddressScope scope) {
        return new Network(network.time(), new ScopedDialer(dialer(), scope), listener(), datagrams(), scope)
                .withLocal((port, id, hearer) -> network.neighbourhood().join(this, port, id, hearer));
    }

    /** Unscoped. */
    public Dialer dialer() {
        return this::dial;
    }

    public Listener listener() {
        return this::listen;
    }

    public Datagrams datagrams() {
        return this::bind;
    }

    /** Nobody asks for it any more. */
    void forget(VirtualLink link) {
        links.remove(link);
    }

    /** Still open at this end. */
    public List<VirtualLink> links() {
        return List.copyOf(links);
    }

    /** From now on nothing leaves or arrives and nobody is told; callers time out. Links closed here meanwhile stay open there. */
    public void fallSilent() {
        silent = true;
    }

    /** From now on nobody can call it; it can call others, and hears datagrams. */
    public VirtualHost behindAFirewall() {
        walled = true;
        return this;
    }

    public void speakAgain() {
        silent = false;
        links().forEach(VirtualLink::goOn);
    }

    /** From now on nobody can call it, and datagrams come only as answers, from hosts it wrote to within a minute. Links stay. */
    public void closeToStrangers() {
        walled = true;
        filtering = true;
    }

    /** Calls and datagrams of strangers come through again. */
    public void openToStrangers() {
        walled = false;
        filtering = false;
    }

    /** From now on its links stay plain. */
    public VirtualHost withoutTls() {
        offersTls = false;
        return this;
    }

    /** From now on its links say that its own limit keeps bytes from moving. */
    public void holdBack(boolean limited) {
        heldBack = limited;
    }

    boolean heldBack() {
        return heldBack;
    }

    boolean offersTls() {
        return offersTls;
    }

    boolean silent() {
        return silent;
    }

    /** As when the machine loses power and its neighbours' system notices: every link is lost, every port closed. */
    public void pullThePlug() {
        links().forEach(VirtualLink::loseConnection);
        listening.clear();
        sockets.clear();
    }

    private void dial(HostAddress to, Duration timeout, Dialer.Linked onLinked, Dialer.Failed onFailed) {
        var time = network.time();
        var there = network.hostAt(to);
        var wayThere = network.latency();
        var roundTrip = wayThere + network.latency();
        if (there == null || there.silent || there.walled || silent || roundTrip > timeout.toNanos()) {
            time.after(timeout, () -> onFailed.failed(new IOException("connection timed out: " + to)));
            return;
        }
        var from = at(freePort());
        var decided = time.nanos() + roundTrip;
        time.after(Duration.ofNanos(wayThere), () -> {
            var acceptor = there.listening.get(to.port());
            if (acceptor == null) {
                time.at(decided, () -> onFailed.failed(new IOException("connection refused: " + to)));
                return;
            }
            var ours = new VirtualLink(network, this, from, to, false);
            var theirs = new VirtualLink(network, there, to, from, true);
            VirtualLink.join(ours, theirs);
            links.add(ours);
            there.links.add(theirs);
            acceptor.linked(theirs);
            if (!theirs.hasHandler()) {
                theirs.close();
            }
            time.at(decided, () -> onLinked.linked(ours));
        });
    }

    private int freePort() {
        do {
            nextPort = nextPort == LAST_PORT ? FIRST_FREE_PORT : nextPort + 1; // as systems do: links tell ends apart, ports need not
        } while (listening.containsKey(nextPort) || sockets.containsKey(nextPort));
        return nextPort;
    }

    private Listener.Listening listen(HostAddress at, Dialer.Linked onAccepted) throws IOException {
        var port = at.port() == 0 ? freePort() : at.port();
        if (listening.putIfAbsent(port, onAccepted) != null) {
            throw new IOException("cannot listen on TCP " + at(port) + ": taken");
        }
        return new Listener.Listening() {
            @Override
            public HostAddress local() {
                return at(port);
            }

            @Override
            public void close() {
                listening.remove(port, onAccepted);
            }
        };
    }

    private Datagrams.Socket bind(HostAddress at, Datagrams.Received onReceived) throws IOException {
        var port = at.port() == 0 ? freePort() : at.port();
        var socket = new VirtualSocket(at(port), onReceived);
        if (sockets.putIfAbsent(port, socket) != null) {
            throw new IOException("cannot bind UDP " + at(port) + ": taken");
        }
        return socket;
    }

    private final class VirtualSocket implements Datagrams.Socket {
        private static final int LONGEST = 2_048; // what the real one reads

        private final HostAddress local;
        private final Datagrams.Received onReceived;
        private final Map<InetAddress, Long> writtenTo = new HashMap<>();

        VirtualSocket(HostAddress local, Datagrams.Received onReceived) {
            this.local = local;
            this.onReceived = onReceived;
        }

        @Override
        public HostAddress local() {
            return local;
        }

        @Override
        public void send(HostAddress to, ByteBuf bytes) {
            var content = new byte[Math.min(LONGEST, bytes.readableBytes())];
            bytes.readBytes(content);
            bytes.release();
            if (silent || network.losesDatagram() || sockets.get(local.port()) != this) {
                return;
            }
            writtenTo.put(to.ip(), network.time().nanos());
            network.time().after(Duration.ofNanos(network.latency()), () -> arrive(to, content));
        }

        private void arrive(HostAddress to, byte[] content) {
            var there = network.hostAt(to);
            @Nullable VirtualSocket receiver = there == null || there.silent ? null : there.sockets.get(to.port());
            if (receiver != null && receiver.lets(local.ip())) {
                receiver.onReceived.received(local, ByteBufAllocator.DEFAULT.heapBuffer(content.length).writeBytes(content));
            }
        }

        private boolean lets(InetAddress from) {
            var written = writtenTo.get(from);
            return !filtering || (written != null && network.time().nanos() - written < HOLE.toNanos());
        }

        @Override
        public void close() {
            sockets.remove(local.port(), this);
        }
    }
}
