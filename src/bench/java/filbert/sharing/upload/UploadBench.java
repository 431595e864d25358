package filbert.sharing.upload;

import filbert.bench.Beside;
import filbert.bench.Program;
import filbert.bench.Workshop;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.net.AddressScope;
import filbert.net.Link;
import filbert.net.netty.IoLoops;
import filbert.net.netty.OwnerThread;
import filbert.sharing.hashing.FileHasher;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One file of 1 GiB to one client on loopback, whole and in ranges of 1 MiB on one connection, beside nginx with sendfile and, where the environment
 * names one (see {@link Beside}), a gtk-gnutella; rounds interleaved. Shown are the quickest round of each, and the round with the least CPU time on
 * the serving side. The client is a thread of this process that reads and throws away; its CPU time is taken off ours.
 */
final class UploadBench {
    private static final int ROUNDS = 7;
    private static final long GIB = 1L << 30;
    private static final int RANGE = 1 << 20;
    private static final int ALL = (int) (GIB / RANGE);
    private static final int FEW = 32; // it loses a fifth of a second with each
    private static final int FIRST = 4 << 10; // asked for before the clock runs: of its first reply gtk-gnutella sends 512 KiB at most
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);

    private int client = 1;

    /**
     * Who serves, where, and what it has cost so far.
     *
     * @param ranges of 1 MiB in a round
     */
    private record Side(String name, InetSocketAddress address, String target, int ranges, DoubleSupplier cpuSeconds) {}

    /** Best of the rounds of one kind. */
    private static final class Best {
        double gigabytesPerSecond;
        double cpuSecondsPerGib = Double.MAX_VALUE;
    }

    public static void main(String[] none) throws IOException, InterruptedException {
        try (var workshop = Workshop.open()) {
            var path = workshop.directory().resolve("hazel.bin");
            write(path);
            new UploadBench().run(workshop, path);
        }
    }

    private static void write(Path path) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            var noise = new byte[RANGE];
            new Random(1).nextBytes(noise);
            for (var i = 0; i < GIB / RANGE; i++) {
                file.write(noise);
            }
        }
    }

    private void run(Workshop workshop, Path path) throws IOException, InterruptedException {
        var directory = workshop.directory();
        var hashes = new FileHasher(Runnable::run).hash(path, _ -> {});
        var served = new ServedFile(
                1, "hazel.bin", directory, "hazel.bin", GIB, Files.getLastModifiedTime(path).toInstant(), hashes.sha1(), hashes.tigerRoot());
        var nginxPort = Workshop.freePort();
        var uri = "/uri-res/N2R?urn:sha1:" + hashes.sha1().base32();
        try (var loops = IoLoops.start(2, "gnutella");
                var owner = OwnerThread.start("owner");
                var workers = Executors.newFixedThreadPool(2);
                var nginx = nginx(directory, nginxPort);
                var beside = Beside.start(workshop).orElse(null)) {
            var world = new UploadServer.World(owner, workers, InstantSource.system(), AddressScope.LOOPBACK);
            var server = new UploadServer(world, new OneFile(served), _ -> Optional.empty(), () -> UploadSettings.DEFAULT, "Filbert/bench");
            var port = loops.listener().listen(HostAddress.of(0x7F000001, 0), link -> link.handler(new Door(server, link))).local().port();
            nginx.untilServed(URI.create("http://127.0.0.1:" + nginxPort + "/small"));
            var sides = new ArrayList<Side>();
            sides.add(new Side("Filbert", at("127.0.0.1", port), uri, ALL, UploadBench::ownCpuSeconds));
            sides.add(new Side("nginx", at("127.0.0.1", nginxPort), "/hazel.bin", ALL, nginx::cpuSeconds));
            if (beside != null) {
                beside.share(path, hashes.sha1());
                var there = at(beside.address().ip().getHostAddress(), beside.address().port());
                sides.add(new Side("gtk-gnutella", there, uri, FEW, beside::cpuSeconds));
            }
            compare(sides);
            owner.tell(server::close);
        }
    }

    private static InetSocketAddress at(String ip, int port) {
        return new InetSocketAddress(ip, port);
    }

    private static Program nginx(Path directory, int port) throws IOException {
        Files.writeString(directory.resolve("small"), "small");
        var configuration = directory.resolve("nginx.conf");
        Files.writeString(
                configuration,
                """
                daemon off;
                worker_processes 1;
                user root;
                pid %1$s/nginx.pid;
                error_log stderr;
                events { worker_connections 64; }
                http {
                    access_log off;
                    sendfile on;
                    tcp_nopush on;
                    keepalive_requests 100000;
                    server { listen 127.0.0.1:%2$d; root %1$s; }
                }
                """.formatted(directory, port));
        return Program.start(List.of("/usr/sbin/nginx", "-c", configuration.toString(), "-p", directory.toString()), Map.of(), directory);
    }

    private void compare(List<Side> sides) throws IOException {
        for (var size : new long[] {GIB, RANGE}) {
            var bests = sides.stream().map(_ -> new Best()).toList();
            for (var round = 0; round < ROUNDS; round++) {
                for (var i = 0; i < sides.size(); i++) {
                    measure(sides.get(i), size, bests.get(i));
                }
            }
            for (var i = 0; i < sides.size(); i++) {
                System.out.printf(
                        Locale.ROOT,
                        "%-12s replies of %4d MiB: %.3f GB/s, %.3f CPU s/GiB; Filbert %.2f times as fast%n",
                        sides.get(i).name,
                        size >> 20,
                        bests.get(i).gigabytesPerSecond,
                        bests.get(i).cpuSecondsPerGib,
                        bests.getFirst().gigabytesPerSecond / bests.get(i).gigabytesPerSecond);
            }
        }
    }

    private void measure(Side side, long size, Best best) throws IOException {
        var all = Math.min(GIB, Math.max(size, side.ranges * (long) RANGE));
        try (var channel = SocketChannel.open()) {
            channel.bind(at("127.0.7." + client++, 0)); // a client of its own each time: gtk-gnutella sends away who calls again and again
            channel.connect(side.address);
            fetch(channel, side.target, 0, FIRST);
            var cpu = side.cpuSeconds.getAsDouble();
            var began = System.nanoTime();
            for (var from = 0L; from < all; from += size) {
                fetch(channel, side.target, from, size);
            }
            var seconds = (System.nanoTime() - began) / 1e9;
            best.gigabytesPerSecond = Math.max(best.gigabytesPerSecond, all / 1e9 / seconds);
            best.cpuSecondsPerGib = Math.min(best.cpuSecondsPerGib, (side.cpuSeconds.getAsDouble() - cpu) * GIB / all);
        }
    }

    private void fetch(SocketChannel channel, String target, long from, long size) throws IOException {
        var request = "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: Reader/1\r\n"
                + (size < GIB ? "Range: bytes=" + from + "-" + (from + size - 1) + "\r\n" : "") + "\r\n";
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        buffer.clear();
        var end = -1;
        var head = "";
        while (end < 0) {
            if (channel.read(buffer) < 0) {
                throw new IOException(target + " ended after " + head);
            }
            head = StandardCharsets.US_ASCII.decode(buffer.duplicate().flip()).toString();
            end = head.indexOf("\r\n\r\n");
        }
        var length = LENGTH.matcher(head.substring(0, end));
        if (!head.startsWith("HTTP/1.1 20") || !length.find() || Long.parseLong(length.group(1)) != size) {
            throw new IOException(target + " answered " + head.substring(0, end));
        }
        var left = size - (buffer.position() - end - 4);
        while (left > 0) {
            buffer.clear();
            var read = channel.read(buffer);
            if (read < 0) {
                throw new IOException(target + " ended " + left + " bytes early");
            }
            left -= read;
        }
    }

    /** Of the whole process without the calling thread, the client. */
    private static double ownCpuSeconds() {
        var process = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return (process.getProcessCpuTime() - ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()) / 1e9;
    }

    private record Door(UploadServer server, Link link) implements Link.Handler {
        @Override
        public void received(ByteBuf bytes) {
            server.receive(link, bytes);
        }

        @Override
        public void closed(@Nullable IOException cause) {}
    }

    private record OneFile(ServedFile file) implements SharedContent {
        @Override
        public Optional<ServedFile> bySha1(Sha1 sha1) {
            return Optional.of(file);
        }

        @Override
        public Optional<ServedFile> byIndex(long index) {
            return Optional.of(file);
        }

        @Override
        public List<ServedFile> byName(String name) {
            return List.of(file);
        }

        @Override
        public void differsOnDisk(ServedFile differing) {
            throw new IllegalStateException("bug: " + differing + " is as we wrote it");
        }
    }
}
