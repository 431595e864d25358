package filbert.api;

import filbert.household.HouseholdLibrary;
import filbert.household.Person;
import filbert.household.Role;
import filbert.sharing.library.NotMovedException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Files of the library that go into another shared folder. */
@RestController
@Least(Role.OWNER)
@RequestMapping("/api/v1/library")
final class FileMovesApi {
    private static final String PROBLEM = "move.problem.";

    private final HouseholdLibrary library;

    FileMovesApi(HouseholdLibrary library) {
        this.library = library;
    }

    /** @param folder id of a shared one; {@code below} a folder within it, such as {@code album/cd 1}, made when it is not there */
    record Wanted(@Nullable Long folder, @Nullable String below) {}

    /** Where it is after the call: still in its old place while it is copied to another volume. */
    record Where(long id, long folder, String name, String path, String visibility) {}

    /** @param done bytes copied, of {@code size}; {@code problem} why it failed, or empty */
    record UnderWay(String name, long done, long size, String problem) {}

    @PostMapping("/files/{id}/move")
    ResponseEntity<Where> move(@PathVariable long id, @RequestBody Wanted wanted, @AuthenticationPrincipal Person person) {
        if (wanted.folder() == null) {
            throw new BadRequestException("api.problem.folder-missing");
        }
        try {
            var moved = library.move(person, id, wanted.folder(), Objects.requireNonNullElse(wanted.below(), ""));
            return ResponseEntity.status(moved == HouseholdLibrary.Moved.THERE ? HttpStatus.OK : HttpStatus.ACCEPTED).body(where(person, id));
        } catch (NotMovedException refused) {
            throw new IllegalArgumentException(PROBLEM + refused.getMessage(), refused);
        }
    }

    private Where where(Person person, long id) {
        var file = library.file(person, id);
        return new Where(id, file.folder(), file.name(), file.relative(), Word.of(file.visibility()));
    }

    /** One's own: those that are copied or wait, then those that failed. */
    @GetMapping("/moves")
    List<UnderWay> moves(@AuthenticationPrincipal Person person) {
        return library.moves(person).stream()
                .map(move -> new UnderWay(move.name(), move.done(), move.size(), move.problem().isEmpty() ? "" : PROBLEM + move.problem()))
                .toList();
    }
}
