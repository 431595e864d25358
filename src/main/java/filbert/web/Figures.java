package filbert.web;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. Sizes in powers of 1024, with the units people know. */
public final class Figures {
    private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB", "PB"};
    private static final int STEP = 1024;
    private static final int SHOWN_WITHOUT_DECIMALS = 100;

    private Figures() {}

    /** For instance {@code 734 B}, {@code 1.4 MB}, {@code 320 GB}, with the decimal sign of the page's language; a dash when unknown. */
    public static String size(long bytes) {
        return size(bytes, Tongue.spoken());
    }

    /** Where no page is built. */
    public static String size(long bytes, Locale language) {
        if (bytes < 0) {
            return "–";
        }
        double value = bytes;
        var unit = 0;
        while (value >= STEP && unit < UNITS.length - 1) {
            value /= STEP;
            unit++;
        }
        var decimals = unit == 0 || value >= SHOWN_WITHOUT_DECIMALS ? "%.0f %s" : "%.1f %s";
        return String.format(language, decimals, value, UNITS[unit]);
    }

    public static String rate(long bytesPerSecond) {
        return size(Math.max(0, bytesPerSecond)) + "/s";
    }

    /** Grouped by thousands: {@code 12 345}, with a space that does not break. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', '\u202F');
    }

    /** The two largest units, as far as there is something of them: {@code 3 d 4 h}, {@code 12 min}, {@code 40 s}, or {@code 3 Tage 4 Std.}, {@code 12 Min.}, {@code 40 Sek.} */
    public static String duration(Duration time) {
        var units = Tongue.spoken().getLanguage().equals("de") ? DurationUnits.GERMAN : DurationUnits.ENGLISH;
        if (time.toDays() > 0) {
            return time.toDays() + (time.toDays() == 1 ? units.day : units.days) + rest(time.toHoursPart(), units.hours);
        }
        if (time.toHours() > 0) {
            return time.toHours() + units.hours + rest(time.toMinutesPart(), units.minutes);
        }
        return time.toMinutes() > 0 ? time.toMinutes() + units.minutes : Math.max(0, time.toSeconds()) + units.seconds;
    }

    private static String rest(int number, String unit) {
        return number == 0 ? "" : " " + number + unit;
    }

    private record DurationUnits(String day, String days, String hours, String minutes, String seconds) {
        static final DurationUnits ENGLISH = new DurationUnits(" d", " d", " h", " min", " s");
        static final DurationUnits GERMAN = new DurationUnits(" Tag", " Tage", " Std.", " Min.", " Sek.");
    }

    /** Whole percent, never 100 before everything is there. */
    public static int percent(long part, long whole) {
        if (whole <= 0) {
            return 0;
        }
        return (int) Math.min(part >= whole ? 100 : 99, Math.max(0, part) * 100.0 / whole);
    }

    /** How long the rest takes at this rate; a dash when that cannot be said. */
    public static String timeLeft(long bytes, long bytesPerSecond) {
        return bytes < 0 || bytesPerSecond <= 0 ? "–" : duration(Duration.ofSeconds(bytes / bytesPerSecond));
    }
}
