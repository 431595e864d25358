package filbert.web.library;

import filbert.sharing.library.FolderCheck;
import filbert.web.Figures;
import filbert.web.MessageKey;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What was found when a folder was tried.
 *
 * @param problem message key, or empty
 * @param files how many were seen
 */
record CheckView(
        String path,
        String problem,
        boolean writable,
        String advice,
        String process,
        String owner,
        String free,
        List<TypeCount> types,
        int files,
        List<String> samples,
        List<String> warnings) {

    /** @param type message key of a kind of file */
    record TypeCount(String type, String count) {}

    static CheckView of(FolderCheck check) {
        return new CheckView(
                check.path().toString(),
                MessageKey.below("folder.problem.", check.problem()),
                check.writable(),
                check.advice(),
                check.uid() < 0 ? "" : check.uid() + ":" + check.gid(),
                check.owner(),
                Figures.size(check.freeBytes()),
                check.filesByType().entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                        .map(entry -> new TypeCount("type." + entry.getKey(), Figures.count(entry.getValue())))
                        .toList(),
                check.looked(),
                check.samples(),
                check.warnings().stream()
                        .map(warning -> MessageKey.below("folder.warning.", warning))
                        .toList());
    }
}
