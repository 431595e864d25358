package filbert.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Filbert in a process of its own, on loopback, with ports of the system's choice. */
final class FilbertProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern OPEN = Pattern.compile("Open (https?://127\\.0\\.0\\.1:\\d+)(/\\S*)");

    private final Process process;
    private final Path log;
    private final String base;
    private final String firstPage;

    private FilbertProcess(Process process, Path log, String base, String firstPage) {
        this.process = process;
        this.log = log;
        this.base = base;
        this.firstPage = firstPage;
    }

    /** @param settings more of them, as environment variables */
    static FilbertProcess start(Path dataDirectory, Map<String, String> settings) throws IOException, InterruptedException {
        var log = Files.createTempFile("filbert", ".log");
        var builder = new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                classPath(),
                                "filbert.config.Filbert"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("FILBERT_"));
        environment.putAll(new HashMap<>(Map.of(
                "FILBERT_DATA_DIR", dataDirectory.toString(),
                "FILBERT_WEB_BIND_ADDRESS", "127.0.0.1",
                "FILBERT_WEB_PORT", "0")));
        environment.putAll(settings);
        return awaitOpen(builder.start(), log);
    }

    private static FilbertProcess awaitOpen(Process process, Path log) throws IOException, InterruptedException {
        var end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end) && process.isAlive()) {
            var open = OPEN.matcher(Files.readString(log));
            if (open.find()) {
                return new FilbertProcess(process, log, open.group(1), open.group(2));
            }
            process.waitFor(100, TimeUnit.MILLISECONDS);
        }
        process.destroyForcibly();
        throw new IOException("Filbert did not open its web:\n" + Files.readString(log));
    }

    /** What this test runs on, without the tests. */
    private static String classPath() {
        var all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(":"))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
                .collect(Collectors.joining(":"));
    }

    String url(String path) {
        return base + path;
    }

    /** As the owner whose password was set from outside. */
    void signIn(Page page, String password) {
        page.navigate(url("/login"));
        page.fill("#username", "owner");
        page.fill("#password", password);
        page.click("main button");
    }

    /** As printed in the log: with the set-up code while one is needed. */
    String firstPage() {
        return base + firstPage;
    }

    /** The way a power cut ends it: nothing is flushed, nobody told. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException, IOException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        Files.deleteIfExists(log);
    }
}
