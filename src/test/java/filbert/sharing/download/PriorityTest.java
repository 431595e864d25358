package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.disk.Content;
import filbert.simulation.VirtualNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets the only place when it is free. */
final class PriorityTest {
    private static final long ANNA = 3;
    private static final long BEN = 4;

    private final VirtualNetwork net = new VirtualNetwork(11);

    @TempDir
    Path root;

    private Downloader here;
    private DownloadView first;
    private int seed;

    @BeforeEach
    void onePlaceThatIsTaken() {
        here = new Downloader(net, root, new DownloadSettings(root.resolve("incomplete"), 1, 4, 40, 0)).started();
        var content = Content.of(300_000, 99);
        first = here.add(content, here.peer(content).paced(net.time(), 10_000));
        here.run(Duration.ofSeconds(2));
    }

    private DownloadView waiting(long person, Priority priority) {
        var content = Content.of(50_000, seed++);
        return waiting(person, priority, content, here.peer(content));
    }

    private DownloadView waiting(long person, Priority priority, Content content, Peer from) {
        var name = person + "-" + seed + ".ogg";
        var added = here.queue().add(new DownloadRequest(person, content.sha1(), Optional.empty(), name, content.size(), List.of(from.source())));
        assertThat(here.queue().prioritize(added.id(), _ -> priority)).isTrue();
        return added;
    }

    private List<Long> order(int count) {
        assertThat(net.runUntil(() -> here.told.size() == count, Duration.ofMinutes(10))).isTrue();
        return here.told.stream().map(DownloadView::id).toList();
    }

    @Test
    void higherOnesComeFirstAndWithinThemThoseThatWereThereBefore() {
        var low = waiting(ANNA, Priority.LOW);
        var normal = waiting(ANNA, Priority.NORMAL);
        var later = waiting(ANNA, Priority.NORMAL);
        var high = waiting(ANNA, Priority.HIGH);
        assertThat(here.view(first.id()).state()).as("what has a place keeps it").isEqualTo(State.ACTIVE);
        assertThat(order(5)).containsExactly(first.id(), high.id(), normal.id(), later.id(), low.id());
    }

    @Test
    void aLowOneComesWhenNoneBeforeItCanUseThePlace() {
        var low = waiting(ANNA, Priority.LOW);
        var nowhere = Content.of(50_000, 50);
        var high = waiting(ANNA, Priority.HIGH, nowhere, here.gone(nowhere));
        assertThat(order(2)).containsExactly(first.id(), low.id());
        assertThat(here.view(high.id()).state()).isNotEqualTo(State.DONE);
    }

    @Test
    void whoCallsEverythingUrgentTakesNothingFromOthers() {
        var annas = waiting(ANNA, Priority.LOW);
        var bens = waiting(BEN, Priority.HIGH);
        assertThat(order(3)).containsExactly(first.id(), annas.id(), bens.id());
    }

    @Test
    void anOldOneThatIsNotUrgentDoesNotPutItsPersonFirstForEver() {
        var low = waiting(ANNA, Priority.LOW);
        var bens = waiting(BEN, Priority.NORMAL);
        var high = waiting(ANNA, Priority.HIGH);
        var higher = waiting(ANNA, Priority.HIGH);
        assertThat(order(5)).containsExactly(first.id(), high.id(), bens.id(), higher.id(), low.id());
    }

    @Test
    void itIsKeptOverARestartAndEndsWithTheDownload() {
        var low = waiting(ANNA, Priority.LOW);
        var high = waiting(ANNA, Priority.HIGH);
        here.kill();
        here.started();
        assertThat(here.view(low.id()).priority()).isEqualTo(Priority.LOW);
        assertThat(here.view(high.id()).priority()).isEqualTo(Priority.HIGH);
        order(3);
        assertThat(here.queue().prioritize(low.id(), Priority::earlier)).as("it is done").isFalse();
        assertThat(here.queue().prioritize(4711, Priority::earlier)).isFalse();
    }

    @Test
    void aStepAtATimeAndNotBeyondTheEnds() {
        var one = waiting(ANNA, Priority.NORMAL);
        here.queue().prioritize(one.id(), Priority::earlier);
        here.queue().prioritize(one.id(), Priority::earlier);
        assertThat(here.view(one.id()).priority()).isEqualTo(Priority.HIGH);
        here.queue().prioritize(one.id(), Priority::later);
        assertThat(here.view(one.id()).priority()).isEqualTo(Priority.NORMAL);
        here.queue().prioritize(one.id(), Priority::later);
        here.queue().prioritize(one.id(), Priority::later);
        assertThat(here.view(one.id()).priority()).isEqualTo(Priority.LOW);
    }
}
