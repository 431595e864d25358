package filbert.api;

import filbert.household.HouseholdLibrary;
import filbert.household.Person;
import filbert.household.Role;
import filbert.sharing.library.FolderCheck;
import filbert.sharing.library.FolderListing;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Folders of the machine that could be shared. */
@RestController
@Least(Role.OWNER)
@RequestMapping("/api/v1/library/folders")
final class FoldersApi {
    private static final String ABSENT = "folder.problem.absent";

    private final HouseholdLibrary library;

    FoldersApi(HouseholdLibrary library) {
        this.library = library;
    }

    record Asked(@Nullable String path) {}

    /**
     * @param problem why it cannot be shared, or empty
     * @param advice the command to type when it is not writable, or empty
     * @param uid of Filbert itself; -1 where the system has none
     * @param types how many files of a kind, of {@code looked} that were looked at
     */
    record Checked(
            String path,
            String problem,
            boolean writable,
            String advice,
            long uid,
            long gid,
            String owner,
            long free,
            Map<String, Integer> types,
            int looked,
            List<String> samples,
            List<String> warnings) {
        static Checked of(FolderCheck check) {
            return new Checked(
                    check.path().toString(),
                    check.problem(),
                    check.writable(),
                    check.advice(),
                    check.uid(),
                    check.gid(),
                    check.owner(),
                    check.freeBytes(),
                    check.filesByType(),
                    check.looked(),
                    check.samples(),
                    check.warnings());
        }
    }

    /** @param up the folder around it; null at the top. @param more there are others that are not named */
    record Listed(String at, @Nullable String up, List<String> folders, boolean more) {
        static Listed of(FolderListing listing) {
            return new Listed(
                    listing.at().toString(), listing.up().map(Path::toString).orElse(null), listing.folders().stream().map(Path::toString).toList(), listing.more());
        }
    }

    /** Writes a file into it and takes it away again; nothing is shared. */
    @PostMapping("/check")
    Checked check(@RequestBody Asked asked, @AuthenticationPrincipal Person person) {
        if (asked.path() == null || asked.path().isBlank()) {
            throw new BadRequestException("api.problem.path-missing");
        }
        return Checked.of(library.check(person, path(asked.path().strip())));
    }

    /** The folders in one of the machine. */
    @GetMapping("/choices")
    Listed choices(@RequestParam(defaultValue = "/") String path, @AuthenticationPrincipal Person person) {
        return Listed.of(library.listing(person, path(path.strip())));
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(ABSENT, e);
        }
    }
}
