package filbert.household;

/**
 * What a person may fetch; 0 for no limit.
 *
 * @param active downloads at work at the same time
 * @param weekMebibytes of files, from Monday to Monday
 * @param kibibytes a second, of all downloads together
 */
public record Limits(int active, int weekMebibytes, int kibibytes) {
    public static final Limits NONE = new Limits(0, 0, 0);
    public static final int MOST_ACTIVE = 100; // as many as there can be places
    public static final int MOST_MEBIBYTES = 100_000_000; // a week: more than any line brings
    public static final int MOST_KIBIBYTES = 10_000_000; // a second: ten times the quickest line of a house

    long weekBytes() {
        return (long) weekMebibytes << 20;
    }

    long bytesPerSecond() {
        return (long) kibibytes << 10;
    }
}
