package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import filbert.sharing.download.disk.Content;
import filbert.sharing.download.disk.Remains;
import filbert.sharing.download.disk.Spans;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine in a process of its own, on a disk that fills up, fails to write or to be read, or is taken away. Under {@code -Plong}. */
@EnabledIfSystemProperty(named = "test.long", matches = "true", disabledReason = "takes minutes: -Plong")
final class TroubledProcessTest {
    private static final int RATE = 2_000_000; // bytes per second
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(3);
    private static final long SOME = 2_000_000;

    private final Content content = Content.of(16_000_000, 9);

    @TempDir
    Path home;

    private PacedServent servent;
    private Process life;

    @BeforeEach
    void serve() throws IOException {
        servent = new PacedServent(9, RATE, content);
    }

    @AfterEach
    void end() throws IOException {
        life.destroyForcibly();
        life.onExit().join();
        servent.close();
    }

    /** @param shell says {@code "$@"} where the engine is to run */
    private void live(String shell) throws IOException {
        Files.createDirectories(home.resolve("incomplete"));
        var command = new ArrayList<>(List.of(
                "sh", "-c", shell, "engine",
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"),
                DownloadingProcess.class.getName(),
                home.toString(), content.sha1().base32(), Integer.toString(content.size()), servent.address()));
        life = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true).redirectOutput(home.resolve("log").toFile()).start();
    }

    private String said() {
        try {
            return Files.readString(home.resolve("log"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void waitFor(String what, BooleanSupplier condition) {
        var end = System.nanoTime() + PATIENCE;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("%s; it said: %s", what, said()).isLessThan(end);
            LockSupport.parkNanos(LOOK);
        }
    }

    private void waitForSome() {
        waitFor("some bytes", () -> servent.sent().total() > SOME);
    }

    private void again() throws IOException {
        life.getOutputStream().write("again\n".getBytes(StandardCharsets.US_ASCII));
        life.getOutputStream().flush();
    }

    private void isDone() throws InterruptedException {
        waitFor("the end", () -> !life.isAlive());
        assertThat(life.waitFor()).as(said()).isZero();
        assertThat(home.resolve("finished").resolve(content.sha1().base32())).hasBinaryContent(content.bytes());
        assertThat(new Remains(home.resolve("incomplete"), content).gone()).isTrue();
    }

    @Test
    @DisplayName("a disk that somebody else fills pauses it, and it goes on by itself when there is room")
    void theDiskIsFull() throws Exception {
        assumeThat(new ProcessBuilder("unshare", "-rm", "mount", "-t", "tmpfs", "none", home.toString()).start().waitFor())
                .as("mounts of one's own")
                .isZero();
        live("""
                exec unshare -rm sh -c 'mount -t tmpfs -o size=20m none incomplete && "$@" & engine=$!
                until [ -e fill ]; do sleep 0.1; done
                dd if=/dev/zero of=incomplete/filler bs=64k 2>/dev/null
                touch filled
                until [ -e free ]; do sleep 0.1; done
                rm incomplete/filler
                wait $engine' engine "$@"
                """);
        waitForSome();
        Files.createFile(home.resolve("fill"));
        waitFor("that it stops", () -> said().contains("PAUSED disk-full"));
        assertThat(home.resolve("filled")).exists();
        Files.createFile(home.resolve("free"));
        waitFor("the end", () -> !life.isAlive());
        assertThat(life.waitFor()).as(said()).isZero();
        assertThat(home.resolve("finished").resolve(content.sha1().base32())).hasBinaryContent(content.bytes());
    }

    @Test
    @DisplayName("a disk that takes nothing beyond a point ends it; another process, asked to try again, goes on with what is recorded")
    void theDiskFails() throws Exception {
        live("ulimit -f 16384; exec \"$@\""); // blocks of 512 bytes: half the file
        waitFor("that it stops", () -> said().matches("(?s).*FAILED disk-error\\n"));
        life.destroyForcibly().onExit().join();
        var recorded = new Remains(home.resolve("incomplete"), content).recorded();
        assertThat(recorded.total()).isPositive();
        servent.freshStart();
        live("exec \"$@\"");
        again();
        isDone();
        var again = servent.sent();
        var both = new Spans();
        recorded.list().stream().filter(again::contains).forEach(both::add);
        assertThat(both.isEmpty()).as("recorded, and fetched again all the same: %s", both).isTrue();
    }

    /** Stands before the C library: once partial files have been read for as many bytes as the file "sick" says, reading them fails as it does on a bad disk. */
    private static final String SICK_DISK = """
            #define _GNU_SOURCE
            #include <dlfcn.h>
            #include <errno.h>
            #include <stdio.h>
            #include <stdlib.h>
            #include <string.h>
            #include <unistd.h>
            #include <sys/types.h>
            static long passed;
            static int partial(int fd) {
                char link[64], name[4096];
                snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
                ssize_t length = readlink(link, name, sizeof name - 1);
                return length > 5 && !memcmp(name + length - 5, ".part", 5);
            }
            static int sick(int fd) {
                long limit;
                FILE *f;
                if (!partial(fd) || !(f = fopen(getenv("SICK"), "r"))) return 0;
                if (fscanf(f, "%ld", &limit) != 1) limit = 0;
                fclose(f);
                return __atomic_load_n(&passed, __ATOMIC_SEQ_CST) >= limit;
            }
            static ssize_t judged(int fd, ssize_t count) {
                if (count > 0 && partial(fd)) __atomic_add_fetch(&passed, count, __ATOMIC_SEQ_CST);
                return count;
            }
            ssize_t pread(int fd, void *to, size_t count, off_t at) {
                static ssize_t (*real)(int, void *, size_t, off_t);
                if (!real) real = dlsym(RTLD_NEXT, "pread");
                if (sick(fd)) { errno = EIO; return -1; }
                return judged(fd, real(fd, to, count, at));
            }
            ssize_t pread64(int fd, void *to, size_t count, off64_t at) {
                static ssize_t (*real)(int, void *, size_t, off64_t);
                if (!real) real = dlsym(RTLD_NEXT, "pread64");
                if (sick(fd)) { errno = EIO; return -1; }
                return judged(fd, real(fd, to, count, at));
            }
            """;

    /** @param readable bytes: within the slices the tree proves, and within the whole that the SHA-1 proves */
    @ParameterizedTest
    @ValueSource(longs = {3_000_000, 20_000_000})
    @DisplayName("a disk that cannot be read pauses it, nothing is verified or published by what was not read, and it goes on when the disk is well")
    void theDiskCannotBeRead(long readable) throws Exception {
        Files.writeString(home.resolve("sick.c"), SICK_DISK);
        assumeThat(new ProcessBuilder("sh", "-c", "cc -shared -fPIC -O1 -o sick.so sick.c -ldl").directory(home.toFile()).inheritIO().start().waitFor())
                .as("a C compiler")
                .isZero();
        Files.writeString(home.resolve("sick"), Long.toString(readable));
        live("SICK=$PWD/sick LD_PRELOAD=$PWD/sick.so exec \"$@\"");
        waitFor("that it stops", () -> said().contains("PAUSED disk-unwell"));
        assertThat(said()).doesNotContain("DONE");
        assertThat(home.resolve("finished")).isEmptyDirectory();
        assertThat(new Remains(home.resolve("incomplete"), content).verified().total()).isLessThanOrEqualTo(readable);
        Files.delete(home.resolve("sick"));
        again();
        isDone();
    }

    @Test
    @DisplayName("a folder that is moved away while it is written to loses nothing, and is taken up where it was when it is back")
    void theFolderIsAway() throws Exception {
        live("exec \"$@\"");
        waitForSome();
        Files.move(home.resolve("incomplete"), home.resolve("away"));
        waitFor("that it notices", () -> said().contains("PAUSED"));
        var recorded = new Remains(home.resolve("away"), content).recorded();
        if (Files.exists(home.resolve("incomplete"))) {
            Files.delete(home.resolve("incomplete"));
        }
        Files.move(home.resolve("away"), home.resolve("incomplete"));
        assertThat(recorded.total()).isPositive();
        again();
        isDone();
    }
}
