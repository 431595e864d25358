package filbert.operations;

import java.time.Instant;
import java.util.Locale;

/**
 * One backup.
 *
 * @param name of its file: {@code filbert-2026-11-21.sql.gz} or {@code filbert-2026-11-21-143005-made.sql.gz}
 * @param at the moment it says what the house was like; of one that was brought here, when it was
 */
public record BackupView(String name, Kind kind, Instant at, long bytes) {
    /** How a backup came about. */
    public enum Kind {
        DAILY,
        /** Somebody wanted one. */
        MADE,
        /** Before the tables were changed for a newer Filbert. */
        UPGRADE,
        /** Before another was put back. */
        RESTORE,
        /** Comes from elsewhere. */
        BROUGHT;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
