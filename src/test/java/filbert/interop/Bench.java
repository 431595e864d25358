package filbert.interop;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Datagrams;
import filbert.net.Dialer;
import filbert.net.Network;
import filbert.net.ScopedDialer;
import filbert.net.netty.IoLoops;
import filbert.net.netty.OwnerThread;
import filbert.net.netty.Tls;
import filbert.net.netty.TlsKeys;
import filbert.servent.topology.NetworkMode;
import filbert.servent.topology.TopologySettings;
import filbert.sharing.download.disk.Content;
import filbert.simulation.FileServent;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Ping;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Filberts of the public network, with real sockets, at addresses that everybody takes for public: those of a network namespace without a way out whose
 * {@code lo} has 5.91.1.1, 5.92.1.1 and so on up to 5.99.1.1.
 */
final class Bench implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration PARTING = Duration.ofMillis(500);
    private static final int PORT = 6_501;
    private static final int STRANGER = 9;

    private final IoLoops loops = IoLoops.start(2, "test-io");
    private final OwnerThread owner = OwnerThread.start("test-owner");
    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final List<FileServent> ours = new ArrayList<>();
    private final List<Datagrams.Socket> strangers = new ArrayList<>();
    private final Set<HostAddress> avoided = ConcurrentHashMap.newKeySet();
    private final Path root;

    private final Optional<Tls> tls;

    /** Of those that speak no TLS. */
    Bench(Path root) {
        this(root, Optional.empty());
    }

    private Bench(Path root, Optional<Tls> tls) {
        this.root = root;
        this.tls = tls;
    }

    static Bench encrypted(Path root) {
        return new Bench(root, Optional.of(new Tls(TlsKeys.fresh())));
    }

    static String ip(int number) {
        return "5.9" + number + ".1.1";
    }

    static HostAddress at(int number) {
        return HostAddress.parse(ip(number) + ":" + PORT).orElseThrow();
    }

    /** One that shares a file, or none. */
    FileServent servent(int number, FileServent.Kind kind, @Nullable String file, @Nullable Content content) {
        var address = at(number);
        var any = loops.dialer(Optional.of(address.ip()), tls);
        Dialer dialer = (to, patience, onLink, onFailed) -> {
            if (avoided.contains(to)) {
                onFailed.failed(new IOException(to + " is not called"));
            } else {
                any.dial(to, patience, onLink, onFailed);
            }
        };
        var network = new Network(owner, new ScopedDialer(dialer, AddressScope.PUBLIC), loops.listener(tls), loops.datagrams(), AddressScope.PUBLIC);
        var place = new FileServent.Place(network, InstantSource.system(), new SecureRandom(), workers);
        var made = new FileServent(place, address, root, kind, file, content);
        ours.add(made);
        return made;
    }

    FileServent ultrapeer(int number, HostAddress... hosts) {
        return ultrapeer(number, null, null, hosts);
    }

    FileServent ultrapeer(int number, @Nullable String file, @Nullable Content content, HostAddress... hosts) {
        return servent(number, new FileServent.Kind(TopologySettings.ultrapeer(NetworkMode.PUBLIC, List.of(hosts)), false, true), file, content);
    }

    FileServent leaf(int number, HostAddress... hosts) {
        return leaf(number, null, null, hosts);
    }

    FileServent leaf(int number, @Nullable String file, @Nullable Content content, HostAddress... hosts) {
        return servent(number, new FileServent.Kind(TopologySettings.leaf(NetworkMode.PUBLIC, List.of(hosts)), false, true), file, content);
    }

    /** From now on none of ours calls this host. */
    void avoid(HostAddress host) {
        avoided.add(host);
    }

    /** A call and a datagram from somewhere else, which prove that one can be reached. */
    void knock(FileServent at) {
        loops.dialer(Optional.of(at(STRANGER).ip()), Optional.empty()).dial(at.address(), PATIENCE, link -> link.close(), _ -> {});
        try {
            var socket = loops.datagrams().bind(new HostAddress(at(STRANGER).ip(), 0), (_, datagram) -> datagram.release());
            var ping = Unpooled.buffer();
            MessageCodec.encode(Guid.random(new SecureRandom()), 1, 0, Ping.PLAIN, ping);
            socket.send(at.address(), ping);
            strangers.add(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> T waitFor(String what, Supplier<Optional<T>> look) {
        return within(PATIENCE, look).orElseThrow(() -> new AssertionError("no " + what + " within " + PATIENCE));
    }

    static <T> T waitFor(String what, Duration limit, Supplier<Optional<T>> look) {
        return within(limit, look).orElseThrow(() -> new AssertionError("no " + what + " within " + limit));
    }

    static <T> Optional<T> within(Duration limit, Supplier<Optional<T>> look) {
        var begin = System.nanoTime();
        var seen = look.get();
        while (seen.isEmpty() && System.nanoTime() - begin < limit.toNanos()) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            seen = look.get();
        }
        return seen;
    }

    @Override
    public void close() {
        strangers.forEach(Datagrams.Socket::close);
        ours.forEach(FileServent::stop);
        LockSupport.parkNanos(PARTING.toNanos());
        loops.close();
        owner.close();
        workers.close();
    }
}
