package filbert.sharing.download;

/**
 * What a host says when it is asked by datagram, before anybody calls it: a reason to ask one before the other, and no proof of anything.
 *
 * @param has some of it
 * @param partial not all of it
 * @param waiting so many stand in its line; negative for so many free slots
 */
public record Sounding(boolean has, boolean partial, int waiting) {
    /** The lower, the sooner it is worth a call (3-transfer, 3.8.3: "free slots, partial"): who has a part leaves those who have all to others. */
    int rank() {
        if (!has) {
            return UNKNOWN + 1;
        }
        return waiting < 0 ? (partial ? 0 : 1) : 2;
    }

    static final int UNKNOWN = 3;
}
