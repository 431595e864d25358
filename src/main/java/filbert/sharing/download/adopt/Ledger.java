package filbert.sharing.download.adopt;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What a program wrote down of all its unfinished files, beside them. */
sealed interface Ledger permits GtkDatabase, LimeDownloads {
    /** Does it tell of this file, which has so many bytes? */
    boolean tellsOf(Path file, long length);

    /** By its name. Empty for any other file, and when it cannot be understood. */
    static Optional<Ledger> read(Path path) throws IOException {
        if (path.endsWith(GtkDatabase.NAME)) {
            return GtkDatabase.read(path).map(Ledger.class::cast);
        }
        return LimeDownloads.named(path) ? LimeDownloads.read(path).map(Ledger.class::cast) : Optional.empty();
    }
}
