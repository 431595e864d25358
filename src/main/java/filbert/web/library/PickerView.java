package filbert.web.library;

import filbert.sharing.library.FolderListing;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Folders to choose from.
 *
 * @param at the folder they lie in; empty for the places where people keep files
 * @param up the folder around it; null at the top
 * @param more message argument: how many are named when there are others, else 0
 */
record PickerView(String at, @Nullable String up, List<Choice> folders, int more) {

    record Choice(String name, String path) {}

    static PickerView of(FolderListing listing) {
        var top = listing.up().isEmpty();
        var named = listing.folders();
        return new PickerView(
                top ? "" : listing.at().toString(),
                listing.up().map(Path::toString).orElse(null),
                named.stream().map(folder -> new Choice(top ? folder.toString() : folder.getFileName().toString(), folder.toString())).toList(),
                listing.more() ? named.size() : 0);
    }
}
