package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.Keepsakes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IncompleteFolderTest {
    private static final String PART = "A".repeat(32) + ".part";
    private static final String JOURNAL = "A".repeat(32) + ".journal";

    @TempDir
    Path data;

    private final Map<String, String> kept = new HashMap<>();
    private Path usual;
    private Path wanted;
    private IncompleteFolder folder;

    @BeforeEach
    void leaveSomethingUnfinished() throws IOException {
        usual = Files.createDirectory(data.resolve("incomplete"));
        wanted = data.resolve("elsewhere");
        Files.writeString(usual.resolve(PART), "half a file");
        Files.writeString(usual.resolve(JOURNAL), "its journal");
        Files.writeString(usual.resolve("notes.txt"), "somebody's");
        folder = new IncompleteFolder(
                new Keepsakes() {
                    @Override
                    public Optional<String> recall(String name) {
                        return Optional.ofNullable(kept.get(name));
                    }

                    @Override
                    public void keep(String name, String fact) {
                        kept.put(name, fact);
                    }

                    @Override
                    public Keepsakes of(long person) {
                        throw new IllegalStateException("the folder is nobody's");
                    }
                },
                usual);
    }

    @Test
    void asLongAsNothingIsSetNothingMoves() {
        assertThat(folder.moveTo(usual)).isEqualTo(usual);
        assertThat(usual.resolve(PART)).exists();
    }

    @Test
    void whatIsUnfinishedComesAlongAndNothingElse() {
        assertThat(folder.moveTo(wanted)).isEqualTo(wanted);
        assertThat(wanted.resolve(PART)).hasContent("half a file");
        assertThat(wanted.resolve(JOURNAL)).hasContent("its journal");
        assertThat(wanted.resolve("notes.txt")).doesNotExist();
        assertThat(usual.resolve(PART)).doesNotExist();
        assertThat(usual.resolve("notes.txt")).exists();
        assertThat(folder.moveTo(wanted)).isEqualTo(wanted);
        assertThat(folder.moveTo(usual)).isEqualTo(usual);
        assertThat(usual.resolve(PART)).hasContent("half a file");
    }

    @Test
    void aMoveThatWasCutShortIsMadeAgain() throws IOException {
        Files.createDirectory(wanted);
        Files.writeString(wanted.resolve(PART), "the beginning of ha");
        assertThat(folder.moveTo(wanted)).isEqualTo(wanted);
        assertThat(wanted.resolve(PART)).hasContent("half a file");
    }

    @Test
    void aFolderOnAVolumeThatIsNotMountedIsNotUsed() {
        assertThat(folder.moveTo(data.resolve("not/mounted"))).isEqualTo(usual);
        assertThat(usual.resolve(PART)).hasContent("half a file");
        assertThat(folder.moveTo(wanted)).as("later").isEqualTo(wanted);
    }

    @Test
    void aCopyToAnotherVolumeIsTheSameByteForByte() throws IOException {
        var from = data.resolve("from");
        try (var sparse = FileChannel.open(from, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            sparse.write(ByteBuffer.wrap("first".getBytes(java.nio.charset.StandardCharsets.UTF_8)), 0);
            sparse.write(ByteBuffer.wrap("middle".getBytes(java.nio.charset.StandardCharsets.UTF_8)), 300_001);
            sparse.write(ByteBuffer.wrap(new byte[1]), 1_000_000); // ends in a hole
        }
        var to = data.resolve("to");
        IncompleteFolder.copy(from, to);
        assertThat(to).hasSameBinaryContentAs(from);
    }
}
