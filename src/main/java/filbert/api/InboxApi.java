package filbert.api;

import filbert.household.Person;
import filbert.household.Role;
import filbert.household.telling.HouseholdInbox;
import filbert.household.telling.Told;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What somebody was told. */
@RestController
@Least(Role.GUEST)
@RequestMapping("/api/v1/inbox")
final class InboxApi {
    private static final int ALL = 200; // as many as are kept

    private final HouseholdInbox inbox;

    InboxApi(HouseholdInbox inbox) {
        this.inbox = inbox;
    }

    record Entry(long id, Instant at, String kind, String cause, String subject, int count, String link, boolean unread) {
        static Entry of(Told told) {
            var notice = told.notice();
            return new Entry(told.id(), told.at(), notice.kind().key(), notice.cause(), notice.subject(), notice.count(), notice.link(), told.unread());
        }
    }

    record Content(int unread, List<Entry> entries) {}

    /** Newest first. */
    @GetMapping
    Content list(@AuthenticationPrincipal Person person) {
        return new Content(inbox.unread(person), inbox.list(person, 0, ALL).stream().map(Entry::of).toList());
    }

    @PostMapping("/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void readAll(@AuthenticationPrincipal Person person) {
        inbox.readAll(person);
    }

    /** What has been read goes. */
    @PostMapping("/clear")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void clear(@AuthenticationPrincipal Person person) {
        inbox.clear(person);
    }

    @PostMapping("/{id:\\d+}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(@PathVariable long id, @AuthenticationPrincipal Person person) {
        inbox.read(person, id);
    }

    @DeleteMapping("/{id:\\d+}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable long id, @AuthenticationPrincipal Person person) {
        inbox.remove(person, id);
    }
}
