package filbert.web;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.event.Signal;
import filbert.showroom.PretendHouse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.result.view.Fragment;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

@Isolated("virtual time is that of the whole process")
final class LiveTest {
    private static final String TEMPLATE = "some/table";

    private record Row(String id, int value) implements LiveRow {}

    private final PretendHouse house = new PretendHouse();
    private final Signal signal = new Signal();
    private final AtomicInteger looks = new AtomicInteger();
    private final List<ServerSentEvent<Fragment>> received = new ArrayList<>();
    private VirtualTimeScheduler time;
    private Live live;
    private LiveView view = LiveView.of(Part.of("some :: part", "value", 0));

    @BeforeEach
    void stopTheClock() {
        time = VirtualTimeScheduler.getOrSet();
        live = new Live(new StatusLine(house.downloadDesk(), house.networkDesk(), house.bandwidth, house.firstStart, house.inboxDesk()), Schedulers.immediate());
    }

    @AfterEach
    void letItGo() {
        VirtualTimeScheduler.reset();
    }

    @Test
    void theFirstLookGoesOutWholeAndAtOnce() {
        show(new Row("a", 1), new Row("b", 1));
        watch();
        assertThat(names()).containsExactly("part", "part", "part", "places");
        assertThat(fragments()).containsExactly("layout/bell :: bell", "layout/status :: status", "some :: part", TEMPLATE + " :: rows");
    }

    @Test
    void aBurstOfSignalsLeadsToOneLookAQuarterOfASecond() {
        watch();
        looks.set(0);
        for (var i = 0; i < 1000; i++) {
            signal.raise();
            time.advanceTimeBy(Duration.ofMillis(1));
        }
        assertThat(looks.get()).isBetween(3, 4);
    }

    @Test
    void theLastOfABurstIsNotLost() {
        watch();
        signal.raise();
        view = LiveView.of(Part.of("some :: part", "value", 7));
        signal.raise();
        received.clear();
        time.advanceTimeBy(Duration.ofMillis(500));
        assertThat(received).hasSize(1);
        assertThat(received.getFirst().data().model()).containsEntry("value", 7);
    }

    @Test
    void whatLooksTheSameIsNotSentAgain() {
        watch();
        received.clear();
        for (var i = 0; i < 10; i++) {
            signal.raise();
            time.advanceTimeBy(Duration.ofSeconds(1));
        }
        assertThat(received).isEmpty();
    }

    @Test
    void onlyRowsThatDifferAreSent() {
        show(new Row("a", 1), new Row("b", 1));
        watch();
        received.clear();
        show(new Row("a", 1), new Row("b", 2));
        signal.raise();
        time.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(names()).containsExactly("rows");
        assertThat(received.getFirst().data().model()).containsEntry("changed", List.of(new Row("b", 2)));
    }

    @Test
    void rowsThatComeAndGoAreTheirOwnEvent() {
        show(new Row("a", 1), new Row("b", 1));
        watch();
        received.clear();
        show(new Row("b", 1), new Row("c", 1));
        signal.raise();
        time.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(names()).containsExactly("places");
        assertThat(received.getFirst().data().model()).containsEntry("removed", List.of("a"));
    }

    @Test
    void nothingIsBuiltOrWatchedOnceNobodyLooks() {
        var watching = watch();
        assertThat(signal.watched()).isTrue();
        watching.dispose();
        assertThat(signal.watched()).isFalse();
        looks.set(0);
        signal.raise();
        time.advanceTimeBy(Duration.ofMinutes(1));
        assertThat(looks.get()).isZero();
    }

    @Test
    void whatIsGoneEndsTheStreamWithAWord() {
        watch();
        received.clear();
        view = null;
        signal.raise();
        time.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(names()).containsExactly("gone");
        assertThat(signal.watched()).isFalse();
    }

    private void show(Row... rows) {
        view = new LiveView(List.of(Part.of("some :: part", "value", 0)), TEMPLATE, List.of(rows));
    }

    private Disposable watch() {
        return live.stream(PretendHouse.OWNER, List.of(signal), () -> {
                    looks.incrementAndGet();
                    if (view == null) {
                        throw new NoSuchElementException("download 7");
                    }
                    return view;
                })
                .subscribe(received::add);
    }

    private List<String> names() {
        return received.stream().map(ServerSentEvent::event).toList();
    }

    private List<String> fragments() {
        return received.stream().map(event -> event.data().viewName()).toList();
    }
}
