package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.download.adopt.GtkFile;
import filbert.sharing.download.disk.Content;
import filbert.sharing.download.disk.Remains;
import filbert.sharing.download.disk.Spans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A take-over killed with {@code kill -9}, again and again, goes on where it was; the file it copies from stays as it is. */
@Execution(ExecutionMode.CONCURRENT) // shares nothing with other tests
final class KilledTakeoverTest {
    private static final int KILLS = Integer.getInteger("test.kills", 4);
    private static final int SIZE = 48_000_000;
    private static final long LOOK = 20_000; // nanoseconds
    private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(400);

    @TempDir
    Path root;

    private final Content content = Content.of(SIZE, 12);
    private final Random random = new Random(6);
    private Path home;
    private Path leftover;
    private int files;

    private void begin() {
        home = root.resolve("home" + ++files);
    }

    @Test
    void nothingRecordedIsLostAndItEndsByItself(TestReporter reporter) throws Exception {
        leftover = GtkFile.of(content, "hazel.ogg").with(content.all()).write(root.resolve("hazel.ogg"));
        var before = Content.sha1(Files.readAllBytes(leftover));
        begin();
        var recorded = new Spans();
        for (var kill = 0; kill < KILLS; ) {
            var life = live();
            kill += killed(life) ? 1 : 0;
            if (finished()) {
                begin();
                recorded = new Spans();
                continue;
            }
            var now = new Remains(home.resolve("incomplete"), content).recorded();
            recorded.list().forEach(span -> assertThat(now.contains(span)).as("%s was recorded before", span).isTrue());
            recorded = now;
        }
        assertThat(live().waitFor(60, TimeUnit.SECONDS)).as(() -> log()).isTrue();
        assertThat(finished()).as(() -> log()).isTrue();
        assertThat(Content.sha1(Files.readAllBytes(leftover))).isEqualTo(before);
        reporter.publishEntry("killed %d times over %d files".formatted(KILLS, files));
    }

    private String log() {
        try {
            return Files.readString(home.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private Process live() throws IOException {
        Files.createDirectories(home);
        var command = List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"),
                AdoptingProcess.class.getName(),
                home.toString(), content.sha1().base32(), Integer.toString(content.size()), leftover.toString());
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(home.resolve("log").toFile()).start();
    }

    /** Some time after its journal began to grow. @return whether it still lived */
    private boolean killed(Process life) throws IOException {
        var journal = home.resolve("incomplete").resolve(content.sha1() + ".journal").toFile();
        var began = journal.length();
        var patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        waitFor(life, () -> journal.length() != began || System.nanoTime() > patience);
        assertThat(System.nanoTime()).as(() -> log()).isLessThan(patience);
        var moment = System.nanoTime() + random.nextLong(LONGEST);
        waitFor(life, () -> System.nanoTime() > moment);
        var lived = life.isAlive();
        life.destroyForcibly();
        life.onExit().join();
        return lived;
    }

    private static void waitFor(Process life, BooleanSupplier condition) {
        while (life.isAlive() && !condition.getAsBoolean()) {
            LockSupport.parkNanos(LOOK);
        }
    }

    /** Is the file published, whole and right? One that is there under its name must be. */
    private boolean finished() throws IOException {
        var name = home.resolve("finished").resolve(content.sha1().base32());
        if (Files.exists(name) && Files.size(name) > 0) {
            assertThat(Content.sha1(Files.readAllBytes(name))).isEqualTo(content.sha1());
        }
        return Files.exists(name) && new Remains(home.resolve("incomplete"), content).gone();
    }
}
