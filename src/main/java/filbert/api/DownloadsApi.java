package filbert.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import filbert.household.HouseholdDownloads;
import filbert.household.HouseholdSearches;
import filbert.household.Person;
import filbert.household.Role;
import filbert.sharing.download.DownloadView;
import filbert.sharing.download.DownloadView.SourceView;
import filbert.sharing.download.Priority;
import filbert.web.content.Delivery;
import filbert.web.content.Offer;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

@RestController
@Least(Role.MEMBER)
@Fetches
@RequestMapping("/api/v1/downloads")
final class DownloadsApi {
    private final HouseholdDownloads downloads;
    private final HouseholdSearches searches;
    private final Delivery delivery;

    DownloadsApi(HouseholdDownloads downloads, HouseholdSearches searches, Delivery delivery) {
        this.downloads = downloads;
        this.searches = searches;
        this.delivery = delivery;
    }

    /** Either a row of a search, or a magnet; of a magnet all files, or those with these SHA-1. */
    record Wanted(
            @Nullable String search, @Nullable String result, @Nullable String magnet, @Nullable List<String> files) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Download(
            long id,
            @Nullable String sha1,
            String name,
            long size,
            String state,
            long written,
            long verified,
            long rate,
            int sources,
            @Nullable String path,
            String reason,
            String detail,
            @Nullable String nextTry,
            List<Queue> queues,
            Looking looking,
            String priority,
            boolean unvouched) {}

    /** Its search for more sources: when it looked last, how many it found since, and when it looks again by itself at the earliest. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Looking(@Nullable String last, int found, @Nullable String next) {}

    /** A source that lets us wait. {@code length} and {@code eta} are there when it told them, {@code lasting} when the place outlives the connection. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Queue(String host, int position, @Nullable Integer length, @Nullable String eta, @Nullable String nextTry, boolean lasting) {}

    @PostMapping
    ResponseEntity<Download> add(@RequestBody Wanted wanted, @AuthenticationPrincipal Person person) {
        var added = shown(added(wanted, person));
        return ResponseEntity.created(URI.create("downloads/" + added.id())).body(added);
    }

    /** Of several files a magnet starts, the first is answered. */
    private DownloadView added(Wanted wanted, Person person) {
        if (wanted.magnet() != null) {
            var files = wanted.files();
            return downloads.addMagnet(person, wanted.magnet(), sha1 -> files == null || files.contains(sha1.base32())).stream()
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("magnet.none-ticked"));
        }
        if (wanted.search() == null || wanted.result() == null) {
            throw new BadRequestException("api.problem.download-missing");
        }
        return searches.askAndDownload(person, wanted.search(), wanted.result());
    }

    @GetMapping
    @Least(Role.GUEST)
    List<Download> list(@AuthenticationPrincipal Person person) {
        return downloads.list(person).stream().map(DownloadsApi::shown).toList();
    }

    @GetMapping("/{id}")
    @Least(Role.GUEST)
    Download show(@PathVariable long id, @AuthenticationPrincipal Person person) {
        return shown(downloads.view(person, id));
    }

    record Destined(String folder, long free) {}

    @GetMapping("/destination")
    Destined destination(@AuthenticationPrincipal Person person) {
        downloads.requireFetching(person);
        var destination = downloads.destination(person);
        return new Destined(destination.folder().toString(), destination.free());
    }

    /** As the page has it. */
    @GetMapping("/{id}/content")
    @Least(Role.GUEST)
    Mono<Void> content(@PathVariable long id, @AuthenticationPrincipal Person person, ServerWebExchange exchange) {
        return delivery.send(exchange, () -> Offer.of(downloads, person, id));
    }

    /** @param downloads how many were paused, or go on */
    record Acted(int downloads) {}

    /** One's own; for owners everybody's. */
    @PostMapping("/pause")
    Acted pauseAll(@AuthenticationPrincipal Person person) {
        return new Acted(downloads.pauseAll(person));
    }

    /** Likewise. */
    @PostMapping("/resume")
    Acted resumeAll(@AuthenticationPrincipal Person person) {
        return new Acted(downloads.resumeAll(person));
    }

    @PostMapping("/{id}/pause")
    Download pause(@PathVariable long id, @AuthenticationPrincipal Person person) {
        return done(downloads.pause(person, id), id, person);
    }

    @PostMapping("/{id}/resume")
    Download resume(@PathVariable long id, @AuthenticationPrincipal Person person) {
        return done(downloads.resume(person, id), id, person);
    }

    @PostMapping("/{id}/retry")
    Download retry(@PathVariable long id, @AuthenticationPrincipal Person person) {
        return done(downloads.retry(person, id), id, person);
    }

    /** @param priority {@code high}, {@code normal} or {@code low} */
    record Wish(@Nullable String priority) {}

    /** Which of its person's free places it gets. */
    @PutMapping("/{id}/priority")
    Download prioritize(@PathVariable long id, @RequestBody Wish wish, @AuthenticationPrincipal Person person) {
        var priority = Arrays.stream(Priority.values())
                .filter(one -> key(one).equals(wish.priority()))
                .findFirst()
                .orElseThrow(() -> new BadRequestException("api.problem.priority"));
        return done(downloads.prioritize(person, id, _ -> priority), id, person);
    }

    private static String key(Priority priority) {
        return priority.name().toLowerCase(Locale.ROOT);
    }

    /** Asks the network who else has it. */
    @PostMapping("/{id}/sources")
    Download look(@PathVariable long id, @AuthenticationPrincipal Person person) {
        downloads.lookForSources(person, id).ifPresent(why -> {
            throw new ConflictException("said.download.look." + why);
        });
        return shown(downloads.view(person, id));
    }

    @PostMapping("/{id}/cancel")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable long id, @AuthenticationPrincipal Person person) {
        if (!downloads.cancel(person, id)) {
            throw new ConflictException("api.problem.download-state");
        }
    }

    /** As cancel, but what was fetched stays. */
    @PostMapping("/{id}/keep")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void keep(@PathVariable long id, @AuthenticationPrincipal Person person) {
        if (!downloads.keep(person, id)) {
            throw new ConflictException("api.problem.download-state");
        }
    }

    private Download done(boolean obeyed, long id, Person person) {
        if (!obeyed) {
            throw new ConflictException("api.problem.download-state");
        }
        return shown(downloads.view(person, id));
    }

    private static Download shown(DownloadView download) {
        var finished = download.state() == DownloadView.State.DONE ? download.path() : null;
        var nextTry = download.nextTry();
        return new Download(
                download.id(),
                download.content().map(Object::toString).orElse(null),
                download.name(),
                download.size(),
                download.state().name().toLowerCase(Locale.ROOT),
                download.written(),
                download.verified(),
                download.rate(),
                download.sources().size(),
                finished == null ? null : finished.toString(),
                download.reason(),
                download.detail(),
                text(nextTry),
                download.sources().stream().flatMap(source -> queue(source).stream()).toList(),
                new Looking(text(download.looking().last()), download.looking().found(), text(download.looking().next())),
                key(download.priority()),
                download.unvouched());
    }

    private static Optional<Queue> queue(SourceView source) {
        return Optional.ofNullable(source.inLine())
                .map(inLine -> new Queue(
                        source.address().toString(),
                        inLine.position(),
                        inLine.length().isPresent() ? inLine.length().getAsInt() : null,
                        text(inLine.eta()),
                        text(source.nextTry()),
                        inLine.lasting()));
    }

    private static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }
}
