package filbert.wire.header;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a queue that outlives its connection: {@code X-Queued: ID=6A07...; position=14; lifetime=400; length=430; ETA=2100}. Any order, names
 * in any case; ID and position must be there (3-transfer, 3.6.2, PARQ).
 *
 * @param id as the server wrote it; echoed unchanged
 * @param position 1 is next
 * @param lifetime the place is lost unless asked for within it
 * @param eta when the server expects a free slot
 */
public record Queued(String id, int position, Optional<Duration> lifetime, Optional<Integer> length, Optional<Duration> eta) {
    private static final Pattern ID = Pattern.compile("[0-9A-Fa-f]{32}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    public static Optional<Queued> parse(String value) {
        var numbers = new HashMap<String, Integer>();
        var id = Optional.<String>empty();
        for (var pair : value.split("[;,]", -1)) {
            var equals = pair.indexOf('=');
            var key = pair.substring(0, Math.max(equals, 0)).strip().toLowerCase(Locale.ROOT);
            var text = pair.substring(equals + 1).strip();
            if (key.equals("id") && ID.matcher(text).matches()) {
                id = Optional.of(text);
            } else if (NUMBER.matcher(text).matches()) {
                numbers.putIfAbsent(key, Integer.parseInt(text));
            }
        }
        var position = Optional.ofNullable(numbers.get("position"));
        return id.flatMap(known -> position.map(at -> new Queued(
                known, at, seconds(numbers.get("lifetime")), Optional.ofNullable(numbers.get("length")), seconds(numbers.get("eta")))));
    }

    /** The ID alone, which replies that bring data have too, without a position (3-transfer, 3.6.2). */
    public static Optional<String> id(String value) {
        return Arrays.stream(value.split("[;,]", -1))
                .map(String::strip)
                .filter(pair -> pair.regionMatches(true, 0, "ID=", 0, 3))
                .map(pair -> pair.substring(3).strip())
                .filter(id -> ID.matcher(id).matches())
                .findFirst();
    }

    private static Optional<Duration> seconds(@Nullable Integer seconds) {
        return Optional.ofNullable(seconds).map(Duration::ofSeconds);
    }

    /** The value of the header, ID first, as gtk-gnutella writes it. */
    public String value() {
        var text = new StringBuilder("ID=").append(id).append("; position=").append(position);
        lifetime.ifPresent(some -> text.append("; lifetime=").append(some.toSeconds()));
        length.ifPresent(some -> text.append("; length=").append(some));
        eta.ifPresent(some -> text.append("; ETA=").append(some.toSeconds()));
        return text.toString();
    }
}
