package filbert.bench;

import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.interop.GtkGnutella;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A gtk-gnutella to be measured beside, where {@link GtkGnutella#BINARY} names one: on a loopback address of its own, in a network of nobody, without
 * limits on its bandwidth. When we are root it runs as the user named by {@code FILBERT_INTEROP_USER}, who must be able to read what it is to share.
 */
public final class Beside implements AutoCloseable {
    private static final Map<String, String> UNLIMITED = Map.of("bandwidth_output_limit", "FALSE", "bandwidth_input_limit", "FALSE", "max_simultaneous_uploads", "100");
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);
    private static final List<String> PASSES = List.of("library_rebuilding", "sha1_rebuilding", "tth_rebuilding");
    private static final int TIMEOUT = 10_000; // milliseconds
    private static final String TREE = "X-Thex-URI"; // sent once both its passes over the file are done

    private final GtkGnutella peer;
    private final Path shared;
    private int asked;

    private Beside(GtkGnutella peer, Path shared) {
        this.peer = peer;
        this.shared = shared;
    }

    public static boolean wanted() {
        return !System.getenv().getOrDefault(GtkGnutella.BINARY, "").isBlank();
    }

    /** Empty where none is named. It shares nothing yet. */
    public static Optional<Beside> start(Workshop workshop) throws IOException {
        if (!wanted()) {
            return Optional.empty();
        }
        var open = PosixFilePermissions.fromString("rwxr-xr-x");
        Files.setPosixFilePermissions(workshop.directory(), open);
        var shared = Files.createTempDirectory(workshop.directory(), "shared");
        Files.setPosixFilePermissions(shared, open);
        var random = new SecureRandom(); // it bans by address for minutes: never the same twice
        var ip = "127." + (1 + random.nextInt(250)) + "." + random.nextInt(250) + ".2";
        var settings = new HashMap<>(UNLIMITED);
        settings.put("shared_dirs", '"' + shared.toString() + '"');
        return Optional.of(new Beside(GtkGnutella.start(ip, GtkGnutella.Role.LEAF, Map.of(), settings), shared));
    }

    public HostAddress address() {
        return peer.address();
    }

    public double cpuSeconds() {
        return Program.cpuSeconds(peer.process());
    }

    /**
     * Gives it a file of ours, without copying, and waits until it offers the tiger tree of it too.
     *
     * @return seconds from the moment it was told to look through its folder
     */
    public double share(Path file, Sha1 sha1) throws IOException {
        Files.createLink(shared.resolve(file.getFileName()), file);
        var began = System.nanoTime();
        peer.ask("rescan");
        await("share " + file, new Look(sha1));
        return (System.nanoTime() - began) / 1e9;
    }

    /** Whenever a pass over files is over, and each second between passes, it is asked for the file. */
    private final class Look implements BooleanSupplier {
        private final Sha1 sha1;
        private boolean working = true;
        private long looked;

        private Look(Sha1 sha1) {
            this.sha1 = sha1;
        }

        @Override
        public boolean getAsBoolean() {
            if (PASSES.stream().anyMatch(pass -> peer.property(pass).equals("TRUE"))) {
                working = true;
                return false;
            }
            if (!working && System.nanoTime() - looked < PATIENCE) {
                return false;
            }
            working = false;
            looked = System.nanoTime();
            return offersTree(sha1);
        }
    }

    /** Asked by somebody else each time: it bans who asks again and again. */
    private boolean offersTree(Sha1 sha1) {
        try (var socket = new Socket()) {
            socket.bind(new InetSocketAddress("127.0." + (8 + asked / 250) + "." + (1 + asked % 250), 0));
            asked++;
            socket.setSoTimeout(TIMEOUT);
            socket.connect(new InetSocketAddress(peer.address().ip(), peer.address().port()), TIMEOUT);
            var request = "HEAD /uri-res/N2R?urn:sha1:" + sha1.base32() + " HTTP/1.1\r\nHost: " + peer.address() + "\r\nUser-Agent: Reader/1\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1).contains(TREE);
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Seconds until it has fetched, checked and moved the file. It is removed again. */
    public double download(Sha1 sha1, String name, long size, List<HostAddress> from) throws IOException {
        var began = System.nanoTime();
        peer.download(sha1, name, size, from);
        var done = peer.home().resolve("done").resolve(name);
        await("download " + name, () -> Files.isRegularFile(done));
        var seconds = (System.nanoTime() - began) / 1e9;
        if (Files.size(done) != size) {
            throw new IOException(done + " has " + Files.size(done) + " bytes of " + size);
        }
        return seconds;
    }

    private void await(String what, BooleanSupplier isSo) throws IOException {
        var began = System.nanoTime();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() - began > LONGEST || !peer.process().isAlive()) {
                throw new IOException("it did not " + what + ":\n" + peer.log());
            }
            pause();
        }
    }

    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }

    @Override
    public void close() {
        peer.close();
    }
}
