package filbert.sharing.download;

import java.time.Instant;
import java.util.Optional;

/** What each person may fetch. Called on the owner, for every few bytes: must not block. */
public interface Allowances {
    /** Everybody as much as there is. */
    Allowances UNLIMITED = new Allowances() {
        @Override
        public Allowance of(long person) {
            return Allowance.UNLIMITED;
        }

        @Override
        public void took(long person, long bytes) {}
    };

    /** As it stands; may be another at any time. */
    Allowance of(long person);

    /** Bytes of files came for this person. */
    void took(long person, long bytes);

    /**
     * One person's.
     *
     * @param active downloads at work at the same time; 0: as many as there are places
     * @param bytesPerSecond of all downloads together; 0: as many as there are
     * @param exhaustedUntil when there are some again, if all are used up
     */
    record Allowance(int active, long bytesPerSecond, Optional<Instant> exhaustedUntil) {
        static final Allowance UNLIMITED = new Allowance(0, 0, Optional.empty());

        public Allowance {
            if (active < 0 || bytesPerSecond < 0) {
                throw new IllegalArgumentException(active + " downloads, " + bytesPerSecond + " bytes per second");
            }
        }
    }
}
