package filbert.sharing.download;

import java.time.Duration;

/** When one servent may be called again and asked again (3-transfer, 3.6.1, 3.8.3, 3.15). Owner only. */
final class Manners {
    private static final long BETWEEN_CALLS = Duration.ofSeconds(15).toNanos(); // 3-transfer, 3.8.3: "min time between connects to one host"
    private static final int CALLS_TO_STRANGERS = 2; // 3-transfer, 3.15: "≤ 2 connection attempts per address per hour unless confirmed"
    private static final long BETWEEN_REQUESTS = Duration.ofSeconds(10).toNanos(); // 3-transfer, 3.6.1: "one request per 10 s per host"
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private final Hosts hosts;
    private final HostKey key;
    private final long[] calls = new long[CALLS_TO_STRANGERS]; // when, oldest first
    private int called;
    private boolean proven;
    private long heldUntil;
    private long mayBeAskedAt;

    Manners(Hosts hosts, HostKey key) {
        this.hosts = hosts;
        this.key = key;
        heldUntil = hosts.owner().nanos();
        mayBeAskedAt = heldUntil;
    }

    long heldUntil() {
        return heldUntil;
    }

    long mayBeCalledAt() {
        var at = heldUntil;
        if (called > 0) {
            at = Math.max(at, calls[CALLS_TO_STRANGERS - 1] + BETWEEN_CALLS);
        }
        if (called >= CALLS_TO_STRANGERS && !proven && hosts.isStranger(key)) {
            at = Math.max(at, calls[0] + HOUR);
        }
        return at;
    }

    void hold(long until) {
        heldUntil = Math.max(heldUntil, until);
    }

    /** A person wants it tried at once. */
    void forgive() {
        heldUntil = hosts.owner().nanos();
        called = 0;
    }

    /** When it may be sent another request, whoever wants something: at once, while it sends what was asked for. */
    long mayBeAskedAt() {
        return mayBeAskedAt;
    }

    /** It was sent a request. */
    void asked() {
        mayBeAskedAt = hosts.owner().nanos() + BETWEEN_REQUESTS;
    }

    /** It sends what was asked for: the next request may follow at once. */
    void sends() {
        mayBeAskedAt = hosts.owner().nanos();
    }

    /** It speaks HTTP, or answered a datagram: somebody does live there. */
    void proven() {
        proven = true;
    }

    boolean isProven() {
        return proven;
    }

    void called() {
        System.arraycopy(calls, 1, calls, 0, CALLS_TO_STRANGERS - 1);
        calls[CALLS_TO_STRANGERS - 1] = hosts.owner().nanos();
        called = Math.min(CALLS_TO_STRANGERS, called + 1);
    }
}
