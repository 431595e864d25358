package filbert.api;

import filbert.household.HouseholdDownloads;
import filbert.household.Person;
import filbert.household.Role;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What came of downloads that were removed. */
@RestController
@Least(Role.MEMBER)
@Fetches
@RequestMapping("/api/v1/downloads/kept")
final class KeptPartsApi {
    private final HouseholdDownloads downloads;

    KeptPartsApi(HouseholdDownloads downloads) {
        this.downloads = downloads;
    }

    /** {@code written} bytes of {@code size} are there, {@code since} then; of one that is {@code unvouched} {@code sha1} is a name and no hash. */
    record Part(String sha1, long person, String name, long size, long written, String since, boolean unvouched) {}

    /** One's own; for owners everybody's. */
    @GetMapping
    List<Part> list(@AuthenticationPrincipal Person person) {
        downloads.requireFetching(person);
        return downloads.kept(person).stream()
                .map(part -> new Part(part.sha1().base32(), part.person(), part.name(), part.size(), part.written(), part.since().toString(), part.unvouched()))
                .toList();
    }

    @DeleteMapping("/{sha1}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String sha1, @AuthenticationPrincipal Person person) {
        if (!downloads.discard(person, sha1)) {
            throw new ConflictException("api.problem.download-state");
        }
    }
}
