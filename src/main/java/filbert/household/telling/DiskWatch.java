package filbert.household.telling;

/** Tells owners when the room for downloads becomes little, once until there is plenty again. Not thread-safe. */
public final class DiskWatch {
    static final long LITTLE = 1L << 30; // bytes: as the banner of the first page
    static final long PLENTY = 2 * LITTLE;

    private final Telling telling;
    private boolean told;

    public DiskWatch(Telling telling) {
        this.telling = telling;
    }

    /** @param free bytes; below 0 when nobody can tell */
    public void look(long free) {
        if (free >= 0 && free < LITTLE && !told) {
            told = true;
            telling.tellOwners(Notice.of(Notice.Kind.DISK_FULL, free / (1 << 20) + " MB", "/downloads"));
        } else if (free > PLENTY) {
            told = false;
        }
    }
}
