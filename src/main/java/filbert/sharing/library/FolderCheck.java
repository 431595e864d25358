package filbert.sharing.library;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a folder would mean, found by really looking and really writing (set-up, UI.md).
 *
 * @param problem message key below {@code folder.problem.}, or empty: {@code relative, absent, not-a-folder, unreadable, overlaps, system}
 * @param writable a file was created, synced and removed again
 * @param advice the command to type when it is not, or empty
 * @param uid of this process; -1 where the system has none
 * @param filesByType counts of what would be seen, by type, of at most {@code looked} files looked at
 * @param samples a few names
 * @param warnings message keys below {@code folder.warning.}: {@code documents, mail, keys, backups, camera, root}
 */
public record FolderCheck(
        Path path,
        String problem,
        boolean writable,
        String advice,
        long uid,
        long gid,
        String owner,
        long freeBytes,
        Map<String, Integer> filesByType,
        int looked,
        List<String> samples,
        List<String> warnings) {}
