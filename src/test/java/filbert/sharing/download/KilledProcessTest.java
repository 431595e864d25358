package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Sha1;
import filbert.sharing.download.disk.Content;
import filbert.sharing.download.disk.Remains;
import filbert.sharing.download.disk.Spans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The engine in a process of its own, killed with SIGKILL again and again, in the middle of bytes, of a record, of a rename. Ten times here,
 * 200 times under {@code -Plong}.
 */
@Execution(ExecutionMode.CONCURRENT) // shares nothing with other tests
final class KilledProcessTest {
    private static final int KILLS = Integer.getInteger("test.kills", 10);
    private static final int SOURCES = 4;
    private static final int RATE = 1_000_000; // bytes per second of each source
    private static final int SIZE = 9_000_000;

    /** Nanoseconds between two looks whether the moment has come: short beside a record or a rename. */
    private static final long LOOK = 20_000;

    /** Of what one source sent before a kill. */
    private static final long MAY_BE_LOST = 1 << 20;

    @TempDir
    Path home;

    private final Random random = new Random(5);
    private final List<PacedServent> servents = new ArrayList<>();
    private int files;
    private boolean vouched = true;
    private Content content = next();

    private Content next() {
        return Content.of((vouched ? SIZE : SIZE / SOURCES) + random.nextInt(1_000_000), ++files);
    }

    @BeforeEach
    void start() throws IOException {
        for (var number = 1; number <= SOURCES; number++) {
            servents.add(new PacedServent(number, RATE, content));
        }
    }

    @AfterEach
    void stop() throws IOException {
        for (var servent : servents) {
            servent.close();
        }
    }

    @Test
    @DisplayName("T-44")
    void nothingRecordedIsLostAndNoHoleIsPresent(TestReporter reporter) throws Exception {
        killAgainAndAgain(KILLS, reporter);
    }

    @Test
    @DisplayName("T-44")
    void norIsThatOfAFileWithoutAHash(TestReporter reporter) throws Exception {
        vouched = false;
        startNext();
        killAgainAndAgain(KILLS / 2, reporter);
        try (var all = Files.list(home.resolve("finished"))) {
            assertThat(all.toList()).as("none was published twice, none is missing").hasSize(files - 1);
        }
    }

    private void killAgainAndAgain(int kills, TestReporter reporter) throws Exception {
        var recorded = new Spans();
        var mostLost = 0L;
        for (var kill = 0; kill < kills; ) {
            var life = live();
            if (killAt(life, When.values()[kill % When.values().length])) {
                kill++;
            } else {
                assertThat(life.exitValue()).as("how it ended by itself: %s", Files.readString(home.resolve("log"))).isZero();
            }
            var remains = remains();
            if (finished()) {
                recorded = new Spans();
                startNext();
                continue;
            }
            var now = remains.recorded();
            recorded.list().forEach(span -> assertThat(now.contains(span)).as("%s was recorded before", span).isTrue());
            recorded = now;
            for (var servent : servents) {
                var lost = servent.sent();
                now.list().forEach(lost::remove);
                mostLost = Math.max(mostLost, lost.total());
                assertThat(lost.total()).as("to be fetched again from %s", servent.address()).isLessThanOrEqualTo(MAY_BE_LOST);
            }
        }
        assertThat(live().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(finished()).isTrue();
        reporter.publishEntry("killed %d times over %d files; at most %,d bytes of one source to be fetched again".formatted(kills, files, mostLost));
    }

    private Remains remains() {
        return new Remains(home.resolve("incomplete"), content, called());
    }

    /** What its files are named after. */
    private Sha1 called() {
        return vouched ? content.sha1() : StandIn.of(1, DownloadingProcess.source(servents.getFirst().address()), content.size());
    }

    private void startNext() {
        content = next();
        servents.forEach(servent -> servent.serves(content));
    }

    private enum When {
        BYTES,
        RECORD,
        BYTES_AGAIN,
        END
    }

    private Process live() throws IOException {
        servents.forEach(PacedServent::freshStart);
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"),
                DownloadingProcess.class.getName(),
                home.toString(), content.sha1().base32() + (vouched ? "" : "?"), Integer.toString(content.size())));
        servents.stream().limit(vouched ? SOURCES : 1).forEach(servent -> command.add(servent.address()));
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(home.resolve("log").toFile()).start();
    }

    /** @return whether it still lived */
    private boolean killAt(Process life, When when) throws IOException {
        var journal = home.resolve("incomplete").resolve(called() + ".journal");
        var data = home.resolve("incomplete").resolve(called() + ".part");
        var began = Files.exists(journal) ? Files.size(journal) : 0;
        switch (when) {
            case BYTES, BYTES_AGAIN -> {
                waitFor(life, () -> servents.stream().anyMatch(servent -> !servent.sent().isEmpty()));
                var moment = System.nanoTime() + random.nextLong(TimeUnit.MILLISECONDS.toNanos(1_200));
                waitFor(life, () -> System.nanoTime() > moment);
            }
            case RECORD -> waitFor(life, () -> journal.toFile().length() > began);
            case END -> {
                waitFor(life, () -> data.toFile().exists());
                var moment = random.nextInt(4); // in the middle of the rename, or soon before or after it
                waitFor(life, () -> !data.toFile().exists() || (moment == 0 && journal.toFile().length() > 0 && lastBytes()));
            }
        }
        var lived = life.isAlive();
        life.destroyForcibly();
        life.onExit().join();
        return lived;
    }

    private boolean lastBytes() {
        var sent = new Spans();
        servents.forEach(servent -> sent.addAll(servent.sent()));
        return sent.list().stream().anyMatch(span -> span.to() == content.size());
    }

    private static void waitFor(Process life, BooleanSupplier condition) {
        while (life.isAlive() && !condition.getAsBoolean()) {
            LockSupport.parkNanos(LOOK);
        }
    }

    /** Is the file published, whole and right? One that is there under its name must be. */
    private boolean finished() throws IOException {
        var name = home.resolve("finished").resolve(content.sha1().base32());
        if (Files.exists(name)) {
            assertThat(name).hasBinaryContent(content.bytes());
        }
        return Files.exists(name) && remains().gone();
    }
}
