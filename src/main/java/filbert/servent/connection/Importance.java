package filbert.servent.connection;

import filbert.wire.message.Header;

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
    private static final int PUSH = 5;
    private static final int HIT = 4;
    private static final int PONG = 3;
    private static final int QUERY = 2;
    private static final int PING = 1;

    private Importance() {}

    static int of(int type, int hops) {
        var step = Math.min(hops, STEPS - 1);
        return switch (type) {
            case Header.PING -> PING * STEPS + STEPS - 1 - step;
            case Header.QUERY -> QUERY * STEPS + STEPS - 1 - step;
            case Header.PONG -> PONG * STEPS + step;
            case Header.QUERY_HIT -> HIT * STEPS + step;
            case Header.PUSH -> PUSH * STEPS + step;
            case Header.QRP -> TABLE * STEPS;
            case Header.VENDOR, Header.VENDOR_STANDARD -> CONTROL * STEPS + 1;
            case Header.BYE -> URGENT * STEPS;
            default -> 0;
        };
    }

    /** Of the answer to an alive ping, which overtakes everything queued (1-connect, 3.9). */
    static int urgent() {
        return URGENT * STEPS;
    }

    static boolean isUrgent(int rank) {
        return rank >= CONTROL * STEPS + 1;
    }
}
