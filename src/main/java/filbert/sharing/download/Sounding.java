package filbert.sharing.download;

import filbert.sharing.download.http.ByteRange;
import java.util.List;

/**
 * What a host says when it is asked by datagram, before anybody calls it: a reason to ask one before the other, and no proof of anything.
 *
 * @param waiting so many stand in its line; negative for so many free slots
 * @param firewalled nobody can call it, as far as it knows
 * @param ranges of {@link Has#PART}, if it told; empty when not
 */
public record Sounding(Has has, int waiting, boolean firewalled, List<ByteRange> ranges) {
    static final int UNKNOWN = 3;

    private static final int NO_ROOM = 127; // 3-transfer, 3.13: "127 = busy"

    /** How much of the file. */
    public enum Has {
        NOTHING,
        PART,
        ALL
    }

    boolean hasRoom() {
        return has != Has.NOTHING && waiting < 0;
    }

    /** The lower, the sooner it is worth a call (3-transfer, 3.8.3: "free slots, partial"): who has a part leaves those who have all to others. */
    int rank() {
        if (has == Has.NOTHING) {
            return UNKNOWN + 2;
        }
        if (hasRoom()) {
            return has == Has.PART ? 0 : 1;
        }
        return waiting < NO_ROOM ? 2 : UNKNOWN + 1;
    }
}
