package filbert.web;

import filbert.event.Signal;
import filbert.household.Person;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Fragment;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Keeps a page true while somebody looks at it: one stream per tab, which carries the fragments the page itself is made of.
 *
 * <p>The first look goes out at once and whole, so a lost stream heals itself by reconnecting. Then a raised {@link Signal} leads to another
 * look, at most four a second, and what differs from the last look is sent. A reader too slow for that gets fewer looks: nothing queues,
 * and nothing is built while nobody watches.
 */
@Component
public final class Live {
    private static final Duration PACE = Duration.ofMillis(250); // UI.md: at most four updates a second per row
    private static final Duration LOOK_ANYWAY = Duration.ofSeconds(5); // clocks and rates move without a signal
    private static final String GONE = "gone";

    private final StatusLine statusLine;
    private final Scheduler pages;

    @Autowired
    Live(StatusLine statusLine) {
        this(statusLine, Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor(), "live-pages"));
    }

    /** @param pages where views are built */
    Live(StatusLine statusLine, Scheduler pages) {
        this.statusLine = statusLine;
        this.pages = pages;
    }

    /** The stream of a page with a status line, which is kept true as well. As {@link #stream(List, Supplier)}. */
    public Flux<ServerSentEvent<Fragment>> stream(Person person, List<Signal> signals, Supplier<LiveView> look) {
        var all = Stream.concat(signals.stream(), Stream.of(statusLine.told())).toList();
        return stream(all, () -> look.get().with(statusLine.part(person)).with(statusLine.bell(person)));
    }

    /** @param look builds the view, may block; a {@link NoSuchElementException} ends the stream with the event {@code gone} */
    public Flux<ServerSentEvent<Fragment>> stream(List<Signal> signals, Supplier<LiveView> look) {
        var view = Tongue.carried(look);
        return Flux.defer(() -> {
            var sent = new Sent();
            return changes(signals)
                    .concatMap(
                            _ -> Mono.fromCallable(() -> sent.news(view.get()))
                                    .subscribeOn(pages)
                                    .flatMapIterable(news -> news)
                                    .concatWith(Mono.delay(PACE).then(Mono.empty())),
                            0)
                    .onErrorResume(NoSuchElementException.class, _ -> Flux.just(gone()));
        });
    }

    /** One now, then one for any number of signals raised since the last was taken. */
    private static Flux<Boolean> changes(List<Signal> signals) {
        var raised = Flux.<Boolean>create(
                sink -> {
                    var ends = signals.stream()
                            .map(signal -> signal.watch(() -> sink.next(true)))
                            .toList();
                    sink.onDispose(() -> ends.forEach(Runnable::run));
                },
                FluxSink.OverflowStrategy.LATEST);
        var anyway = Flux.interval(LOOK_ANYWAY).map(_ -> true).onBackpressureLatest();
        return Flux.merge(Flux.just(true), raised, anyway).onBackpressureLatest();
    }

    private static ServerSentEvent<Fragment> gone() {
        return ServerSentEvent.<Fragment>builder(Fragment.create("layout/live :: gone"))
                .event(GONE)
                .build();
    }
}
