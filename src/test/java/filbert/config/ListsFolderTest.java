package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.JunkListStore.Listed;
import filbert.identity.Sha1;
import filbert.servent.spam.Experience;
import filbert.servent.spam.ListReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListsFolderTest {
    private static final Sha1 LISTED = new Sha1(1, 2, 3);

    @TempDir
    Path directory;

    private final Experience experience = new Experience();

    private ListsFolder folder(Path where) {
        return new ListsFolder(where, experience, InstantSource.fixed(Instant.EPOCH));
    }

    @Test
    void everyListInTheFolderCounts() throws IOException {
        Files.writeString(directory.resolve("hostiles.txt"), "# hostile\n5.1.0.0/16\nnonsense\n");
        Files.writeString(directory.resolve("spam_sha1.txt"), LISTED.base32() + "\n");
        Files.write(directory.resolve("odd.txt"), new byte[] {(byte) 0xFF, 0, 10});
        Files.writeString(directory.resolve("notes.md"), "6.1.0.0/16\n");
        var read = folder(directory).readAgain();
        var lists = experience.lists();
        assertThat(lists.lists(LISTED)).isTrue();
        assertThat(lists.hostiles().contains(InetAddress.ofLiteral("5.1.2.3"))).isTrue();
        assertThat(lists.hostiles().contains(InetAddress.ofLiteral("6.1.2.3"))).isFalse();
        assertThat(read).extracting(Listed::name).containsExactly("hostiles.txt", "odd.txt", "spam_sha1.txt");
        assertThat(read.getFirst().content().faults()).singleElement().matches(fault -> fault.line() == 3);
    }

    @Test
    void withoutTheFolderNothingIsListed() {
        assertThat(folder(directory.resolve("none")).readAgain()).isEmpty();
        assertThat(experience.lists().holdsHashes()).isFalse();
    }

    @Test
    void aListIsKeptReplacedAndRemoved() throws IOException {
        var folder = folder(directory.resolve("lists"));
        folder.keep("hostiles.txt", "5.1.0.0/16\n".getBytes(StandardCharsets.UTF_8));
        folder.keep("hostiles.txt", "6.1.0.0/16\n".getBytes(StandardCharsets.UTF_8));
        folder.readAgain();
        assertThat(experience.lists().hostiles().contains(InetAddress.ofLiteral("6.1.2.3"))).isTrue();
        assertThat(experience.lists().hostiles().contains(InetAddress.ofLiteral("5.1.2.3"))).isFalse();
        try (var files = Files.list(directory.resolve("lists"))) {
            assertThat(files).as("nothing half-written stays").hasSize(1);
        }
        assertThat(folder.remove("hostiles.txt")).isTrue();
        assertThat(folder.remove("hostiles.txt")).isFalse();
        folder.readAgain();
        assertThat(experience.lists().hostiles().ranges()).isZero();
    }

    @Test
    void aListThatIsTooLargeSaysSoAndCountsForNothing() throws IOException {
        try (var file = new RandomAccessFile(directory.resolve("large.txt").toFile(), "rw")) {
            file.setLength(ListReader.MOST_CHARACTERS + 1L);
        }
        assertThat(folder(directory).readAgain()).singleElement().matches(one -> one.trouble().contains("longer than") && one.content().entries() == 0);
    }
}
