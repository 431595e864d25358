package filbert.api;

import filbert.household.HouseholdDownloads;
import filbert.household.Person;
import filbert.household.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where one download goes. */
@RestController
@Least(Role.MEMBER)
@Fetches
@RequestMapping("/api/v1/downloads/{id}/folder")
final class DownloadFolderApi {
    private final HouseholdDownloads downloads;

    DownloadFolderApi(HouseholdDownloads downloads) {
        this.downloads = downloads;
    }

    /** {@code folder} is where it goes now, {@code allowed} where it may be sent, its person's own folder first. */
    record Folder(String folder, List<String> allowed) {}

    /** One of those allowed, or the name of a folder right {@code below} its person's own, made when it is not there. */
    record Sending(@Nullable String folder, @Nullable String below) {}

    @GetMapping
    Folder folder(@PathVariable long id, @AuthenticationPrincipal Person person) {
        downloads.requireFetching(person);
        var allowed = downloads.places(person, id).stream().map(Path::toString).toList();
        return new Folder(downloads.destination(person, id).folder().toString(), allowed);
    }

    @PutMapping
    Folder send(@PathVariable long id, @RequestBody Sending sending, @AuthenticationPrincipal Person person) {
        var folder = Objects.requireNonNullElse(sending.folder(), "");
        if (!downloads.send(person, id, folder, Objects.requireNonNullElse(sending.below(), ""))) {
            throw new ConflictException("api.problem.download-state");
        }
        return folder(id, person);
    }
}
