package filbert.sharing.upload;

import filbert.wire.header.HeaderBlock;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How a peer can wait for a slot (3-transfer, 3.6). */
enum Queueing {
    /** Not at all. */
    NONE(Duration.ZERO, 0),
    /** On its open connection, polling: active queueing 0.1. */
    ON_CONNECTION(Duration.ofSeconds(2), 3),
    /** Under an ID that outlives the connection: PARQ 1.x. */
    BY_ID(Duration.ofSeconds(10), 10);

    private static final Pattern VERSION = Pattern.compile("\\s*(\\d{1,3})\\.\\d.*");
    private static final Pattern FEATURE = Pattern.compile("queue/(\\d{1,3})\\.\\d", Pattern.CASE_INSENSITIVE);

    private final Duration tolerance;
    private final int strikes;

    Queueing(Duration tolerance, int strikes) {
        this.tolerance = tolerance;
        this.strikes = strikes;
    }

    /** How much before its time a poll still counts as in time (3-transfer, 3.6.2 and 3.6.4). */
    Duration tolerance() {
        return tolerance;
    }

    /** So many early polls in a row lose the place. */
    int strikes() {
        return strikes;
    }

    /** Whatever is said of queueing but its version cannot be read counts as 0.1 (3-transfer, 3.6.1). */
    static Queueing of(HeaderBlock headers) {
        var named = headers.get("X-Queue");
        var feature = FEATURE.matcher(headers.get("X-Features").orElse(""));
        var announced = feature.find();
        if (named.isEmpty() && !announced) {
            return NONE;
        }
        var version = VERSION.matcher(named.orElse(""));
        var majors = Stream.of(version.matches() ? version.group(1) : "0", announced ? feature.group(1) : "0");
        return majors.anyMatch(major -> Integer.parseInt(major) >= 1) ? BY_ID : ON_CONNECTION;
    }
}
