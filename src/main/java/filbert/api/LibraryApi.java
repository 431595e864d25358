package filbert.api;

import filbert.household.HouseholdLibrary;
import filbert.household.Person;
import filbert.household.Role;
import filbert.household.statistics.HouseholdStatistics;
import filbert.sharing.library.FilesQuery;
import filbert.sharing.library.SharedFile;
import filbert.sharing.library.SharedFolder;
import filbert.sharing.library.Visibility;
import filbert.web.content.Delivery;
import filbert.web.content.Offer;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

@RestController
@Least(Role.GUEST)
@RequestMapping("/api/v1/library")
final class LibraryApi {
    private static final String TOTAL = "X-Total-Count";
    private static final String PROBLEM = "folder.problem.";

    private final HouseholdLibrary library;
    private final HouseholdStatistics statistics;

    private final Delivery delivery;

    LibraryApi(HouseholdLibrary library, HouseholdStatistics statistics, Delivery delivery) {
        this.library = library;
        this.statistics = statistics;
        this.delivery = delivery;
    }

    /** @param visibility {@code network, household} (default) or {@code private} */
    record NewFolder(@Nullable String path, @Nullable String visibility, @Nullable List<String> excludes) {}

    record Folder(
            long id,
            String path,
            String alias,
            String visibility,
            List<String> excludes,
            long files,
            long bytes,
            String state) {}

    /** @param lastAsked the day on which the network was last served it; null when that is not known, or longer ago than figures are kept */
    record File(
            long id,
            long folder,
            String name,
            String path,
            long size,
            String visibility,
            @Nullable String sha1,
            @Nullable String tigerRoot,
            @Nullable LocalDate lastAsked) {}

    @GetMapping("/folders")
    List<Folder> folders(@AuthenticationPrincipal Person person) {
        return library.view(person).folders().stream().map(LibraryApi::shown).toList();
    }

    @PostMapping("/folders")
    @Least(Role.OWNER)
    ResponseEntity<Folder> add(@RequestBody NewFolder wanted, @AuthenticationPrincipal Person person) {
        var excludes = wanted.excludes() == null ? List.<String>of() : wanted.excludes();
        try {
            var added = shown(library.add(person, path(wanted.path()), visibility(wanted.visibility()), excludes));
            return ResponseEntity.created(URI.create("folders/" + added.id())).body(added);
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(PROBLEM + refused.getMessage(), refused);
        }
    }

    /** @param visibility {@code network, household} or {@code private}; what is left out becomes what it is for a new folder */
    record Changed(@Nullable String visibility, @Nullable List<String> excludes) {}

    @PutMapping("/folders/{id}")
    @Least(Role.OWNER)
    Folder change(@PathVariable long id, @RequestBody Changed wanted, @AuthenticationPrincipal Person person) {
        var excludes = wanted.excludes() == null ? List.<String>of() : wanted.excludes();
        var visibility = visibility(wanted.visibility());
        try {
            return shown(library.change(person, id, visibility, excludes));
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(PROBLEM + refused.getMessage(), refused);
        }
    }

    @DeleteMapping("/folders/{id}")
    @Least(Role.OWNER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable long id, @AuthenticationPrincipal Person person) {
        library.remove(person, id);
    }

    @PostMapping("/folders/{id}/rescan")
    @Least(Role.OWNER)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void rescan(@PathVariable long id, @AuthenticationPrincipal Person person) {
        library.rescan(person, id);
    }

    /** Stops reading and hashing until the folder is looked at again. */
    @PostMapping("/folders/{id}/cancel")
    @Least(Role.OWNER)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void cancel(@PathVariable long id, @AuthenticationPrincipal Person person) {
        library.cancel(person, id);
    }

    /** One page of at most {@value FilesQuery#PAGE_SIZE}; the header X-Total-Count says how many match in all. */
    @GetMapping("/files")
    ResponseEntity<List<File>> files(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "0") long folder,
            @RequestParam(defaultValue = "") String path,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "name") String sort,
            @RequestParam(defaultValue = "1") int page,
            @AuthenticationPrincipal Person person) {
        var found = library.files(person, FilesQuery.asked(person.id(), folder, q, type, sort, page).below(path));
        var asked = statistics.lastAsked(person, found.files().stream().flatMap(file -> file.hashed().stream()).map(SharedFile.Hashes::sha1).toList());
        return ResponseEntity.ok()
                .header(TOTAL, Long.toString(found.total()))
                .body(found.files().stream().map(file -> shown(file, file.hashed().map(hashed -> asked.get(hashed.sha1())).orElse(null))).toList());
    }

    @PostMapping("/files/{id}/rehash")
    @Least(Role.OWNER)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void rehash(@PathVariable long id, @AuthenticationPrincipal Person person) {
        library.rehash(person, id);
    }

    /** As the page has it. */
    @GetMapping("/files/{id}/content")
    Mono<Void> content(@PathVariable long id, @AuthenticationPrincipal Person person, ServerWebExchange exchange) {
        return delivery.send(exchange, () -> Offer.of(library, person, id));
    }

    private static Path path(@Nullable String text) {
        if (text == null || text.isBlank()) {
            throw new BadRequestException("api.problem.path-missing");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("absent", e);
        }
    }

    private static Visibility visibility(@Nullable String text) {
        if (text == null) {
            return Visibility.HOUSEHOLD;
        }
        try {
            return Visibility.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("api.problem.visibility", e);
        }
    }

    private static Folder shown(SharedFolder folder) {
        return new Folder(
                folder.id(),
                folder.path().toString(),
                folder.alias(),
                folder.visibility().name().toLowerCase(Locale.ROOT),
                folder.excludes(),
                folder.files(),
                folder.bytes(),
                folder.state());
    }

    private static File shown(SharedFile file, @Nullable LocalDate asked) {
        return new File(
                file.id(),
                file.folder(),
                file.name(),
                file.relative(),
                file.size(),
                file.visibility().name().toLowerCase(Locale.ROOT),
                file.hashed().map(hashes -> hashes.sha1().base32()).orElse(null),
                file.hashed().map(hashes -> hashes.tigerRoot().base32()).orElse(null),
                asked);
    }
}
