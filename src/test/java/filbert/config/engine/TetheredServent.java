package filbert.config.engine;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Datagrams;
import filbert.net.Dialer;
import filbert.net.Network;
import filbert.net.ScopedDialer;
import filbert.net.Tether;
import filbert.net.Way;
import filbert.net.netty.Device;
import filbert.net.netty.IoLoops;
import filbert.net.netty.OwnerThread;
import filbert.net.netty.SystemInterfaces;
import filbert.servent.Servent;
import filbert.servent.ServentSettings;
import filbert.servent.bootstrap.HostStore;
import filbert.servent.guard.Watch;
import filbert.servent.reception.Visitors;
import filbert.servent.topology.NetworkMode;
import filbert.servent.topology.TopologySettings;
import filbert.servent.search.ListedLibrary;
import filbert.simulation.SilentTraffic;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;

/**
 * A program of its own, for a network namespace: {@code <interface or -> <address to listen on> <peer or ->}. It says how its servent stands whenever that
 * changes, and obeys {@code try} (everything that might leave, past the tether's own checks) and {@code stray} (a call by any interface).
 */
final class TetheredServent {
    /** Long enough for a busy machine: who hangs up too early is still answered, and what the kernel says to that follows its routes, not the interface. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);


    private final IoLoops loops = IoLoops.start(1, "gnutella");
    private final OwnerThread owner = OwnerThread.start("owner");
    private final Device device;
    private final Network network;
    private final Servent servent;
    private final Optional<HostAddress> peer;

    private TetheredServent(String[] arguments) throws IOException {
        device = new Device(arguments[0].equals("-") ? "" : arguments[0]);
        var listen = HostAddress.parse(arguments[1]).orElseThrow();
        peer = HostAddress.parse(arguments[2]);
        network = arguments[0].equals("-") ? anywhere() : held(arguments[0]);
        var settings = peer.isEmpty()
                ? TopologySettings.ultrapeer(NetworkMode.PRIVATE, List.of())
                : TopologySettings.leaf(NetworkMode.PRIVATE, List.of(peer.get()));
        var random = new Random();
        servent = new Servent(
                new ServentSettings(listen, "0.1.0", settings),
                Guid.random(random),
                new Servent.World(network, InstantSource.system(), random, HostStore.forgetful(), Watch.fresh(), outside()),
                new Servent.Upstairs(_ -> new SilentTraffic(), new NoVisitors(), ListedLibrary.of()));
        servent.start();
    }

    private Network anywhere() {
        var dialer = new ScopedDialer(loops.dialer(Optional.empty()), AddressScope.LAN);
        return new Network(owner, dialer, loops.listener(), loops.datagrams(), AddressScope.LAN);
    }

    private Network held(String name) {
        var cable = loops.cable(device, Optional.empty());
        var tether = new Tether(name, new SystemInterfaces(), cable, Executors.newVirtualThreadPerTaskExecutor());
        tether.hold(owner);
        return new Network(owner, new ScopedDialer(tether.dialer(), AddressScope.LAN), cable.listener(), cable.datagrams(), AddressScope.LAN, tether);
    }

    private RealOutside outside() {
        return new RealOutside(AddressScope.LAN, network.way(), device);
    }

    private void sayChanges() {
        var said = "";
        while (!Thread.currentThread().isInterrupted()) {
            var view = servent.overlay().view();
            var now = "open=" + view.exit().open() + " neighbours=" + view.neighbours().size() + " trouble=" + view.exit().trouble();
            if (!now.equals(said)) {
                System.out.println(now);
                said = now;
            }
            try {
                Thread.sleep(20); // a program that is watched, not a test
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Links, datagrams and pages, from the address and the device as they were. */
    private void tryEverything(InetAddress from) throws Exception {
        var cable = loops.cable(device, Optional.empty());
        for (var i = 0; i < 5; i++) {
            dial(cable.dialer(from));
            dial(network.dialer());
            datagram(cable.datagrams(), from);
            page(network.way());
            page(new Frozen(from));
        }
        System.out.println("tried");
    }

    private void dial(Dialer dialer) {
        dialer.dial(peer.orElseThrow(), PATIENCE, link -> link.close(), _ -> {});
    }

    private void datagram(Datagrams datagrams, InetAddress from) throws InterruptedException {
        try {
            var socket = datagrams.bind(new HostAddress(from, 0), (_, bytes) -> bytes.release());
            socket.send(peer.orElseThrow(), Unpooled.copiedBuffer("nothing", StandardCharsets.US_ASCII));
            Thread.sleep(100);
            socket.close();
        } catch (IOException gone) {
            return; // as it should
        }
    }

    private void page(Way way) throws InterruptedException {
        try {
            new RealOutside(AddressScope.LAN, way, device)
                    .get(URI.create("http://" + peer.orElseThrow() + "/"))
                    .toCompletableFuture()
                    .get(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            return; // as it should
        }
    }

    /** A way that has not noticed yet. */
    private record Frozen(InetAddress from) implements Way {
        @Override
        public String name() {
            return "vpn0";
        }

        @Override
        public boolean open() {
            return true;
        }

        @Override
        public List<InetAddress> addresses() {
            return List.of(from);
        }

        @Override
        public String trouble() {
            return "";
        }

        @Override
        public void watch(Watcher watcher) {}
    }

    private static final class NoVisitors implements Visitors {
        @Override
        public void http(filbert.net.Link link, ByteBuf soFar) {
            soFar.release();
            link.close();
        }

        @Override
        public void giv(filbert.net.Link link, ByteBuf soFar) {
            soFar.release();
            link.close();
        }
    }

    public static void main(String[] arguments) throws Exception {
        var program = new TetheredServent(arguments);
        Thread.ofVirtual().start(program::sayChanges);
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (var order = orders.readLine(); order != null; order = orders.readLine()) {
            if (order.startsWith("try ")) {
                program.tryEverything(InetAddress.ofLiteral(order.substring(4)));
            } else {
                program.dial(program.loops.dialer(Optional.empty()));
                System.out.println("strayed");
            }
        }
        System.exit(0);
    }
}
