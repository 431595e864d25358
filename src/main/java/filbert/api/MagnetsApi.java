package filbert.api;

import filbert.household.HouseholdDownloads;
import filbert.household.HouseholdLibrary;
import filbert.household.Person;
import filbert.household.Role;
import filbert.identity.TigerRoot;
import filbert.sharing.download.Magnet;
import filbert.sharing.download.MagnetLink;
import filbert.sharing.library.SharedFile;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a magnet link means, before anything is fetched. */
@RestController
@Least(Role.MEMBER)
@Fetches
@RequestMapping("/api/v1/downloads/magnet")
final class MagnetsApi {
    private final HouseholdDownloads downloads;
    private final HouseholdLibrary library;

    MagnetsApi(HouseholdDownloads downloads, HouseholdLibrary library) {
        this.downloads = downloads;
        this.library = library;
    }

    record Asked(@Nullable String magnet) {}

    /** @param free bytes where the files would go, -1 when nobody can tell */
    record Meant(List<Named> files, List<String> keywords, List<String> unused, List<Fault> faults, String folder, long free) {}

    /** @param size -1 where the link does not say. @param here the same content in the library, as far as the caller may see it */
    record Named(String sha1, @Nullable String tigerRoot, String name, long size, int sources, @Nullable Long here) {
        static Named of(Magnet file, Optional<SharedFile> here) {
            return new Named(
                    file.sha1().base32(),
                    file.tigerRoot().map(TigerRoot::base32).orElse(null),
                    file.name(),
                    file.size(),
                    file.sources().size(),
                    here.map(SharedFile::id).orElse(null));
        }
    }

    record Fault(String part, String why) {}

    /** Asks nobody and fetches nothing. */
    @PostMapping
    Meant look(@RequestBody Asked asked, @AuthenticationPrincipal Person person) {
        downloads.requireFetching(person);
        if (asked.magnet() == null || asked.magnet().isBlank()) {
            throw new BadRequestException("api.problem.magnet-missing");
        }
        var link = MagnetLink.read(asked.magnet().strip());
        if (link.files().isEmpty() && link.keywords().isEmpty()) {
            throw new IllegalArgumentException("magnet.unsupported");
        }
        var destination = downloads.destination(person);
        return new Meant(
                link.files().stream().map(file -> Named.of(file, library.bySha1(person, file.sha1().base32()))).toList(),
                link.keywords(),
                link.unused(),
                link.faults().stream().map(fault -> new Fault(fault.part(), Word.of(fault.why()))).toList(),
                destination.folder().toString(),
                destination.free());
    }
}
