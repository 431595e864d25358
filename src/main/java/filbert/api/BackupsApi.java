package filbert.api;

import filbert.household.Person;
import filbert.household.Role;
import filbert.operations.BackupContent;
import filbert.operations.BackupDesk;
import filbert.operations.BackupView;
import filbert.operations.Relocation;
import filbert.operations.Restored;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
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

/** Backups of the database: for the owner. */
@RestController
@Least(Role.OWNER)
@RequestMapping("/api/v1/backups")
final class BackupsApi {
    private final BackupDesk backups;

    BackupsApi(BackupDesk backups) {
        this.backups = backups;
    }

    record Backup(String name, String kind, Instant at, long bytes) {
        static Backup of(BackupView view) {
            return new Backup(view.name(), view.kind().word(), view.at(), view.bytes());
        }
    }

    /** @param lastRestored null when none was put back yet; its {@code problem} is a message key below {@code backup.problem.}, or empty */
    record Backups(List<Backup> backups, @Nullable Restored lastRestored, long databaseBytes) {}

    /** Newest first. */
    @GetMapping
    Backups list(@AuthenticationPrincipal Person person) {
        return new Backups(
                backups.list(person).stream().map(Backup::of).toList(), backups.lastRestored(person).orElse(null), backups.databaseBytes(person));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Backup make(@AuthenticationPrincipal Person person) {
        return Backup.of(backups.make(person));
    }

    /** The body is a backup from elsewhere, whatever its media type. */
    @PutMapping
    @ResponseStatus(HttpStatus.CREATED)
    Backup take(ServerHttpRequest request, @AuthenticationPrincipal Person person) {
        try (var body = DataBufferUtils.subscriberInputStream(request.getBody(), 1)) {
            return Backup.of(backups.take(person, body));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // cannot be: closing it closes nothing
        }
    }

    record Place(String kind, String from, String to, boolean there) {}

    record Content(int step, boolean newer, List<String> people, Map<String, Long> rows, List<Place> places, int files, int filesMoved) {}

    /** @param move what would lie elsewhere: {@code /old/place=/new/place}, any number of times */
    @GetMapping("/{name}")
    Content content(@PathVariable String name, @RequestParam(required = false) @Nullable String[] move, @AuthenticationPrincipal Person person) {
        var preview = backups.preview(person, name, Relocation.parse(move == null ? List.of() : List.of(move)));
        BackupContent content = preview.content();
        var places = preview.places().stream().map(one -> new Place(one.kind(), one.from(), one.to(), one.there())).toList();
        return new Content(content.step(), content.newer(), content.people(), content.rows(), places, preview.files(), preview.filesMoved());
    }

    @GetMapping("/{name}/file")
    ResponseEntity<Resource> file(@PathVariable String name, @AuthenticationPrincipal Person person) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name).build().toString())
                .contentType(MediaType.parseMediaType("application/gzip"))
                .body(new FileSystemResource(backups.file(person, name)));
    }

    record Order(@Nullable List<String> moves) {}

    /** Filbert ends and starts again with it. */
    @PostMapping("/{name}/restore")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void restore(@PathVariable String name, @RequestBody(required = false) @Nullable Order order, @AuthenticationPrincipal Person person) {
        backups.restore(person, name, Relocation.parse(order == null || order.moves() == null ? List.of() : order.moves()));
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String name, @AuthenticationPrincipal Person person) {
        backups.remove(person, name);
    }

    record Compacted(long before, long after, long milliseconds) {}

    /** Makes the file of the database smaller. */
    @PostMapping("/compact")
    Compacted compact(@AuthenticationPrincipal Person person) {
        var done = backups.compact(person);
        return new Compacted(done.before(), done.after(), done.took().toMillis());
    }
}
