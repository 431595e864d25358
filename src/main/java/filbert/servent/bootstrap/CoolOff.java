package filbert.servent.bootstrap;

import java.time.Duration;

/** How long a host is left alone after it sent us away (1-connect, 3.7 and 5.4). */
public final class CoolOff {
    private static final Duration SHORT = Duration.ofMinutes(10);
    private static final Duration BUSY = Duration.ofMinutes(30);
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration OUR_DEFECT = Duration.ofHours(12);

    private static final int REMOVED_BY_PERSON = 201;
    private static final int CHANGED_ROLE = 203;

    private CoolOff() {}

    /** @param code of a refused handshake */
    public static Duration afterRefusal(int code) {
        return switch (code) {
            case 409 -> SHORT;
            case 403, 406, 429 -> LONG;
            case 501, 505, 550, 577 -> OUR_DEFECT;
            default -> BUSY; // 503 above all; 204, a shielded leaf; 400, 401, 404, 413: take it for unstable
        };
    }

    /** @param code of a Bye */
    public static Duration afterBye(int code) {
        return switch (code) {
            case 202, 503 -> BUSY;
            case 401, 403, 412, 414, 415 -> OUR_DEFECT;
            default -> SHORT;
        };
    }

    /** It left without a word. */
    public static Duration afterClose() {
        return SHORT;
    }

    /** @param code of the Bye we said */
    public static Duration afterOurBye(int code) {
        return switch (code) {
            case REMOVED_BY_PERSON -> LONG;
            case CHANGED_ROLE -> Duration.ZERO; // nothing is wrong with it: we come back as what we are now
            default -> afterBye(code);
        };
    }
}
