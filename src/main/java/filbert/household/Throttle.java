package filbert.household;

/** The network as far as its width goes. Any thread; nothing blocks. */
public interface Throttle {
    void limit(Profile.Limits limits);

    /** Bytes that left for other servents since the start, whatever they were. */
    long sent();

    /** Likewise, bytes that came in. */
    long received();
}
