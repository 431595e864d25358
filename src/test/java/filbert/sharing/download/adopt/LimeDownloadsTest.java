package filbert.sharing.download.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Sha1;
import filbert.sharing.download.disk.Span;
import java.io.File;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.RandomAccessFile;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LimeWire's list, as one wrote it and as another sort writes it; what it says is taken for its own file only. */
final class LimeDownloadsTest {
    private static final Sha1 HAZEL = Sha1.parse("FMHB5BZEN4RLQCXVVKW3TF5W364CKCTG");
    private static final String NAME = "T-20000000-hazel meadow.txt";

    @TempDir
    Path folder;

    private static byte[] captured() throws IOException {
        try (var in = LimeDownloadsTest.class.getResourceAsStream("/vectors/limewire/downloads-5.hex")) {
            var lines = new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines();
            return HexFormat.of().parseHex(lines.filter(line -> !line.startsWith("#")).collect(Collectors.joining()));
        }
    }

    private Path unfinished(String name, long length) throws IOException {
        var file = folder.resolve(name);
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(length);
        }
        return file;
    }

    @Test
    void theListOfVersion5TellsWhichBytesAreThereAndTheHash() throws Exception {
        var file = unfinished(NAME, 15_204_352);
        Files.write(folder.resolve("downloads.dat"), captured());
        var list = LimeDownloads.read(folder.resolve("downloads.dat"));
        var leftover = Leftovers.of(file, list).orElseThrow();
        assertThat(leftover.sha1()).contains(HAZEL);
        assertThat(leftover.size()).isEqualTo(20_000_000);
        assertThat(leftover.guessed()).isFalse();
        assertThat(leftover.claims())
                .containsExactly(
                        new Span(0, 2_661_017),
                        new Span(4_980_736, 5_242_880),
                        new Span(11_010_048, 11_272_192),
                        new Span(13_631_488, 13_893_632),
                        new Span(14_942_208, 15_204_352));
        var shorter = Leftovers.of(unfinished(NAME, 5_000_000), list).orElseThrow();
        assertThat(shorter.claims()).as("no further than the file goes").containsExactly(new Span(0, 2_661_017), new Span(4_980_736, 5_000_000));
        assertThat(Leftovers.of(unfinished("T-20000000-walnut", 100), list).orElseThrow().sha1()).as("another file").isEmpty();
    }

    @Test
    void aSearchFindsItWhereverTheListLies() throws IOException {
        unfinished(NAME, 15_204_352);
        Files.write(Files.createDirectory(folder.resolve("settings")).resolve("downloads.dat"), captured());
        var search = new Search(Runnable::run, List.of());
        assertThat(search.begin(folder, List.of())).isTrue();
        assertThat(search.view().found()).singleElement().satisfies(found -> {
            assertThat(found.sha1()).contains(HAZEL);
            assertThat(found.origin().database()).contains(folder.resolve("settings").resolve("downloads.dat"));
            assertThat(Leftovers.read(found.origin()).said()).as("read again").isEqualTo(found.said()).isEqualTo(3_709_593);
        });
    }

    @Test
    void theListOfVersion4EndsABlockBehindItsLastByte() throws IOException {
        var path = folder.resolve("downloads.dat");
        try (var out = new ObjectOutputStream(Files.newOutputStream(path))) {
            out.writeObject(List.of());
            var file = new File("C:\\Incomplete\\T-100-nut");
            var blocks = new ArrayList<>(List.of(new Interval(40, 50), new Interval(0, 10), new Interval(10, 20)));
            out.writeObject(new IncompleteFileManager(Map.of(file, blocks), Map.of(new Urn("urn:sha1:" + HAZEL.base32()), file)));
        }
        var entry = LimeDownloads.read(path).flatMap(list -> list.entry(folder.resolve("T-100-nut"))).orElseThrow();
        assertThat(entry.sha1()).contains(HAZEL);
        assertThat(entry.blocks()).containsExactly(new Span(0, 20), new Span(40, 50));
    }

    @Test
    void aKeyIsNotHashedAsDeepAsSomebodyMadeIt() throws IOException {
        var deep = new Object[0];
        for (var level = 0; level < 60; level++) {
            deep = new Object[] {deep, deep};
        }
        var endless = new Object[1];
        endless[0] = endless;
        var path = folder.resolve("downloads.dat");
        try (var out = new ObjectOutputStream(Files.newOutputStream(path))) {
            var file = new File("T-100-nut");
            out.writeObject(new IncompleteFileManager(Map.of(file, List.of(new Interval(0, 10))), Map.of(deep, file, endless, file)));
        }
        assertThat(LimeDownloads.read(path).flatMap(list -> list.entry(folder.resolve("T-100-nut")))).hasValueSatisfying(entry -> assertThat(entry.sha1()).isEmpty());
    }

    @Test
    void whatCannotBeUnderstoodIsNoList() throws Exception {
        var path = folder.resolve("downloads.dat");
        assertThat(LimeDownloads.read(Files.write(path, new byte[] {1, 2, 3}))).isEmpty();
        var cut = captured();
        assertThat(LimeDownloads.read(Files.write(path, Arrays.copyOf(cut, 1_000)))).isEmpty();
        unfinished("downloads.dat", LimeDownloads.MOST + 1L);
        assertThat(LimeDownloads.read(path)).isEmpty();
        assertThat(Ledger.read(Files.write(folder.resolve("other.dat"), captured()))).isEmpty();
        var file = unfinished(NAME, 100);
        assertThat(Leftovers.of(file, Optional.empty()).orElseThrow().guessed()).isTrue();
    }

    /** Named like LimeWire's, with its fields. */
    record Interval(int low, int high) implements Serializable {}

    private static final class Urn implements Serializable {
        private static final long serialVersionUID = 1;
        private final transient String text;

        Urn(String text) {
            this.text = text;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
            out.writeUTF(text);
        }
    }
}

/** Maps that are written as version 4 wrote them. */
final class IncompleteFileManager implements Serializable {
    private static final long serialVersionUID = 1;
    private final HashMap<?, ?> blocks;
    private final HashMap<?, ?> hashes;

    IncompleteFileManager(Map<?, ?> blocks, Map<?, ?> hashes) {
        this.blocks = new HashMap<>(blocks);
        this.hashes = new HashMap<>(hashes);
    }
}
