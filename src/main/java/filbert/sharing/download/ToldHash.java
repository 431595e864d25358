package filbert.sharing.download;

import filbert.identity.Sha1;

/** What a host said when it was asked for the hash of a file it had offered without one. */
public sealed interface ToldHash {
    /** It names one, and no other size than it did before. From here on the file is one like all others: its bytes will be checked. */
    record Told(Sha1 sha1) implements ToldHash {}

    record Untold(Why why) implements ToldHash {}

    /** Why nothing is known; what says most comes first. */
    enum Why {
        /** It answered, and names no hash, or several. */
        NO_HASH("no-hash-told"),
        /** It has no such file any more. */
        GONE("gone"),
        /** What it has there now has another size. */
        ANOTHER_SIZE("another-size"),
        UNREACHED("unreached"),
        /** It lets nobody ask now, or we may not ask it. */
        BUSY("busy");

        private final String key;

        Why(String key) {
            this.key = key;
        }

        /** For messages. */
        public String key() {
            return key;
        }
    }
}
