package filbert.household.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.household.NotAllowedException;
import filbert.household.Person;
import filbert.household.Role;
import filbert.household.Volume;
import filbert.household.statistics.HouseholdStatistics.Share;
import filbert.identity.Sha1;
import filbert.showroom.PretendSamples;
import filbert.sharing.download.DownloadView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class HouseholdStatisticsTest {
    private static final Person OWNER = new Person(1, "ann", Role.OWNER);
    private static final Person MEMBER = new Person(2, "bob", Role.MEMBER);
    private static final Sha1 FILE = Sha1.of(java.nio.ByteBuffer.allocate(20).putInt(4_711_000).array());

    private final PretendSamples house = new PretendSamples();
    private final HouseholdStatistics statistics = house.desk();

    private void pass(Duration time) {
        house.now = house.now.plus(time);
    }

    @Test
    void ratesAreMeansOfWhatPassedAndTheStartIsNoFlood() {
        house.volume = new Volume(9L << 40, 9L << 40, 0, 0);
        house.queries = 1_000_000;
        statistics.look();
        for (var i = 1; i <= 4; i++) {
            pass(Duration.ofMinutes(1));
            house.volume = new Volume((9L << 40) + i * 60_000L, 9L << 40, 0, 0);
            house.queries = 1_000_000 + i * 30;
            house.peers = i;
            statistics.look();
        }
        statistics.keep();
        assertThat(statistics.line(MEMBER, "sent", Span.DAY)).singleElement().satisfies(point -> assertThat(point.value()).isEqualTo(1_000));
        assertThat(statistics.line(MEMBER, "queries", Span.DAY)).singleElement().satisfies(point -> assertThat(point.value()).isEqualTo(30));
        assertThat(statistics.line(MEMBER, "peers", Span.DAY)).singleElement().satisfies(point -> assertThat(point.value()).isEqualTo(2));
        assertThat(statistics.total(MEMBER, "sent", Span.ALL)).isEqualTo(240_000);
        statistics.keep();
        assertThat(statistics.total(MEMBER, "sent", Span.ALL)).as("nothing is counted twice").isEqualTo(240_000);
    }

    @Test
    void whatIsNotWrittenYetIsShownAndBelongsWhereItWasMeasured() {
        var told = new AtomicInteger();
        statistics.changed().watch(told::incrementAndGet);
        statistics.look();
        for (var i = 1; i <= 6; i++) {
            pass(Duration.ofMinutes(1));
            house.volume = new Volume(i * 60_000L, 0, 0, 0);
            statistics.look();
        }
        assertThat(told).hasValue(7);
        assertThat(statistics.looks()).isEqualTo(7);
        var before = statistics.line(MEMBER, "sent", Span.DAY);
        assertThat(before).extracting(point -> point.value()).as("four minutes of five; the fifth ends where the next sample begins").containsExactly(800.0, 1_000.0);
        statistics.keep();
        assertThat(statistics.line(MEMBER, "sent", Span.DAY)).isEqualTo(before);
        assertThat(statistics.line(MEMBER, "sent", Span.WEEK)).singleElement().satisfies(point -> assertThat(point.value()).isEqualTo(1_000));
    }

    @Test
    void whatTheStoreDoesNotTakeIsWrittenLaterAndOnce() {
        statistics.look();
        statistics.served(FILE, "music", 10);
        house.away = true;
        for (var i = 1; i <= 10; i++) {
            pass(Duration.ofMinutes(1));
            house.volume = new Volume(i * 60_000L, 0, 0, 0);
            statistics.look();
            if (i % 5 == 0) {
                assertThatThrownBy(statistics::keep).hasMessage("away");
            }
        }
        statistics.served(FILE, "music", 10);
        var shown = statistics.line(MEMBER, "sent", Span.DAY);
        assertThat(shown).hasSize(3);
        house.away = false;
        statistics.keep();
        statistics.keep();
        assertThat(statistics.line(MEMBER, "sent", Span.DAY)).isEqualTo(shown);
        assertThat(house.list("sent", Span.Width.FIVE_MINUTES, Instant.EPOCH)).extracting(one -> one.sum().total()).containsExactly(240_000L, 300_000L, 60_000L);
        assertThat(statistics.shares(OWNER, "folder", Span.DAY)).containsExactly(new Share("music", 20));
        assertThat(statistics.asked(MEMBER, FILE, 90)).extracting(one -> one.requests()).containsExactly(2L);
    }

    @Test
    void aStoreThatStaysAwayCostsNoMemoryWithoutEnd() {
        house.away = true;
        for (var i = 0; i < 1_000; i++) {
            statistics.look();
            pass(Duration.ofMinutes(5));
            assertThatThrownBy(statistics::keep).hasMessage("away");
        }
        house.away = false;
        statistics.keep();
        assertThat(house.list("peers", Span.Width.FIVE_MINUTES, Instant.EPOCH)).hasSize(3 * 24 * 12);
    }

    private static DownloadView download(long id, long person, DownloadView.State state, long written, String reason) {
        return new DownloadView(
                id, person, FILE, Optional.empty(), "a.ogg", 10_000, state, written, 0, 0, reason, "", null, null, Instant.EPOCH, List.of(), List.of());
    }

    @Test
    void whoFetchesHowMuchIsForThemselvesAndOwners() {
        house.downloads.add(download(1, 1, DownloadView.State.ACTIVE, 1_000, ""));
        statistics.look();
        house.downloads.set(0, download(1, 1, DownloadView.State.ACTIVE, 5_000, ""));
        house.downloads.add(download(2, 2, DownloadView.State.ACTIVE, 700, ""));
        statistics.look();
        statistics.keep();
        assertThat(statistics.shares(OWNER, "person", Span.DAY)).containsExactly(new Share("1", 4_000), new Share("2", 700));
        assertThat(statistics.shares(MEMBER, "person", Span.DAY)).containsExactly(new Share("2", 700));
    }

    @Test
    void aFailureIsCountedOnce() {
        house.downloads.add(download(1, 1, DownloadView.State.FAILED, 0, "old"));
        statistics.look();
        house.downloads.add(download(2, 1, DownloadView.State.FAILED, 0, "no-sources"));
        statistics.look();
        statistics.look();
        house.downloads.set(1, download(2, 1, DownloadView.State.QUEUED, 0, ""));
        statistics.look();
        house.downloads.set(1, download(2, 1, DownloadView.State.FAILED, 0, "no-sources"));
        statistics.look();
        statistics.keep();
        assertThat(statistics.shares(MEMBER, "failed", Span.WEEK)).containsExactly(new Share("no-sources", 2));
    }

    @Test
    void whatIsAskedForIsCountedByFileAndFolderAndNobodyCanFillTheTable() {
        for (var i = 0; i < 200; i++) {
            statistics.served(FILE, "folder " + i, 10);
        }
        statistics.served(FILE, "", 10);
        assertThat(statistics.lastAsked(MEMBER, List.of(FILE))).as("not written down yet").containsExactly(Map.entry(FILE, statistics.day()));
        statistics.keep();
        assertThat(statistics.shares(OWNER, "folder", Span.DAY)).hasSize(51).first().isEqualTo(new Share("…", 1_500));
        assertThat(statistics.asked(MEMBER, FILE, 90)).singleElement().satisfies(one -> {
            assertThat(one.requests()).isEqualTo(201);
            assertThat(one.bytes()).isEqualTo(2_010);
        });
        for (var i = 0; i < 6_000; i++) {
            statistics.served(Sha1.of(java.nio.ByteBuffer.allocate(20).putInt(i + 1).array()), "", 1);
        }
        statistics.keep();
        assertThat(house.asked).hasSizeLessThanOrEqualTo(5_001);
        assertThatThrownBy(() -> statistics.mostAsked(MEMBER, 30, 10)).isInstanceOf(NotAllowedException.class);
    }
}
