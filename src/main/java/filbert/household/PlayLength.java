package filbert.household;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** How long something plays, as people type it: {@code 3:30}, {@code 1:02:03}, {@code 5 min}, {@code 2 h}, {@code 90}, which is seconds. */
final class PlayLength {
    private static final Pattern CLOCK = Pattern.compile("(?:(\\d{1,2}):)?(\\d{1,3}):([0-5]\\d)");
    private static final Pattern UNIT = Pattern.compile("(\\d{1,6})\\s*(s|sec|m|min|h)?");
    private static final int MINUTE = 60;
    private static final int HOUR = 3_600;

    private PlayLength() {}

    /** @return seconds; empty for anything that is no length */
    static OptionalInt parse(String text) {
        var typed = text.strip().toLowerCase(Locale.ROOT);
        var clock = CLOCK.matcher(typed);
        if (clock.matches()) {
            var hours = clock.group(1) == null ? 0 : Integer.parseInt(clock.group(1));
            return OptionalInt.of(hours * HOUR + Integer.parseInt(clock.group(2)) * MINUTE + Integer.parseInt(clock.group(3)));
        }
        var unit = UNIT.matcher(typed);
        if (!unit.matches()) {
            return OptionalInt.empty();
        }
        var each = switch (unit.group(2)) {
            case "m", "min" -> MINUTE;
            case "h" -> HOUR;
            case null, default -> 1;
        };
        var seconds = Long.parseLong(unit.group(1)) * each;
        return seconds > Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of((int) seconds);
    }
}
