package filbert.sharing.download.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PublicationTest {
    private static final SafeName NAME = SafeName.of("blue hazel.ogg");
    private final Content content = Content.ofSize(100_000);

    @TempDir
    Path root;

    private Path incomplete;
    private Path finished;

    @BeforeEach
    void folders() throws IOException {
        incomplete = Files.createDirectory(root.resolve("incomplete"));
        finished = Files.createDirectories(root.resolve("finished").resolve("ada"));
    }

    private PartialFile complete(Disk disk) throws IOException {
        var file = PartialFile.open(disk, incomplete, content.wanted());
        file.write(0, content.buffer(content.all()));
        return file;
    }

    /** Two volumes, as far as renaming can tell. */
    private class TwoVolumes implements Disk {
        @Override
        public void rename(Path from, Path to) throws IOException {
            if (from.startsWith(incomplete) && !to.startsWith(incomplete)) {
                throw new AtomicMoveNotSupportedException(from.toString(), to.toString(), "another volume");
            }
            Disk.super.rename(from, to);
        }
    }

    @Test
    @DisplayName("T-28")
    void aCompleteFileMovesToItsName() throws IOException {
        var path = new Publication(Disk.REAL, incomplete).publish(complete(Disk.REAL), Target.own(finished), NAME, () -> false, () -> false);
        assertThat(path).isEqualTo(finished.resolve("blue hazel.ogg")).hasBinaryContent(content.bytes());
        assertThat(PartialFolder.data(incomplete, content.sha1())).doesNotExist();
    }

    @Test
    @DisplayName("T-28")
    void noFileOfTheSameNameIsOverwritten() throws IOException {
        Files.writeString(finished.resolve("blue hazel.ogg"), "other");
        Files.createSymbolicLink(finished.resolve("blue hazel (2).ogg"), root.resolve("outside"));
        var path = new Publication(Disk.REAL, incomplete).publish(complete(Disk.REAL), Target.own(finished), NAME, () -> false, () -> false);
        assertThat(path).isEqualTo(finished.resolve("blue hazel (3).ogg")).hasBinaryContent(content.bytes());
        assertThat(finished.resolve("blue hazel.ogg")).hasContent("other");
        assertThat(root.resolve("outside")).doesNotExist();
    }

    @Test
    void anotherVolumeGetsACopyThatAppearsAtOnce() throws IOException {
        var path = new Publication(new TwoVolumes(), incomplete).publish(complete(Disk.REAL), Target.own(finished), NAME, () -> false, () -> false);
        assertThat(path).hasBinaryContent(content.bytes());
        assertThat(names(finished)).containsExactly("blue hazel.ogg");
    }

    @Test
    void aRealOtherVolumeWorksToo() throws IOException {
        var memory = Path.of("/dev/shm");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.isWritable(memory)
                && !Files.getFileStore(memory).equals(Files.getFileStore(root)));
        var there = Files.createTempDirectory(memory, "filbert-test");
        try {
            var path = new Publication(Disk.REAL, incomplete).publish(complete(Disk.REAL), Target.own(there), NAME, () -> false, () -> false);
            assertThat(path).hasBinaryContent(content.bytes());
            Files.delete(path);
            assertThat(names(there)).isEmpty();
        } finally {
            Files.delete(there);
        }
    }

    @Test
    void aFullOtherVolumeKeepsThePartialFile() throws IOException {
        var full = new TwoVolumes() {
            @Override
            public long usable(Path folder) {
                return 99_999;
            }
        };
        assertThatThrownBy(() -> new Publication(full, incomplete).publish(complete(Disk.REAL), Target.own(finished), NAME, () -> false, () -> false))
                .isInstanceOfSatisfying(DiskTrouble.class, trouble -> {
                    assertThat(trouble.kind()).isEqualTo(DiskTrouble.Kind.DISK_FULL);
                    assertThat(trouble.detail()).isEqualTo("100000");
                    assertThat(trouble.sentence()).startsWith("The disk is full (100000)");
                });
        assertThat(names(finished)).isEmpty();
        assertThat(PartialFolder.data(incomplete, content.sha1())).hasBinaryContent(content.bytes());
    }

    @Test
    void abandoningACopyLeavesNothingBehind() throws IOException {
        assertThatThrownBy(() -> new Publication(new TwoVolumes(), incomplete).publish(complete(Disk.REAL), Target.own(finished), NAME, () -> false, () -> true))
                .isInstanceOf(IOException.class);
        assertThat(names(finished)).isEmpty();
    }

    @Test
    void aVolumeThatIsNotMountedGetsNoFolders() throws IOException {
        var gone = root.resolve("not mounted");
        assertThatThrownBy(() -> new Publication(Disk.REAL, incomplete).publish(complete(Disk.REAL), Target.own(gone), NAME, () -> false, () -> false))
                .isInstanceOfSatisfying(IOException.class, cause ->
                        assertThat(DiskTrouble.of(cause).kind()).isEqualTo(DiskTrouble.Kind.FOLDER_MISSING));
        assertThat(root.resolve("not mounted")).doesNotExist();
        assertThat(PartialFolder.data(incomplete, content.sha1())).exists();
    }

    @Test
    void anEmptyFileIsMadeAtOnce() throws IOException {
        var publication = new Publication(Disk.REAL, incomplete);
        assertThat(publication.publishEmpty(Target.own(finished), NAME)).isEmptyFile().hasFileName("blue hazel.ogg");
        assertThat(publication.publishEmpty(Target.own(finished), NAME)).isEmptyFile().hasFileName("blue hazel (2).ogg");
    }

    /** Nothing after this runs, as after a kill. */
    private static final class Kill extends Error {
        private static final long serialVersionUID = 1;
    }

    private static final class Countdown {
        private int left;

        Countdown(int steps) {
            left = steps;
        }

        void step() {
            if (left-- == 0) {
                throw new Kill();
            }
        }
    }

    /** Dies before its n-th deed. */
    private class Dying extends TwoVolumes {
        private final Countdown countdown;
        private final boolean twoVolumes;

        Dying(int steps, boolean twoVolumes) {
            countdown = new Countdown(steps);
            this.twoVolumes = twoVolumes;
        }

        @Override
        public FileChannel open(Path file, OpenOption... options) throws IOException {
            countdown.step();
            return super.open(file, options);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            countdown.step();
            if (twoVolumes) {
                super.rename(from, to);
            } else {
                Disk.REAL.rename(from, to);
            }
            countdown.step();
        }

        @Override
        public void syncNames(Path folder) throws IOException {
            countdown.step();
            super.syncNames(folder);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("T-28, T-44")
    void aKillAtAnyStepLeavesOneWholeFileAfterTheNextStart(boolean twoVolumes) throws IOException {
        for (var steps = 0; steps < 12; steps++) {
            try {
                new Publication(new Dying(steps, twoVolumes), incomplete).publish(complete(Disk.REAL), Target.own(finished), NAME, () -> false, () -> false);
            } catch (Kill expected) {
                assertThat(names(finished).size()).isLessThanOrEqualTo(2);
            }
            var again = new Publication(twoVolumes ? new TwoVolumes() : Disk.REAL, incomplete);
            var path = again.found(content.wanted()).orElseGet(() -> {
                try {
                    var file = PartialFile.open(Disk.REAL, incomplete, content.wanted());
                    assertThat(file.arrived().list()).containsExactly(content.all());
                    return again.publish(file, Target.own(finished), NAME, () -> false, () -> false);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            assertThat(path).hasBinaryContent(content.bytes());
            assertThat(names(finished)).containsExactly("blue hazel.ogg");
            PartialFolder.delete(Disk.REAL, incomplete, content.sha1());
            assertThat(names(incomplete)).isEmpty();
            Files.delete(path);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
