package filbert.sharing.download.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;

/**
 * Our place in a server's queue (3-transfer, 3.6.1): {@code position=3, pollMin=45, pollMax=120}, keys in any case. All three are needed,
 * otherwise the server is merely busy.
 *
 * @param position 1 is next
 * @param length of the queue, when told
 * @param pollMin ask again on the same connection not before
 * @param pollMax nor later than
 */
public record QueuePlace(int position, Optional<Integer> length, Duration pollMin, Duration pollMax) {
    private static final Duration BEHIND_MIN = Duration.ofSeconds(5); // 3-transfer, 3.6.1: "pollMin + 5 s"
    private static final Duration BEFORE_MAX = Duration.ofSeconds(15); // "never later than pollMax - 15 s"
    private static final Duration LONGEST = Duration.ofHours(1); // ours: a server that wants us to wait longer is busy

    static Optional<QueuePlace> parse(String text) {
        var values = new HashMap<String, Integer>();
        for (var pair : text.split("[,;]", -1)) {
            var equals = pair.indexOf('=');
            var value = pair.substring(equals + 1).strip();
            if (equals > 0 && value.matches("\\d{1,9}")) {
                values.putIfAbsent(pair.substring(0, equals).strip().toLowerCase(Locale.ROOT), Integer.parseInt(value));
            }
        }
        var position = values.get("position");
        var pollMin = values.get("pollmin");
        var pollMax = values.get("pollmax");
        if (position == null || pollMin == null || pollMax == null || pollMin >= pollMax || pollMin > LONGEST.toSeconds()) {
            return Optional.empty();
        }
        return Optional.of(new QueuePlace(
                position, Optional.ofNullable(values.get("length")), Duration.ofSeconds(pollMin), Duration.ofSeconds(pollMax)));
    }

    /** When to ask again: within both limits, however close they are. */
    public Duration poll() {
        var early = pollMin.plus(BEHIND_MIN);
        var latest = pollMax.minus(BEFORE_MAX);
        if (early.compareTo(latest) <= 0) {
            return early;
        }
        return latest.compareTo(pollMin) > 0 ? latest : pollMin.plus(pollMax.minus(pollMin).dividedBy(2));
    }
}
