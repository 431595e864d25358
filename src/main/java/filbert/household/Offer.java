package filbert.household;

import filbert.sharing.download.DownloadView;
import filbert.sharing.download.adopt.Finding;
import java.util.Optional;

/**
 * A leftover that was found, and what it could be to this household.
 *
 * @param download that it belongs to
 */
public record Offer(Finding finding, Fit fit, Optional<DownloadView> download) {
    /** Message keys are {@code adopt.fit.} and the key. */
    public enum Fit {
        /** A download waits for this content. */
        BY_HASH("by-hash"),
        /** One of this name and size does. */
        BY_NAME("by-name"),
        /** A single one of this size does. */
        BY_SIZE("by-size"),
        /** Its hash is known: it can become a download. */
        NEW("new"),
        /** It has been downloaded already. */
        DONE("done"),
        /** It tells no hash, and several downloads have its size. */
        SEVERAL("several"),
        /** It tells no hash, and no download has its size. */
        NO_HASH("no-hash");

        private final String key;

        Fit(String key) {
            this.key = key;
        }

        public String key() {
            return key;
        }
    }

    public boolean adoptable() {
        return switch (fit) {
            case BY_HASH, BY_NAME, BY_SIZE, NEW -> true;
            case DONE, SEVERAL, NO_HASH -> false;
        };
    }
}
