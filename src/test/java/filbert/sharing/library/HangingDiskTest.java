package filbert.sharing.library;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.library.scan.Excludes;
import filbert.sharing.library.scan.Walk;
import filbert.sharing.download.disk.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Folders on disks that answer nothing, as network mounts do whose other end is gone. */
@Timeout(60)
final class HangingDiskTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    @TempDir
    Path disk;

    private final PatientOwner owner = new PatientOwner();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final LinkedBlockingQueue<Path> begun = new LinkedBlockingQueue<>();
    private final CountDownLatch answers = new CountDownLatch(1);
    private FolderLibrary library;

    /** Hangs before folders that are called so. */
    private Walk walk(Path root, String below, Excludes excludes, Walk.Guide guide) throws IOException {
        begun.add(root);
        try {
            if (root.getFileName().toString().startsWith("hanging")) {
                answers.await();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return new Walk(root, below, excludes, guide);
    }

    @BeforeEach
    void start() {
        library = new FolderLibrary(
                LibraryStore.inMemory(), LibrarySettings.NEVER_CHANGING, owner, () -> NOW, new Random(1), workers, this::walk, Disk.REAL);
        library.start();
    }

    @AfterEach
    void stop() {
        answers.countDown();
        library.close();
        workers.shutdownNow();
    }

    private void share(String name) throws IOException {
        var folder = Files.createDirectory(disk.resolve(name));
        Files.writeString(folder.resolve("song.ogg"), name);
        library.add(1, folder, Visibility.HOUSEHOLD, List.of());
    }

    private String state(String name) {
        return library.view().folders().stream().filter(folder -> folder.alias().equals(name)).findFirst().orElseThrow().state();
    }

    /** Lets time pass until it is so. */
    private void eventually(BooleanSupplier so) throws InterruptedException {
        while (!so.getAsBoolean()) {
            owner.pass(Duration.ofSeconds(1));
            new CountDownLatch(1).await(2, MILLISECONDS);
        }
    }

    @Test
    void aDiskThatDoesNotAnswerKeepsNobodyFromLookingAtTheOthers() throws IOException, InterruptedException {
        share("hanging");
        assertThat(begun.poll(10, SECONDS)).isNotNull();
        share("music");
        assertThat(state("music")).isEqualTo("new");
        eventually(() -> state("music").equals("ready"));
        assertThat(state("hanging")).isEqualTo("hanging");
    }

    @Test
    void aDiskThatAnswersAgainIsLookedAtAnew() throws IOException, InterruptedException {
        share("hanging");
        eventually(() -> state("hanging").equals("hanging"));
        library.rescan(1);
        answers.countDown();
        eventually(() -> state("hanging").equals("ready"));
        assertThat(library.view().files()).isEqualTo(1);
        assertThat(begun).hasSize(2);
    }

    @Test
    void aLookThatIsCalledOffFindsNothingMoreUntilTheNext() throws IOException, InterruptedException {
        share("hanging");
        assertThat(begun.poll(10, SECONDS)).isNotNull();
        library.cancel(1);
        assertThat(state("hanging")).isEqualTo("cancelled");
        answers.countDown();
        eventually(() -> library.view().phase().equals("idle"));
        assertThat(library.view().files()).isZero();
        assertThat(state("hanging")).isEqualTo("cancelled");
        library.rescan(1);
        eventually(() -> state("hanging").equals("ready"));
        assertThat(library.view().files()).isEqualTo(1);
    }

    @Test
    void hashingRestsTooAndGoesOnWithTheNextLook() throws IOException, InterruptedException {
        library.pauseHashing();
        share("music");
        eventually(() -> state("music").equals("hashing"));
        library.cancel(1);
        library.resumeHashing();
        share("films");
        eventually(() -> state("films").equals("ready"));
        assertThat(state("music")).isEqualTo("cancelled");
        assertThat(library.view().filesLeft()).isEqualTo(1);
        library.rescan(1);
        eventually(() -> state("music").equals("ready"));
    }

    @Test
    void onlySoManyWorkersAreLeftHanging() throws IOException, InterruptedException {
        for (var i = 0; i <= Scans.MOST_HANGING; i++) {
            share("hanging-" + i);
        }
        eventually(() -> state("hanging-2").equals("hanging"));
        owner.pass(Scans.HANGS.multipliedBy(10));
        assertThat(begun).hasSizeLessThanOrEqualTo(Scans.MOST_HANGING + 1);
        answers.countDown();
        eventually(() -> state("hanging-3").equals("ready"));
    }
}
