package filbert.sharing.download.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PartialFileTest {
    private static final int SLICE = 4096;
    private final Content content = Content.ofSize(10 * SLICE + 100).inSlicesOf(SLICE);

    @TempDir
    Path folder;

    private PartialFile open() throws IOException {
        return PartialFile.open(Disk.REAL, folder, content.wanted());
    }

    private void write(PartialFile file, Span span) throws IOException {
        file.write(span.from(), content.buffer(span));
    }

    private static List<PartialFile.Verdict> verifyAll(PartialFile file) throws IOException {
        var verdicts = new ArrayList<PartialFile.Verdict>();
        while (verify(file, verdicts)) {}
        return verdicts;
    }

    private static boolean verify(PartialFile file, List<PartialFile.Verdict> verdicts) throws IOException {
        var job = file.nextDue();
        if (job.isPresent()) {
            file.judged(job.get(), file.hashesRight(job.get())).ifPresent(verdicts::add);
        }
        return job.isPresent();
    }

    @Test
    void whatWasSyncedIsThereAgain() throws IOException {
        try (var file = open()) {
            write(file, new Span(0, 5000));
            write(file, new Span(9000, 9500));
            file.sync();
            assertThat(file.written()).containsExactly(new Span(0, 5000), new Span(9000, 9500));
        }
        try (var again = open()) {
            assertThat(again.written()).containsExactly(new Span(0, 5000), new Span(9000, 9500));
            assertThat(again.arrived().total()).isEqualTo(5500);
            assertThat(again.wanted()).isEqualTo(content.wanted());
        }
    }

    @Test
    void whatWasNotSyncedIsForgotten() throws IOException {
        try (var file = open()) {
            write(file, new Span(0, 5000));
            assertThat(file.written()).isEmpty();
        }
        try (var again = open()) {
            assertThat(again.arrived().isEmpty()).isTrue();
        }
    }

    @Test
    void slicesAreVerifiedWhenTheirLastByteArrives() throws IOException {
        try (var file = open()) {
            file.trust(content.row());
            write(file, new Span(0, SLICE - 1));
            assertThat(file.nextDue()).isEmpty();
            write(file, new Span(SLICE - 1, 2 * SLICE + 1));
            assertThat(verifyAll(file))
                    .containsExactly(
                            new PartialFile.Verdict(new Span(0, SLICE), true), new PartialFile.Verdict(new Span(SLICE, 2 * SLICE), true));
            write(file, new Span(10 * SLICE, content.size()));
            assertThat(verifyAll(file)).containsExactly(new PartialFile.Verdict(new Span(10 * SLICE, content.size()), true));
            file.sync();
            assertThat(file.verified()).containsExactly(new Span(0, 2 * SLICE), new Span(10 * SLICE, content.size()));
        }
        try (var again = open()) {
            assertThat(again.verified()).containsExactly(new Span(0, 2 * SLICE), new Span(10 * SLICE, content.size()));
            assertThat(again.nextDue()).isEmpty();
            assertThat(again.slice()).contains((long) SLICE);
        }
    }

    @Test
    @DisplayName("T-27")
    void aWrongSliceIsMissingAgain() throws IOException {
        try (var file = open()) {
            file.trust(content.row());
            write(file, new Span(0, SLICE));
            var wrong = content.buffer(new Span(SLICE, 2 * SLICE)).setByte(17, content.bytes()[SLICE + 17] ^ 1);
            file.write(SLICE, wrong);
            assertThat(verifyAll(file)).contains(new PartialFile.Verdict(new Span(SLICE, 2 * SLICE), false));
            file.sync();
            assertThat(file.written()).containsExactly(new Span(0, SLICE));
            write(file, new Span(SLICE, 2 * SLICE));
            assertThat(verifyAll(file)).containsExactly(new PartialFile.Verdict(new Span(SLICE, 2 * SLICE), true));
            file.sync();
        }
        try (var again = open()) {
            assertThat(again.verified()).containsExactly(new Span(0, 2 * SLICE));
        }
    }

    @Test
    void writtenSlicesAreHashedAgainAfterARestart() throws IOException {
        try (var file = open()) {
            file.trust(content.row());
            write(file, new Span(0, SLICE));
            var wrong = content.buffer(new Span(SLICE, 2 * SLICE)).setByte(0, content.bytes()[SLICE] ^ 1);
            file.write(SLICE, wrong);
            file.sync();
        }
        try (var again = open()) {
            assertThat(verifyAll(again)).extracting(PartialFile.Verdict::right).containsExactly(true, false);
        }
    }

    @Test
    void aTreeThatComesLateJudgesWhatIsThere() throws IOException {
        try (var file = open()) {
            write(file, content.all());
            file.sync();
            assertThat(file.nextDue()).isEmpty();
            file.trust(content.row());
            assertThat(verifyAll(file)).hasSize(11).allMatch(PartialFile.Verdict::right);
            file.distrust();
            assertThat(file.right().isEmpty()).isTrue();
            assertThat(file.arrived().total()).isEqualTo(content.size());
        }
        try (var again = open()) {
            assertThat(again.treeRoot()).isEmpty();
            assertThat(again.verified()).isEmpty();
        }
    }

    @Test
    void dataShorterThanTheJournalSaysIsMissing() throws IOException {
        try (var file = open()) {
            write(file, content.all());
            file.sync();
        }
        truncate(PartialFolder.data(folder, content.sha1()), 5000);
        try (var again = open()) {
            assertThat(again.arrived().list()).containsExactly(new Span(0, 5000));
        }
        Files.delete(PartialFolder.data(folder, content.sha1()));
        try (var again = open()) {
            assertThat(again.arrived().isEmpty()).isTrue();
        }
    }

    @Test
    void whatComesWhileTheDiskIsForcedBelongsToTheNextSync() throws IOException {
        try (var file = open()) {
            file.trust(content.row());
            write(file, new Span(0, 2 * SLICE));
            file.beginSync();
            write(file, new Span(2 * SLICE, 3 * SLICE));
            file.force();
            file.endSync();
            assertThat(file.written()).containsExactly(new Span(0, 2 * SLICE));
            assertThat(file.unsyncedBytes()).isEqualTo(SLICE);
        }
    }

    @Test
    void aSliceFoundWrongWhileTheDiskIsForcedIsNotWritten() throws IOException {
        try (var file = open()) {
            file.trust(content.row());
            file.write(0, content.buffer(new Span(0, SLICE)).setByte(9, content.bytes()[9] ^ 1));
            write(file, new Span(SLICE, 2 * SLICE));
            file.beginSync();
            verifyAll(file);
            file.endSync();
            assertThat(file.written()).containsExactly(new Span(SLICE, 2 * SLICE));
        }
        try (var again = open()) {
            assertThat(again.arrived().list()).containsExactly(new Span(SLICE, 2 * SLICE));
        }
    }

    @Test
    void aVerdictByATreeNoLongerTrustedDoesNotCount() throws IOException {
        try (var file = open()) {
            file.trust(content.row());
            write(file, new Span(0, SLICE));
            var job = file.nextDue().orElseThrow();
            file.distrust();
            assertThat(file.judged(job, true)).isEmpty();
            assertThat(file.right().isEmpty()).isTrue();
        }
    }

    @Test
    void aLongJournalIsWrittenAnew() throws IOException {
        try (var file = open()) {
            file.trust(content.row());
            for (var i = 0; i < 6000; i++) {
                write(file, new Span(i * 2L, i * 2L + 1));
                if (i % 100 == 0) {
                    file.sync();
                }
            }
            write(file, new Span(0, 12_000));
            file.sync();
        }
        var journal = PartialFolder.journal(folder, content.sha1());
        assertThat(Files.size(journal)).isGreaterThan(128 << 10);
        try (var again = open()) {
            assertThat(again.arrived().list()).containsExactly(new Span(0, 12_000));
            assertThat(Files.size(journal)).isLessThan(1000);
            assertThat(verifyAll(again)).hasSize(2).allMatch(PartialFile.Verdict::right);
            write(again, content.all());
            again.sync();
        }
        try (var last = open()) {
            assertThat(last.arrived().total()).isEqualTo(content.size());
        }
    }

    @Test
    void journalsAreFoundByWhoLostTheDatabase() throws IOException {
        try (var file = open()) {
            write(file, new Span(0, 5000));
            file.sync();
        }
        Files.writeString(folder.resolve("note.journal"), "not one of ours");
        Files.createDirectory(folder.resolve("folder.journal"));
        assertThat(PartialFolder.in(folder)).containsExactly(new PartialFolder.Found(content.wanted(), 5000, Optional.of(content.wanted().sha1())));
        PartialFolder.delete(Disk.REAL, folder, content.sha1());
        assertThat(PartialFolder.in(folder)).isEmpty();
        assertThat(PartialFolder.data(folder, content.sha1())).doesNotExist();
    }

    @Test
    void aJournalOfAnotherFileIsNotTouched() throws IOException {
        open().close();
        var other = new Wanted(content.sha1(), 5, content.wanted().tigerRoot(), 1, "x", content.wanted().added());
        assertThatThrownBy(() -> PartialFile.open(Disk.REAL, folder, other)).isInstanceOf(DiskTrouble.class);
        try (var again = open()) {
            assertThat(again.wanted().size()).isEqualTo(content.size());
        }
    }

    @Test
    void aSymbolicLinkInPlaceOfTheDataIsRefused() throws IOException {
        var elsewhere = Files.writeString(folder.resolve("elsewhere"), "precious");
        Files.createSymbolicLink(PartialFolder.data(folder, content.sha1()), elsewhere);
        assertThatThrownBy(this::open).isInstanceOf(IOException.class);
        assertThat(elsewhere).hasContent("precious");
    }

    /**
     * Power cuts by the hundred: bytes that were not synced become anything, the file loses its unsynced tail, the journal is torn in its last
     * append. Whatever the journal then claims must be right, and whatever it had claimed before must still be claimed.
     */
    @Test
    @DisplayName("T-44")
    void aPowerCutAtAnyMomentInventsNothingAndLosesNothingSynced() throws IOException {
        for (var seed = 0; seed < 150; seed++) {
            var random = new Random(seed);
            PartialFolder.delete(Disk.REAL, folder, content.sha1());
            var withTree = seed % 2 == 0;
            for (var life = 0; life < 6; life++) {
                var file = open();
                if (withTree && life == 1) {
                    file.trust(content.row());
                }
                var durable = workFor(random.nextInt(30), file, random);
                var tornFrom = Files.size(PartialFolder.journal(folder, content.sha1()));
                if (random.nextBoolean()) {
                    file.sync();
                }
                cutThePower(file, durable, tornFrom, random);
                checkClaims(durable);
            }
            finish(withTree);
        }
    }

    /** @return what was durable before the last sync */
    private Spans workFor(int steps, PartialFile file, Random random) throws IOException {
        for (var step = 0; step < steps; step++) {
            var from = random.nextInt(content.size() - 1);
            var span = new Span(from, Math.min(content.size(), from + 1 + random.nextInt(SLICE)));
            switch (random.nextInt(4)) {
                case 0 -> file.sync();
                case 1 -> verify(file, new ArrayList<>());
                default -> {
                    for (var gap : file.arrived().missingFrom(span)) {
                        write(file, gap);
                    }
                }
            }
        }
        return Spans.of(file.written());
    }

    private void cutThePower(PartialFile file, Spans durable, long tornFrom, Random random) throws IOException {
        var synced = Spans.of(file.written());
        file.close(); // without syncing: only gives the descriptors back
        var journal = PartialFolder.journal(folder, content.sha1());
        var torn = tornFrom + random.nextLong(Files.size(journal) - tornFrom + 1);
        truncate(journal, torn);
        var data = PartialFolder.data(folder, content.sha1());
        var safe = torn == Files.size(journal) && torn > tornFrom ? synced : durable;
        try (var raw = FileChannel.open(data, StandardOpenOption.WRITE)) {
            for (var gap : synced.missingFrom(content.all())) {
                raw.write(ByteBuffer.wrap(new byte[(int) gap.length()]), gap.from());
            }
            var end = safe.list().isEmpty() ? 0 : safe.list().getLast().to();
            var syncedEnd = synced.list().isEmpty() ? 0 : synced.list().getLast().to();
            raw.truncate(Math.max(syncedEnd, end + random.nextLong(content.size() - end + 1)));
        }
    }

    private void checkClaims(Spans durable) throws IOException {
        try (var file = open()) {
            var now = Spans.of(file.written());
            durable.list().forEach(span -> assertThat(now.contains(span)).as("%s kept in %s", span, now).isTrue());
            for (var span : file.written()) {
                var bytes = ByteBuffer.allocate((int) span.length());
                for (var at = span.from(); bytes.hasRemaining(); ) {
                    at += file.read(at, bytes);
                }
                assertThat(bytes.array()).as("claimed %s", span).isEqualTo(content.slice(span));
            }
            assertThat(verifyAll(file)).allMatch(PartialFile.Verdict::right);
        }
    }

    private void finish(boolean withTree) throws IOException {
        try (var file = open()) {
            for (var gap : file.arrived().missingFrom(content.all())) {
                write(file, gap);
            }
            verifyAll(file);
            file.sync();
            assertThat(file.written()).containsExactly(content.all());
            assertThat(file.verified()).isEqualTo(withTree ? List.of(content.all()) : List.of());
        }
        assertThat(PartialFolder.data(folder, content.sha1())).hasBinaryContent(content.bytes());
    }

    @Test
    @DisplayName("T-44")
    void aJournalCutAnywhereStillTellsTheTruth() throws IOException {
        try (var file = open()) {
            file.trust(content.row());
            for (var from = 0; from < content.size(); from += 3000) {
                write(file, new Span(from, Math.min(content.size(), from + 2000)));
                verifyAll(file);
                file.sync();
            }
        }
        var journal = PartialFolder.journal(folder, content.sha1());
        var whole = Files.readAllBytes(journal);
        for (var length = whole.length; length >= 0; length -= 7) {
            Files.write(journal, java.util.Arrays.copyOf(whole, length));
            checkClaims(new Spans());
        }
    }

    @Test
    void garbageBehindTheJournalIsCutOff() throws IOException {
        try (var file = open()) {
            write(file, new Span(0, 5000));
            file.sync();
        }
        var journal = PartialFolder.journal(folder, content.sha1());
        Files.write(journal, new byte[100], StandardOpenOption.APPEND);
        try (var file = open()) {
            write(file, new Span(5000, 6000));
            file.sync();
        }
        try (var again = open()) {
            assertThat(again.written()).containsExactly(new Span(0, 6000));
        }
    }

    private static void truncate(Path path, long length) throws IOException {
        try (var raw = new RandomAccessFile(path.toFile(), "rw")) {
            raw.setLength(length);
        }
    }
}
