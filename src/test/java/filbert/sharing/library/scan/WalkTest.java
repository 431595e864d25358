package filbert.sharing.library.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WalkTest {
    private static final Excludes JUNK = new Excludes(List.of(), List.of(), List.of());

    @TempDir
    Path disk;

    private Path root;

    @BeforeEach
    void aRoot() throws IOException {
        root = Files.createDirectory(disk.resolve("root"));
    }

    private void files(String... relative) throws IOException {
        for (var name : relative) {
            var file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
    }

    private static List<String> paths(Walk walk) {
        var paths = new ArrayList<String>();
        while (walk.next() instanceof FoundFile file) {
            paths.add(file.relative());
        }
        return paths;
    }

    private List<String> walk() throws IOException {
        return paths(new Walk(root, JUNK));
    }

    @Test
    void filesComeInTheOrderOfTheirWholePaths() throws IOException {
        files("a/x", "a.txt", "a!", "a0", "b", "B", "a/b/c", "a/b.c", "é", "日本/語", "z/z/z/z");
        assertThat(walk()).hasSize(11).isSortedAccordingTo(Comparator.naturalOrder());
    }

    @Test
    void whatAFileIsIsToldWithMicroseconds() throws IOException {
        files("one.txt");
        var walk = new Walk(root, JUNK);
        var file = walk.next();
        assertThat(file).isNotNull();
        assertThat(file.size()).isEqualTo(7);
        assertThat(file.modified().getNano() % 1000).isZero();
        assertThat(file.key()).isEqualTo(Files.getAttribute(root.resolve("one.txt"), "unix:ino").toString());
        assertThat(walk.next()).isNull();
    }

    @Test
    void junkIsLeftOutWithEverythingBeneath() throws IOException {
        files(
                "good.mp3", "@eaDir/good.mp3/thumb.jpg", "#recycle/old.mp3", ".hidden/x", ".DS_Store", "Thumbs.db", "half.part", "half.tmp",
                "half.!ut", "half.crdownload", "System Volume Information/x", "~$letter.docx", "backup~", "$RECYCLE.BIN/x", "@Recycle/x",
                "desktop.ini", ".filbert-write-test-1");
        assertThat(walk()).containsExactly("good.mp3");
    }

    @Test
    void emptyFilesAreNotThere() throws IOException {
        Files.createFile(root.resolve("empty.mp3"));
        assertThat(walk()).isEmpty();
    }

    @Test
    void linksThatLeaveTheRootAreRefused() throws IOException {
        var secret = Files.writeString(disk.resolve("secret.txt"), "secret");
        files("inside.txt", ".hidden/key.txt", "folder/song.mp3");
        Files.createSymbolicLink(root.resolve("out.txt"), secret);
        Files.createSymbolicLink(root.resolve("out"), disk);
        Files.createSymbolicLink(root.resolve("up.txt"), Path.of("../secret.txt"));
        Files.createSymbolicLink(root.resolve("hidden.txt"), root.resolve(".hidden/key.txt"));
        Files.createSymbolicLink(root.resolve("dangling.txt"), root.resolve("nothing"));
        Files.createSymbolicLink(root.resolve("loop"), root);
        Files.createSymbolicLink(root.resolve("again"), root.resolve("folder"));
        Files.createSymbolicLink(root.resolve("link.txt"), root.resolve("inside.txt"));
        assertThat(walk()).containsExactly("folder/song.mp3", "inside.txt", "link.txt");
    }

    @Test
    void aRootBehindALinkIsWalked() throws IOException {
        files("song.mp3");
        var link = Files.createSymbolicLink(disk.resolve("link"), root);
        assertThat(paths(new Walk(link, JUNK))).containsExactly("song.mp3");
    }

    @Test
    void namesNobodyCanSayAreLeftOut() throws IOException {
        files("line\nbreak.mp3", "back\\slash.mp3", "bell\u0007.mp3", "fine.mp3");
        assertThat(walk()).containsExactly("fine.mp3");
    }

    @Test
    void aPartAloneCanBeWalked() throws IOException {
        files("a/1", "b/2", "b/c/3", "d/4");
        assertThat(paths(new Walk(root, "b/", JUNK, Walk.Guide.EVERYWHERE))).containsExactly("b/2", "b/c/3");
        assertThat(paths(new Walk(root, "gone/", JUNK, Walk.Guide.EVERYWHERE))).isEmpty();
        Files.createSymbolicLink(root.resolve("link"), root.resolve("a"));
        assertThat(paths(new Walk(root, "link/", JUNK, Walk.Guide.EVERYWHERE))).isEmpty();
    }

    @Test
    void foldersPassedByMayBeThere() throws IOException {
        files("1", "a/2", "b/3");
        var walk = new Walk(root, "", JUNK, new Walk.Guide() {
            @Override
            public boolean goInto(String prefix) {
                return prefix.equals("a/");
            }
        });
        assertThat(paths(walk)).containsExactly("1", "a/2");
        assertThat(walk.passedBy("b/3")).isEqualTo("b/");
        assertThat(walk.passedBy("b/c/d")).isEqualTo("b/");
        assertThat(walk.passedBy("a/9")).isNull();
        assertThat(walk.passedBy("gone/9")).isNull();
    }

    @Test
    void whatIsBelowAFolderOnAVolumeThatIsGoneMayBeThere() throws IOException {
        files("disk1/x", "song.mp3");
        var walk = new Walk(root, JUNK);
        assertThat(walk.mayBeThere("disk1/y", "123@disk1")).isTrue();
        assertThat(walk.mayBeThere("disk2/y", "123@disk2")).isTrue();
        assertThat(walk.mayBeThere("disk1/y", "123")).isFalse();
    }

    @Test
    void aTooDeepTreeIsUnreadableAtItsBottom() throws IOException {
        var deep = "d/".repeat(70);
        files(deep + "file", "d/file");
        var walk = new Walk(root, JUNK);
        assertThat(paths(walk)).containsExactly("d/file");
        assertThat(walk.unreadable()).isEqualTo(1);
        assertThat(walk.mayBeThere(deep + "file", "1")).isTrue();
    }

    @Test
    void aRootThatIsGoneOrAFileIsAnError() throws IOException {
        assertThatThrownBy(() -> new Walk(root.resolve("gone"), JUNK)).isInstanceOf(IOException.class);
        files("file");
        assertThatThrownBy(() -> new Walk(root.resolve("file"), JUNK)).isInstanceOf(IOException.class);
    }

    @Test
    void aRootThatIsExchangedIsNoticed() throws IOException {
        files("1");
        var walk = new Walk(root, JUNK);
        assertThat(walk.rootIsStillThere()).isTrue();
        Files.move(root, disk.resolve("moved"));
        assertThat(walk.rootIsStillThere()).isFalse();
    }

    @Test
    void aFolderWithoutRootFilesIsSeenAsEmpty() throws IOException {
        assertThat(new Walk(root, JUNK).foundNothing()).isTrue();
        files(".hidden");
        assertThat(new Walk(root, JUNK).foundNothing()).isTrue();
        files("seen");
        assertThat(new Walk(root, JUNK).foundNothing()).isFalse();
    }
}
