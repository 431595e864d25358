package filbert.sharing.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OnDiskTest {
    @TempDir
    private Path outside;

    private Path root;
    private Shelf shelf;

    @BeforeEach
    void anEmptyFolder() throws IOException {
        root = Files.createDirectory(outside.resolve("shared"));
        shelf = new Shelf(root);
    }

    private static boolean opens(ServedFile file) throws IOException {
        var channel = OnDisk.open(file);
        if (channel.isPresent()) {
            channel.get().close();
        }
        return channel.isPresent();
    }

    private static ServedFile at(ServedFile file, Path root, String relative) {
        return new ServedFile(file.index(), file.name(), root, relative, file.size(), file.modified(), file.sha1(), file.tigerRoot());
    }

    @Test
    void aFileDeepBelowItsRootOpens() throws IOException {
        var file = shelf.put("a/b/c/hazel.txt", "hello".getBytes(StandardCharsets.UTF_8));
        try (var channel = OnDisk.open(file).orElseThrow()) {
            var bytes = ByteBuffer.allocate(10);
            assertThat(channel.read(bytes)).isEqualTo(5);
        }
        assertThat(OnDisk.unchanged(file)).isTrue();
    }

    @Test
    @DisplayName("T-63 a link that leads out of the shared folder opens nothing")
    void aLinkInPlaceOfTheFileOrAFolderOnTheWayIsRefused() throws IOException {
        var file = shelf.put("a/hazel.txt", new byte[5]);
        var secret = Files.createDirectory(outside.resolve("elsewhere"));
        Files.move(root.resolve("a/hazel.txt"), secret.resolve("hazel.txt"));
        Files.createSymbolicLink(root.resolve("a/hazel.txt"), secret.resolve("hazel.txt"));
        assertThat(opens(file)).isFalse();
        Files.delete(root.resolve("a/hazel.txt"));
        Files.delete(root.resolve("a"));
        Files.createSymbolicLink(root.resolve("a"), secret);
        assertThat(opens(file)).isFalse();
    }

    @Test
    void aRootThatIsALinkItselfIsTheOwnersChoice() throws IOException {
        var file = shelf.put("hazel.txt", new byte[5]);
        var link = Files.createSymbolicLink(outside.resolve("link"), root);
        assertThat(opens(at(file, link, "hazel.txt"))).isTrue();
    }

    @Test
    @DisplayName("T-63 a name that climbs out of the shared folder opens nothing")
    void namesThatClimbAreRefused() throws IOException {
        var file = shelf.put("hazel.txt", new byte[5]);
        Files.createDirectory(root.resolve("a"));
        for (var relative : new String[] {"../shared/hazel.txt", "a/../hazel.txt", "./hazel.txt", "/hazel.txt", "a//hazel.txt", "", "a"}) {
            assertThat(opens(at(file, root, relative))).as(relative).isFalse();
        }
    }

    @Test
    void anotherSizeTimeOrKindIsNotTheFileThatWasHashed() throws IOException {
        var file = shelf.put("hazel.txt", new byte[5]);
        var path = root.resolve("hazel.txt");
        Files.write(path, new byte[6]);
        Files.setLastModifiedTime(path, FileTime.from(file.modified()));
        assertThat(OnDisk.unchanged(file)).isFalse();
        assertThat(opens(file)).isFalse();
        Files.write(path, new byte[5]);
        Files.setLastModifiedTime(path, FileTime.from(file.modified().plus(Duration.ofSeconds(1))));
        assertThat(OnDisk.unchanged(file)).isFalse();
        assertThat(opens(file)).isFalse();
        Files.delete(path);
        assertThat(OnDisk.unchanged(file)).isFalse();
        assertThat(opens(file)).isFalse();
        Files.createDirectory(path);
        assertThat(OnDisk.unchanged(file)).isFalse();
        assertThat(opens(file)).isFalse();
    }
}
