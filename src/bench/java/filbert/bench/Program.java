package filbert.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Another process under measurement, looked at through {@code /proc}; ended by its id when closed. */
public final class Program implements AutoCloseable {
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int USER_TICKS = 11; // of /proc/PID/stat, counted behind the name in brackets: utime, then stime
    private static final double TICKS_PER_SECOND = 100;
    private static final int LONGEST_STOP = 20; // seconds

    private final Process process;
    private final Path log;
    private final long startedAt = System.nanoTime();

    private Program(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    public static Program start(List<String> command, Map<String, String> environment, Path directory) throws IOException {
        var log = Files.createTempFile(directory, "program", ".log");
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy)); // also when we are stopped half-way
        return new Program(process, log);
    }

    /** Seconds from its start until the page came with status 200. */
    public double untilServed(URI page) throws InterruptedException {
        while (System.nanoTime() - startedAt < TimeUnit.SECONDS.toNanos(120)) {
            if (served(page)) {
                return (System.nanoTime() - startedAt) / 1e9;
            }
            if (!process.isAlive()) {
                break;
            }
            Thread.sleep(2);
        }
        throw new IllegalStateException("never served " + page + ":\n" + said());
    }

    private static boolean served(URI page) {
        try {
            var connection = (HttpURLConnection) page.toURL().openConnection();
            connection.setInstanceFollowRedirects(false);
            try (var body = connection.getInputStream()) {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK && body.readAllBytes().length > 0;
            }
        } catch (IOException notYet) {
            return false;
        }
    }

    /** @throws IllegalStateException when it takes longer, or ends badly */
    public void awaitEnd(long longest, TimeUnit unit) throws InterruptedException {
        if (!process.waitFor(longest, unit) || process.exitValue() != 0) {
            throw new IllegalStateException("did not end well:\n" + said());
        }
    }

    /** CPU seconds of the process and of the children it has now, but not of those that ended. */
    public double cpuSeconds() {
        return cpuSeconds(process.toHandle());
    }

    /** Of any process and of the children it has now. */
    public static double cpuSeconds(ProcessHandle process) {
        return own(process) + process.descendants().mapToDouble(Program::own).sum();
    }

    private static double own(ProcessHandle process) {
        var stat = read(Path.of("/proc/" + process.pid() + "/stat"));
        var fields = BLANKS.split(stat.substring(stat.lastIndexOf(')') + 2));
        return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[USER_TICKS + 1])) / TICKS_PER_SECOND;
    }

    /** A line of {@code smaps_rollup}, as {@code Rss} or {@code Anonymous}, in MiB. */
    public long mebibytes(String line) {
        return read(Path.of("/proc/" + process.pid() + "/smaps_rollup")).lines()
                .filter(each -> each.startsWith(line + ":"))
                .mapToLong(each -> Long.parseLong(BLANKS.split(each)[1]) / 1024)
                .findFirst()
                .orElseThrow();
    }

    public long pid() {
        return process.pid();
    }

    /** What the JDK's {@code jcmd} answers. */
    public String jcmd(String command) throws IOException, InterruptedException {
        var asked = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), String.valueOf(pid()), command)
                .redirectErrorStream(true)
                .start();
        try (var answer = asked.getInputStream()) {
            var text = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            if (asked.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + text);
            }
            return text;
        }
    }

    public String said() {
        return read(log);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_STOP, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
