package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.disk.Content;
import filbert.simulation.VirtualNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When more sources are looked for, by whom, and how rarely. */
final class LookoutTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final VirtualNetwork net = new VirtualNetwork(42);
    private final Content content = Content.ofSize(300_000);

    @TempDir
    Path root;

    private Downloader here;

    @BeforeEach
    void start() {
        here = new Downloader(net, root).started();
    }

    private List<String> asked() {
        return here.neighbours.asked;
    }

    @Test
    void whatNobodySendsIsLookedForAfterAnHourThenMoreAndMoreRarely() {
        var download = here.add(content);
        here.run(HOUR.minus(MINUTE));
        assertThat(asked()).isEmpty();
        here.run(MINUTE.multipliedBy(3));
        assertThat(asked()).containsExactly("blue hazel.ogg");
        here.run(HOUR);
        assertThat(asked()).hasSize(1);
        here.run(HOUR.plus(MINUTE.multipliedBy(3)));
        assertThat(asked()).containsExactly("blue hazel.ogg", content.sha1().base32());
        here.run(HOUR.multipliedBy(24 * 28));
        assertThat(asked().size()).as("in four weeks").isBetween(8, 12);
        assertThat(here.view(download.id()).state()).isEqualTo(State.QUEUED);
    }

    @Test
    void theWholeHouseLooksOnceAnHourForWhicheverWaitedLongest() {
        var files = IntStream.range(0, 20).mapToObj(i -> Content.of(100_000 + i, i)).toList();
        for (var file : files) {
            here.queue().add(new DownloadRequest(3, file.sha1(), java.util.Optional.empty(), "file " + file.size(), file.size(), List.of()));
        }
        here.run(HOUR.multipliedBy(21));
        assertThat(asked().size()).isBetween(19, 21);
        assertThat(new HashSet<>(asked())).hasSize(asked().size());
    }

    @Test
    void whatIsPausedIsNotLookedFor() {
        here.queue().pause(here.add(content).id());
        here.run(HOUR.multipliedBy(5));
        assertThat(asked()).isEmpty();
    }

    @Test
    void nothingIsLookedForByItselfWhereOurHandshakeSaysSo() {
        here.neighbours.byItself = false;
        var download = here.add(content);
        here.run(HOUR.multipliedBy(50));
        assertThat(asked()).isEmpty();
        assertThat(here.view(download.id()).looking().next()).isNull();
        assertThat(here.queue().lookForSources(download.id())).isEmpty();
        assertThat(asked()).hasSize(1);
    }

    @Test
    void nobodyIsAskedWhereNobodyIs() {
        here.neighbours.there = false;
        var download = here.add(content);
        here.run(HOUR.multipliedBy(5));
        assertThat(asked()).isEmpty();
        assertThat(here.queue().lookForSources(download.id())).contains("nobody-to-ask");
        here.neighbours.there = true;
        here.run(MINUTE.multipliedBy(2));
        assertThat(asked()).hasSize(1);
    }

    @Test
    void whatIsFoundIsFetched() {
        here.neighbours.known.add(here.peer(content).source());
        var download = here.add(content);
        assertThat(here.queue().lookForSources(download.id())).isEmpty();
        assertThat(here.view(download.id()).looking().found()).isEqualTo(1);
        here.finish(download, content, MINUTE);
        assertThat(here.queue().lookForSources(download.id())).contains("complete");
    }

    @Test
    void whatSomebodySendsIsNotLookedFor() {
        var slow = here.peer(content).paced(net.time(), 10);
        here.add(content, slow.script((p, request) -> p.treeless(request)));
        here.run(HOUR.multipliedBy(3));
        assertThat(asked()).isEmpty();
    }

    @Test
    void aPersonsWishIsGrantedOnceInTenMinutes() {
        here.neighbours.byItself = false;
        var download = here.add(content);
        assertThat(here.queue().lookForSources(download.id())).isEmpty();
        assertThat(here.queue().lookForSources(download.id())).contains("too-soon");
        here.run(Lookout.BETWEEN_WISHES);
        assertThat(here.queue().lookForSources(download.id())).isEmpty();
        assertThat(asked()).hasSize(2);
    }

    @Test
    void aHouseWishesADozenTimesAnHour() {
        here.neighbours.byItself = false;
        var ids = IntStream.range(0, Lookout.MOST_WISHES + 1).mapToObj(i -> here.add(Content.of(100_000 + i, i)).id()).toList();
        ids.subList(0, Lookout.MOST_WISHES).forEach(id -> assertThat(here.queue().lookForSources(id)).isEmpty());
        assertThat(here.queue().lookForSources(ids.getLast())).contains("too-many");
        here.run(HOUR);
        assertThat(here.queue().lookForSources(ids.getLast())).isEmpty();
    }

    @Test
    void aWishThatCouldNotBeGrantedDoesNotCount() {
        here.neighbours.tired = true;
        var download = here.add(content);
        assertThat(here.queue().lookForSources(download.id())).contains("too-many-searches");
        here.neighbours.tired = false;
        assertThat(here.queue().lookForSources(download.id())).isEmpty();
    }

    @Test
    void aRestartDoesNotMakeItLookAgain() {
        var download = here.add(content);
        assertThat(here.queue().lookForSources(download.id())).isEmpty();
        here.run(Duration.ofSeconds(5));
        here.kill();
        here.started();
        assertThat(here.view(download.id()).looking().last()).isNotNull();
        assertThat(here.queue().lookForSources(download.id())).contains("too-soon");
        here.run(HOUR.plus(MINUTE));
        assertThat(asked()).hasSize(1);
        here.run(HOUR);
        assertThat(asked()).hasSize(2);
    }

    private DownloadView sought(String name) {
        var download = here.queue().add(new DownloadRequest(3, content.sha1(), java.util.Optional.empty(), name, content.size(), List.of()));
        here.queue().seek(download.id());
        return download;
    }

    @Test
    void whatCameWithoutASourceIsLookedForAtOnceByNameThenByHashAndNoMore() {
        here.neighbours.byItself = false;
        sought("blue hazel.ogg");
        here.run(Duration.ofSeconds(1));
        assertThat(asked()).containsExactly("blue hazel.ogg");
        here.run(HOUR.multipliedBy(50));
        assertThat(asked()).containsExactly("blue hazel.ogg", content.sha1().base32());
    }

    @Test
    void whatIsCalledByItsHashIsAskedForByItOnce() {
        here.neighbours.byItself = false;
        sought(content.sha1().base32());
        here.run(HOUR.multipliedBy(50));
        assertThat(asked()).containsExactly(content.sha1().base32());
    }

    @Test
    void whatIsFoundAtOnceIsFetchedAndNotLookedForAgain() {
        here.neighbours.byItself = false;
        here.neighbours.known.add(here.peer(content).source());
        var download = sought("blue hazel.ogg");
        here.finish(download, content, MINUTE);
        here.run(HOUR);
        assertThat(asked()).hasSize(1);
    }

    @Test
    void whatCameWhileNobodyCouldBeAskedIsLookedForLater() {
        here.neighbours.byItself = false;
        here.neighbours.there = false;
        sought("blue hazel.ogg");
        here.run(HOUR);
        assertThat(asked()).isEmpty();
        here.neighbours.there = true;
        here.run(MINUTE);
        assertThat(asked()).isNotEmpty();
    }

    @Test
    void whatHasASourceOrIsPausedOrGoneIsNotSought() {
        here.neighbours.byItself = false;
        var paused = sought("blue hazel.ogg");
        here.neighbours.there = false;
        here.queue().pause(paused.id());
        asked().clear();
        here.neighbours.there = true;
        var other = Content.of(100_000, 7);
        here.queue().seek(here.add(other, here.peer(other)).id());
        here.run(HOUR);
        assertThat(asked()).isEmpty();
        here.queue().cancel(paused.id());
        here.run(HOUR);
        assertThat(asked()).isEmpty();
    }

    @Test
    void manyThatCameWithoutASourceLeaveWishesToPeople() {
        here.neighbours.byItself = false;
        for (var i = 0; i < 60; i++) {
            var file = Content.of(100_000 + i, i);
            here.queue().seek(here.queue().add(new DownloadRequest(3, file.sha1(), java.util.Optional.empty(), "file " + i, file.size(), List.of())).id());
        }
        here.run(HOUR.minus(MINUTE));
        assertThat(asked()).hasSize(Lookout.MOST_ERRANDS);
        assertThat(here.queue().lookForSources(here.add(content).id())).isEmpty();
        here.run(HOUR.multipliedBy(20));
        assertThat(asked().size()).isGreaterThan(120);
    }

    @Test
    void whatWaitedForItsTurnIsLookedForAfterARestartWithinTheSameBudget() {
        here.neighbours.byItself = false;
        for (var i = 0; i < 20; i++) {
            var file = Content.of(100_000 + i, i);
            here.queue().seek(here.queue().add(new DownloadRequest(3, file.sha1(), java.util.Optional.empty(), file.sha1().base32(), file.size(), List.of())).id());
        }
        here.run(MINUTE.multipliedBy(10));
        assertThat(asked()).hasSize(Lookout.MOST_ERRANDS);
        for (var restart = 0; restart < 4; restart++) {
            here.kill();
            here.started();
            here.run(MINUTE.multipliedBy(10));
        }
        assertThat(asked()).as("within one hour").hasSize(Lookout.MOST_ERRANDS);
        here.run(HOUR.multipliedBy(4));
        assertThat(asked()).as("each once").hasSize(20).doesNotHaveDuplicates();
        assertThat(here.store.rows.values()).noneMatch(row -> row.memo().sought());
    }

    @Test
    void anErrandThatNobodyCouldDoBeforeARestartIsDoneAfterIt() {
        here.neighbours.byItself = false;
        here.neighbours.there = false;
        sought("blue hazel.ogg");
        here.run(Duration.ofSeconds(5));
        here.kill();
        here.neighbours.there = true;
        here.started();
        here.run(Duration.ofSeconds(5));
        assertThat(asked()).containsExactly("blue hazel.ogg");
    }

    @Test
    void whoRestartsEveryHalfHourLooksByItselfAllTheSameAndNotMoreOften() {
        var files = IntStream.range(0, 5).mapToObj(i -> Content.of(100_000 + i, i)).toList();
        files.forEach(here::add);
        for (var restart = 0; restart < 8; restart++) {
            here.run(MINUTE.multipliedBy(30));
            here.kill();
            here.started();
        }
        assertThat(asked().size()).as("in four hours").isBetween(2, 4);
    }
}
