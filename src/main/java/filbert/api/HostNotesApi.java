package filbert.api;

import filbert.household.HostNotes;
import filbert.household.Person;
import filbert.household.Role;
import filbert.identity.HostAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What somebody noted about hosts, for themselves. Members and the owner. */
@RestController
@Least(Role.MEMBER)
@RequestMapping("/api/v1/hosts")
final class HostNotesApi {
    private final HostNotes notes;

    HostNotesApi(HostNotes notes) {
        this.notes = notes;
    }

    record Noted(String address, String note) {}

    /** @param note empty for none */
    record Note(@Nullable String note) {}

    @GetMapping("/notes")
    List<Noted> all(@AuthenticationPrincipal Person person) {
        return notes.all(person).entrySet().stream().map(one -> new Noted(one.getKey(), one.getValue())).toList();
    }

    @GetMapping("/{address}/note")
    Note show(@PathVariable String address, @AuthenticationPrincipal Person person) {
        return new Note(notes.of(person, host(address)));
    }

    @PutMapping("/{address}/note")
    Note write(@PathVariable String address, @RequestBody Note note, @AuthenticationPrincipal Person person) {
        notes.write(person, host(address), Objects.requireNonNullElse(note.note(), ""));
        return show(address, person);
    }

    @DeleteMapping("/{address}/note")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String address, @AuthenticationPrincipal Person person) {
        notes.write(person, host(address), "");
    }

    private static InetAddress host(String text) {
        return HostAddress.parse(text).orElseThrow(() -> new BadRequestException("api.problem.host")).ip();
    }
}
