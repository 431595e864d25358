package filbert.web.library;

import filbert.sharing.library.SharedFolder;
import filbert.web.Figures;
import filbert.web.LiveRow;
import filbert.web.MessageKey;
import filbert.web.Moment;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A shared folder in a list.
 *
 * @param state message key
 * @param mood how the state looks: {@code good}, {@code bad}, {@code info}
 * @param busy it is read or hashed, or waits for that
 */
record FolderRow(
        long folder,
        String alias,
        String path,
        String visibility,
        String files,
        String size,
        String state,
        String mood,
        boolean busy,
        String excludes,
        @Nullable Moment lastScan)
        implements LiveRow {

    static FolderRow of(SharedFolder folder, Instant now) {
        return new FolderRow(
                folder.id(),
                folder.alias(),
                folder.path().toString(),
                folder.visibility().name().toLowerCase(Locale.ROOT),
                Figures.count(folder.files()),
                Figures.size(folder.bytes()),
                MessageKey.below("library.folder.", folder.state()),
                switch (folder.state()) {
                    case "ready" -> "good";
                    case "missing", "unreadable", "hanging" -> "bad";
                    default -> "info";
                },
                List.of("new", "scanning", "hashing").contains(folder.state()),
                String.join("\n", folder.excludes()),
                Moment.ofNullable(folder.lastScan(), now));
    }

    @Override
    public String id() {
        return "folder-" + folder;
    }
}
