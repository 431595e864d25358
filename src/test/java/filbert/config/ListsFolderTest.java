package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Sha1;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListsFolderTest {
    private static final Sha1 LISTED = new Sha1(1, 2, 3);

    @TempDir
    Path directory;

    @Test
    void everyListInTheFolderCounts() throws IOException {
        Files.writeString(directory.resolve("hostiles.txt"), "# hostile\n5.1.0.0/16\nnonsense\n");
        Files.writeString(directory.resolve("spam_sha1.txt"), LISTED.base32() + "\n");
        Files.write(directory.resolve("odd.txt"), new byte[] {(byte) 0xFF, 0, 10});
        Files.writeString(directory.resolve("notes.md"), "6.1.0.0/16\n");
        var lists = new ListsFolder(directory).read();
        assertThat(lists.lists(LISTED)).isTrue();
        assertThat(lists.hostiles().contains(InetAddress.ofLiteral("5.1.2.3"))).isTrue();
        assertThat(lists.hostiles().contains(InetAddress.ofLiteral("6.1.2.3"))).isFalse();
    }

    @Test
    void withoutTheFolderNothingIsListed() {
        assertThat(new ListsFolder(directory.resolve("none")).read().holdsHashes()).isFalse();
    }
}
