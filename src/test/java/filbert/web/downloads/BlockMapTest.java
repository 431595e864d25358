package filbert.web.downloads;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.HostAddress;
import filbert.sharing.download.DownloadDetail;
import filbert.sharing.download.DownloadDetail.Share;
import filbert.sharing.download.DownloadView;
import filbert.sharing.download.DownloadView.Range;
import filbert.sharing.download.DownloadView.State;
import filbert.showroom.PretendDownloads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BlockMapTest {
    private static final long HUGE = 1L << 42;

    private static HostAddress host(int number) {
        return HostAddress.of(0x0A000000 + number, 6346);
    }

    private static DownloadView view(long size, State state, List<Range> ranges) {
        return new DownloadView(
                1, 1, PretendDownloads.sha1(1), Optional.empty(), "hazel.ogg", size, state, 0, 0, 0, "", "", null, null, Instant.EPOCH, List.of(), ranges);
    }

    private static BlockMap map(long size, List<Range> ranges, Share... shares) {
        return BlockMap.of(view(size, State.ACTIVE, ranges), new DownloadDetail(List.of(shares), List.of()));
    }

    @Test
    void showsWhatIsThereWhatComesAndWhoseItIs() {
        var map = map(
                1_000,
                List.of(new Range(0, 300, true), new Range(300, 400, false)),
                new Share(0, 350, host(1), false),
                new Share(350, 400, host(2), false),
                new Share(500, 700, host(2), true));
        assertThat(map.state()).containsExactly(
                new BlockMap.Block(0, 300, "verified"), new BlockMap.Block(300, 100, "written"), new BlockMap.Block(500, 200, "coming"));
        assertThat(map.origin()).containsExactly(
                new BlockMap.Block(0, 350, "by-1"), new BlockMap.Block(350, 50, "by-2"), new BlockMap.Block(500, 200, "by-2"));
        assertThat(map.hosts()).containsExactly(
                new BlockMap.Host("by-1", "10.0.0.1:6346", "350 B", false), new BlockMap.Host("by-2", "10.0.0.2:6346", "250 B", true));
        assertThat(map.rows()).extracting(BlockMap.Row::state).containsExactly("verified", "written", "written", "coming");
        assertThat(map.rows().getLast()).isEqualTo(new BlockMap.Row("500", "699", "200 B", "coming", "10.0.0.2:6346"));
        assertThat(map.shares()).isEqualTo(new BlockMap.Shares(30, 10, 20));
    }

    @Test
    void whatIsThereAlreadyDoesNotCome() {
        var map = map(100, List.of(new Range(0, 40, true)), new Share(0, 80, host(1), true));
        assertThat(map.state()).containsExactly(new BlockMap.Block(0, 400, "verified"), new BlockMap.Block(400, 400, "coming"));
        assertThat(map.origin()).containsExactly(new BlockMap.Block(400, 400, "by-1"));
    }

    @Test
    void aHugeFileOfManyPiecesStaysAPictureOfAThousandColumnsAndATableOfAHundredRows() {
        var ranges = new ArrayList<Range>();
        var shares = new ArrayList<Share>();
        for (long piece = 0; piece < 4_000; piece += 2) {
            var from = piece * (HUGE / 4_000);
            ranges.add(new Range(from, from + 1, true));
            shares.add(new Share(from, from + 1, host((int) piece % 20), false));
        }
        var map = map(HUGE, ranges, shares.toArray(Share[]::new));
        assertThat(map.state()).isNotEmpty().hasSizeLessThanOrEqualTo(BlockMap.WIDTH);
        assertThat(map.state().getLast().x() + map.state().getLast().width()).isBetween(BlockMap.WIDTH - 2, BlockMap.WIDTH);
        assertThat(map.rows()).hasSize(100);
        assertThat(map.more()).isEqualTo(1_900);
        assertThat(map.hosts()).hasSize(7);
        assertThat(map.hosts().getLast()).matches(others -> others.host().isEmpty() && others.look().equals("by-0"));
    }

    @Test
    void aFinishedFileIsAllThere() {
        var map = BlockMap.of(view(100, State.DONE, List.of()), new DownloadDetail(List.of(new Share(0, 50, host(1), false)), List.of()));
        assertThat(map.state()).containsExactly(new BlockMap.Block(0, 1000, "verified"));
        assertThat(map.rows()).extracting(BlockMap.Row::host).containsExactly("10.0.0.1:6346", "");
    }

    @Test
    void aFileOfUnknownSizeHasNoPicture() {
        assertThat(map(-1, List.of()).state()).isEmpty();
        assertThat(map(0, List.of()).rows()).isEmpty();
    }
}
