package filbert.api;

import filbert.event.Signal;
import filbert.household.HouseholdDownloads;
import filbert.household.HouseholdNetwork;
import filbert.household.Person;
import filbert.household.Role;
import filbert.sharing.download.DownloadView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** What changes, for scripts that would rather wait than ask again and again. */
@RestController
@Least(Role.GUEST)
final class EventsApi {
    private static final Duration PACE = Duration.ofSeconds(1); // at most one look a second, whatever happens
    private static final Duration LOOK_ANYWAY = Duration.ofSeconds(15); // also keeps proxies from closing the stream

    private final StatusApi status;
    private final HouseholdDownloads downloads;
    private final HouseholdNetwork network;
    private final JsonMapper json;

    EventsApi(StatusApi status, HouseholdDownloads downloads, HouseholdNetwork network, JsonMapper json) {
        this.json = json;
        this.status = status;
        this.downloads = downloads;
        this.network = network;
    }

    record Download(long id, String name, String state, long size, long verified) {
        static Download of(DownloadView view) {
            return new Download(view.id(), view.name(), view.state().name().toLowerCase(Locale.ROOT), view.size(), view.verified());
        }
    }

    record Gone(long id) {}

    /** {@code status} and every {@code download} at once, then whichever is different; {@code download-gone} with the id of one that was removed. */
    @GetMapping(path = "/api/v1/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<String>> events(@AuthenticationPrincipal Person person) {
        return Flux.defer(() -> {
            var told = new Told(json);
            return changes(List.of(downloads.changed(), network.changed()))
                    .concatMap(
                            _ -> Mono.fromCallable(() -> told.news(status.show(person), downloads.list(person)))
                                    .subscribeOn(Schedulers.boundedElastic())
                                    .flatMapIterable(news -> news)
                                    .concatWith(Mono.delay(PACE).then(Mono.empty())),
                            0);
        });
    }

    private static Flux<Boolean> changes(List<Signal> signals) {
        var raised = Flux.<Boolean>create(
                sink -> {
                    var ends = signals.stream().map(signal -> signal.watch(() -> sink.next(true))).toList();
                    sink.onDispose(() -> ends.forEach(Runnable::run));
                },
                FluxSink.OverflowStrategy.LATEST);
        return Flux.merge(Flux.just(true), raised, Flux.interval(LOOK_ANYWAY).map(_ -> true).onBackpressureLatest()).onBackpressureLatest();
    }

    /** What one stream has been told. Not thread-safe. */
    private static final class Told {
        private final JsonMapper json;
        private StatusApi.@Nullable Status status;
        private Map<Long, Download> downloads = Map.of();

        Told(JsonMapper json) {
            this.json = json;
        }

        List<ServerSentEvent<String>> news(StatusApi.Status fresh, List<DownloadView> views) {
            var news = new ArrayList<ServerSentEvent<String>>();
            if (!fresh.equals(status)) {
                news.add(event("status", fresh));
            }
            var now = new HashMap<Long, Download>();
            views.stream().map(Download::of).forEach(one -> now.put(one.id(), one));
            now.values().stream().filter(one -> !one.equals(downloads.get(one.id()))).forEach(one -> news.add(event("download", one)));
            downloads.keySet().stream().filter(id -> !now.containsKey(id)).forEach(id -> news.add(event("download-gone", new Gone(id))));
            status = fresh;
            downloads = now;
            return news.isEmpty() ? List.of(ServerSentEvent.<String>builder().comment("still here").build()) : news;
        }

        /** Text, not an object: what Spring encodes itself stays behind in memory when the reader leaves at that moment. */
        private ServerSentEvent<String> event(String name, Object data) {
            return ServerSentEvent.builder(json.writeValueAsString(data)).event(name).build();
        }
    }
}
