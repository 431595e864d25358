package filbert.servent.bootstrap;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may be asked for hosts, and how it went (1-connect, 8.3 and 8.4).
 *
 * @param name {@code host:port} of a UDP host cache, or the address of a web cache
 * @param listed by settings; the others were learnt
 * @param hosts told with the last answer
 * @param failures in a row
 */
public record HostSource(
        Kind kind, String name, boolean listed, @Nullable Instant lastAsked, @Nullable Instant lastAnswered, int hosts, int failures) {
    /** After so many a listed one is left alone for a day (1-connect, 8.4). */
    public static final int MOST_FAILURES = 3;

    public enum Kind {
        UDP,
        WEB
    }

    static HostSource unasked(Kind kind, String name, boolean listed) {
        return new HostSource(kind, name, listed, null, null, 0, 0);
    }

    HostSource askedAt(Instant now) {
        return new HostSource(kind, name, listed, now, lastAnswered, hosts, failures);
    }

    HostSource answeredAt(Instant now, int told) {
        return new HostSource(kind, name, listed, lastAsked, now, told, 0);
    }

    HostSource failedAgain() {
        return new HostSource(kind, name, listed, lastAsked, lastAnswered, hosts, failures + 1);
    }
}
