package filbert.interop;

import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A gtk-gnutella of its own user, home and loopback address, asked through its shell. */
public final class GtkGnutella implements AutoCloseable {
    public static final String BINARY = "FILBERT_INTEROP_GTK_GNUTELLA";
    static final String USER = "FILBERT_INTEROP_USER";

    private static final int STARTS = 4; // about one start in ten aborts by itself within a second
    private static final int LOOKS = 150;
    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long GOODBYE_SECONDS = 20;
    private static final int PORT = 6346;
    private static final String RESULT = "SEARCH RESULT";

    /** What it is to the network. */
    public enum Role {
        LEAF("0"),
        ULTRAPEER("2");

        private final String mode;

        Role(String mode) {
            this.mode = mode;
        }
    }

    private final Path home;
    private final HostAddress address;
    private final Process process;

    private GtkGnutella(Path home, HostAddress address, Process process) {
        this.home = home;
        this.address = address;
        this.process = process;
    }

    /** @param ip in 127.0.0.0/8, fresh: it remembers misbehaviour by address */
    public static GtkGnutella start(String ip, Role role, Map<String, byte[]> shared, Map<String, String> settings) throws IOException {
        for (var attempt = 1; ; attempt++) {
            var home = Files.createTempDirectory("gtk-gnutella");
            prepare(home, ip, role, shared, settings);
            var process = launch(home);
            var started = new GtkGnutella(home, new HostAddress(InetAddress.ofLiteral(ip), PORT), process);
            if (started.answers()) {
                return started;
            }
            started.close();
            if (attempt == STARTS) {
                throw new IOException("gtk-gnutella did not start " + STARTS + " times");
            }
        }
    }

    private static void prepare(Path home, String ip, Role role, Map<String, byte[]> shared, Map<String, String> settings) throws IOException {
        for (var folder : List.of("shared", "incomplete", "done", "corrupt")) {
            Files.createDirectory(home.resolve(folder));
        }
        for (var file : shared.entrySet()) {
            var path = home.resolve("shared").resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        var all = new TreeMap<>(Map.ofEntries(
                Map.entry("network_protocol", "4"),
                Map.entry("listen_port", Integer.toString(PORT)),
                Map.entry("forced_local_ip", quoted(ip)),
                Map.entry("force_local_ip", "TRUE"),
                Map.entry("bind_to_forced_local_ip", "TRUE"),
                Map.entry("stop_host_get", "TRUE"),
                Map.entry("online_mode", "TRUE"),
                Map.entry("allow_private_network_connection", "TRUE"),
                Map.entry("enable_shell", "TRUE"),
                Map.entry("enable_local_socket", "TRUE"),
                Map.entry("use_global_hostiles_txt", "FALSE"),
                Map.entry("configured_peermode", role.mode),
                Map.entry("is_firewalled", "FALSE"),
                Map.entry("is_udp_firewalled", "FALSE"),
                Map.entry("allow_firewalled_ultra", "TRUE"),
                Map.entry("max_uploads_ip", "50"),
                Map.entry("tigertree_debug", "5"),
                Map.entry("shared_files_extensions", quoted("--all--")),
                Map.entry("shared_dirs", quoted(home.resolve("shared").toString())),
                Map.entry("store_downloading_files_to", quoted(home.resolve("incomplete").toString())),
                Map.entry("move_downloading_files_to", quoted(home.resolve("done").toString())),
                Map.entry("move_corrupted_files_to", quoted(home.resolve("corrupt").toString()))));
        Stream.of("enable_dht", "enable_g2", "enable_upnp", "enable_natpmp").forEach(key -> all.put(key, "FALSE"));
        all.putAll(settings);
        Files.write(home.resolve("config_gnet"), all.entrySet().stream().map(each -> each.getKey() + " = " + each.getValue()).toList());
        Files.writeString(home.resolve("bogons.txt"), "240.0.0.0/8\n"); // instead of a shipped list that has the loopback in it
        Files.writeString(home.resolve("hostiles.txt"), "240.0.0.0/8\n");
        var user = user();
        if (user.isPresent()) {
            give(home, user.get());
        }
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static Optional<String> user() {
        return Optional.ofNullable(System.getenv(USER)).filter(name -> !name.isBlank() && !name.equals(System.getProperty("user.name")));
    }

    private static void give(Path home, String user) throws IOException {
        var owner = home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
        try (var all = Files.walk(home)) {
            for (var path : all.toList()) {
                Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS).setOwner(owner);
            }
        }
    }

    private static Process launch(Path home) throws IOException {
        var command = new ArrayList<String>();
        user().ifPresent(name -> command.addAll(List.of("runuser", "-u", name, "--")));
        command.add(System.getenv(BINARY));
        command.addAll(List.of("--topless", "--no-supervise", "--no-restart", "--no-dbus", "--no-expire"));
        var builder = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        builder.redirectOutput(home.resolve("log").toFile());
        builder.environment().put("GTK_GNUTELLA_DIR", home.toString());
        builder.environment().put("HOME", home.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.start();
    }

    private boolean answers() {
        for (var look = 0; look < LOOKS && process.isAlive(); look++) {
            try {
                if (!ask("pid").isEmpty()) {
                    return true;
                }
            } catch (IOException notYet) {
                // its socket is not there
            }
            LockSupport.parkNanos(LOOK_AGAIN);
        }
        return false;
    }

    public HostAddress address() {
        return address;
    }

    /** The process, or the one that changed its user for it. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What its shell says to one command, without the line of success. */
    public List<String> ask(String command) throws IOException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(home.resolve("ipc").resolve("socket")));
            var lines = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
            say(channel, "HELO\nINTR\n");
            answer(lines);
            say(channel, command + "\n");
            return answer(lines);
        }
    }

    private static void say(SocketChannel channel, String text) throws IOException {
        var bytes = StandardCharsets.UTF_8.encode(text);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /**
     * Some listings begin with {@code 100~} and end with a dot, others stand there as they are; the last line is three digits, alone or with a blank and words
     * behind them.
     */
    private static List<String> answer(BufferedReader lines) throws IOException {
        var said = new ArrayList<String>();
        var listing = false;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (listing) {
                listing = !line.equals(".");
                if (listing) {
                    said.add(line);
                }
            } else if (line.startsWith("100~")) {
                listing = true;
            } else if (line.matches("\\d{3}-.*")) {
                said.add(line.substring(4));
            } else if (line.matches("\\d{3}( .*)?")) {
                said.add(line);
                return said;
            } else {
                said.add(line);
            }
        }
        throw new IOException("its shell hung up after " + said);
    }

    /**
     * What one of its properties says. A leaf's table is made a moment after its library was read; what it did not know of at the handshake it tells its
     * ultrapeer only minutes later: {@code qrp_slots_filled} is above nought when the table is there.
     */
    public String property(String name) {
        try {
            return ask("print " + name).getFirst().replaceFirst("^Value: ", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Does it take an ultrapeer for a neighbour? It sends what it searches for only to those that are there when it begins. */
    boolean hasUltrapeer() {
        return hasNode(".*\\sU[IO]rw.*");
    }

    /** Is that one a leaf of this, and has it given its table? */
    boolean hasTableOf(GtkGnutella leaf) {
        return hasNode(Pattern.quote(leaf.address().toString()) + "\\s+L[IO]rwQ.*");
    }

    private boolean hasNode(String pattern) {
        try {
            return ask("nodes").stream().anyMatch(line -> line.matches(pattern));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has it begun to search? It cannot without a screen, unless it was built to: see docs/interop.md. Results appear in its log. */
    boolean searches(String words) throws IOException {
        return ask("search add \"" + words + '"').getLast().startsWith("100");
    }

    /** Names of files its searches found, of those lines that contain all this. */
    List<String> found(String... marks) {
        return log().lines()
                .filter(line -> line.contains(RESULT) && Stream.of(marks).allMatch(line::contains))
                .map(line -> line.substring(line.lastIndexOf(": ") + 2))
                .distinct()
                .sorted()
                .toList();
    }

    void call(HostAddress peer) throws IOException {
        ask("node add " + peer);
    }

    /** Why it threw messages away, by reason, with counts above nought. */
    Map<String, Long> drops() throws IOException {
        var drops = new TreeMap<String, Long>();
        for (var line : ask("stats drop")) {
            var words = line.strip().split("\\s+");
            if (words.length == 2 && words[1].matches("[1-9]\\d*") && !words[0].matches("\\d+")) {
                drops.put(words[0], Long.valueOf(words[1]));
            }
        }
        return drops;
    }

    void download(Sha1 sha1, String name, int size, HostAddress from) throws IOException {
        ask("download add magnet:?xt=urn:sha1:" + sha1.base32() + "&dn=" + name + "&xl=" + size + "&xs=http://" + from
                + "/uri-res/N2R?urn:sha1:" + sha1.base32());
    }

    /** Its configuration, and below it its unfinished files. */
    public Path home() {
        return home;
    }

    /** Lets it say goodbye and write down what it has; its home stays until it is closed. */
    void shutDown() {
        process.destroy();
        try {
            if (!process.waitFor(GOODBYE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("it does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From several at once. */
    public void download(Sha1 sha1, String name, long size, List<HostAddress> from) throws IOException {
        var sources = from.stream().map(host -> "&xs=http://" + host + "/uri-res/N2R?urn:sha1:" + sha1.base32()).collect(Collectors.joining());
        ask("download add magnet:?xt=urn:sha1:" + sha1.base32() + "&dn=" + name + "&xl=" + size + sources);
    }

    /** A file it has downloaded, checked and moved. */
    Optional<byte[]> finished(String name) {
        try {
            var file = home.resolve("done").resolve(name);
            return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String log() {
        try {
            return Files.readString(home.resolve("log"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets it say goodbye, then removes its home. Once more does nothing. */
    @Override
    public void close() {
        if (!Files.exists(home)) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(GOODBYE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (var all = Files.walk(home)) {
            for (var path : all.toList().reversed()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
