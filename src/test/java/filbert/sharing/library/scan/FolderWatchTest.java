package filbert.sharing.library.scan;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.library.scan.FolderWatch.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the system's own events, which take a moment: each test asks until it has heard. */
final class FolderWatchTest {
    private static final long PATIENCE = Duration.ofSeconds(20).toNanos();

    @TempDir
    Path root;

    private final Set<Place> heard = new HashSet<>();
    private final Set<Long> everything = new HashSet<>();

    private void until(FolderWatch watch, BooleanSupplier enough) {
        var end = System.nanoTime() + PATIENCE;
        while (!enough.getAsBoolean()) {
            assertThat(System.nanoTime()).as("heard " + heard).isLessThan(end);
            gather(watch);
            Thread.onSpinWait();
        }
    }

    private void gather(FolderWatch watch) {
        var changes = watch.gather();
        heard.addAll(changes.places());
        everything.addAll(changes.everything());
    }

    @Test
    void aNewFileIsHeardWhereItIs() throws IOException {
        var within = Files.createDirectory(root.resolve("within"));
        try (var watch = new FolderWatch(10)) {
            watch.listen(1, "", root);
            watch.listen(1, "within/", within);
            Files.writeString(within.resolve("song.mp3"), "new");
            until(watch, () -> heard.contains(new Place(1, "within/")));
            assertThat(heard).containsExactly(new Place(1, "within/"));
        }
    }

    @Test
    void aDeletedFolderIsHeardAndNoLongerListenedTo() throws IOException {
        var within = Files.createDirectory(root.resolve("within"));
        try (var watch = new FolderWatch(10)) {
            watch.listen(1, "", root);
            watch.listen(1, "within/", within);
            Files.delete(within);
            until(watch, () -> heard.contains(new Place(1, "")));
            until(watch, () -> !watch.listensTo(1, "within/"));
        }
    }

    @Test
    void junkIsNotHeard() throws IOException {
        try (var watch = new FolderWatch(10)) {
            watch.listen(1, "", root);
            var within = Files.createDirectory(root.resolve("b"));
            watch.listen(1, "b/", within);
            until(watch, () -> heard.contains(new Place(1, "")));
            heard.clear();
            Files.writeString(root.resolve("half.part"), "half");
            Files.writeString(root.resolve(".hidden"), "half");
            Files.writeString(within.resolve("song.mp3"), "whole"); // heard after the others
            until(watch, () -> heard.contains(new Place(1, "b/")));
            assertThat(heard).containsExactly(new Place(1, "b/"));
        }
    }

    @Test
    void noMoreFoldersAreListenedToThanAllowed() throws IOException {
        try (var watch = new FolderWatch(3)) {
            for (var i = 0; i < 5; i++) {
                watch.listen(1, i == 0 ? "" : i + "/", Files.createDirectory(root.resolve("f" + i)));
            }
            assertThat(watch.listensTo(1, "2/")).isTrue();
            assertThat(watch.listensTo(1, "3/")).isFalse();
            assertThat(watch.listensToAllOf(1)).isFalse();
            watch.forget(1);
            watch.listen(2, "", root.resolve("f0"));
            assertThat(watch.listensToAllOf(2)).isTrue();
        }
    }

    @Test
    void whoIsToldToHearNothingHearsNothing() throws IOException {
        try (var watch = new FolderWatch(0)) {
            watch.listen(1, "", root);
            Files.writeString(root.resolve("song.mp3"), "new");
            assertThat(watch.listensTo(1, "")).isFalse();
            gather(watch);
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void afterCloseNothingIsHeard() {
        var watch = new FolderWatch(10);
        watch.listen(1, "", root);
        watch.close();
        watch.listen(1, "a/", root);
        assertThat(watch.gather().places()).isEmpty();
        assertThat(watch.listensToAllOf(1)).isFalse();
    }
}
