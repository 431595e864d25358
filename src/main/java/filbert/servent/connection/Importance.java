package filbert.servent.connection;

import filbert.wire.message.Header;
import filbert.wire.message.Vendor;
import filbert.wire.vendor.VendorMessage;

/**
 * How much a queued message matters, as one number: the highest goes out first, the lowest is dropped first (1-connect, 5.1). Sixteen ranks per
 * class: pings, queries and tables that have come far matter less than young ones; hits, pushes and pongs that have come far have cost more
 * and matter more.
 */
final class Importance {
    static final int RANKS = 160;

    private static final int STEPS = 16;
    private static final int URGENT = 9;
    private static final int CONTROL = 8;
    private static final int TABLE = 8;
    private static final int NOTICE = 7;
    private static final int RECEIPT = 6;
    private static final int PUSH = 5;
    private static final int HIT = 4;
    private static final int PONG = 3;
    private static final int QUERY = 2;
    private static final int PING = 1;

    private Importance() {}

    /** Of anything but vendor messages. */
    static int of(int type, int hops) {
        var step = Math.min(hops, STEPS - 1);
        return switch (type) {
            case Header.PING -> PING * STEPS + STEPS - 1 - step;
            case Header.QUERY -> QUERY * STEPS + STEPS - 1 - step;
            case Header.PONG -> PONG * STEPS + step;
            case Header.QUERY_HIT -> HIT * STEPS + step;
            case Header.PUSH -> PUSH * STEPS + step;
            case Header.QRP -> TABLE * STEPS;
            case Header.BYE -> URGENT * STEPS;
            default -> 0;
        };
    }

    /** Vendor messages are anything from commands to small talk. */
    static int of(Vendor message) {
        return switch (message.vendor() + "/" + message.selector()) {
            case VendorMessage.BEARSHARE + "/4", // hops flow
                    VendorMessage.BEARSHARE + "/12", // query status response
                    VendorMessage.LIMEWIRE + "/21", // push proxy request
                    VendorMessage.LIMEWIRE + "/22" -> CONTROL * STEPS + 1;
            case VendorMessage.NOBODY + "/0", VendorMessage.NOBODY + "/10", // what we read, what we can
                    VendorMessage.LIMEWIRE + "/12" -> NOTICE * STEPS; // hits out of band
            case VendorMessage.BEARSHARE + "/11", VendorMessage.LIMEWIRE + "/11" -> RECEIPT * STEPS; // query status request, claim
            case VendorMessage.LIMEWIRE + "/23" -> HIT * STEPS; // HEAD ping
            case VendorMessage.BEARSHARE + "/7", VendorMessage.GTK_GNUTELLA + "/7", VendorMessage.LIMEWIRE + "/7", VendorMessage.LIMEWIRE + "/8" ->
                PONG * STEPS; // connect back
            case VendorMessage.LIMEWIRE + "/13", VendorMessage.LIMEWIRE + "/24" -> QUERY * STEPS; // veto, HEAD pong
            case VendorMessage.LIMEWIRE + "/5" -> PING * STEPS; // crawler
            default -> 0; // push proxy cancel and the like
        };
    }

    /** Below it are pings, queries, pongs and hits: what may go in bulk when a link is stuck (1-connect, 5.1). */
    static int ofAnyPush() {
        return PUSH * STEPS;
    }

    /** Of the answer to an alive ping, which overtakes everything queued (1-connect, 3.9). */
    static int urgent() {
        return URGENT * STEPS;
    }

    static boolean isUrgent(int rank) {
        return rank >= CONTROL * STEPS + 1;
    }
}
