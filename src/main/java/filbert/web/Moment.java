package filbert.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A point in time on a page.
 *
 * @param iso for machines
 * @param text for people, in the house's time zone; the date only when it is not today's
 */
public record Moment(String iso, String text) {
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final String OTHER_DAY = "d MMM uuuu, HH:mm";

    public static Moment of(Instant at, Instant now) {
        return of(at, now, ZoneId.systemDefault());
    }

    /** @param zone the one that counts for what happens then */
    public static Moment of(Instant at, Instant now, ZoneId zone) {
        var here = at.atZone(zone);
        var today = here.toLocalDate().equals(now.atZone(zone).toLocalDate());
        return new Moment(at.truncatedTo(ChronoUnit.SECONDS).toString(), here.format(today ? TODAY : Tongue.dates(OTHER_DAY)));
    }

    /** The first full minute that is not before. */
    public static String minute(Instant at) {
        return at.plus(Duration.ofMinutes(1).minusNanos(1)).atZone(ZoneId.systemDefault()).format(TODAY);
    }

    /** To the second, for messages that come by the dozen. */
    public static Moment precise(Instant at) {
        var text = at.atZone(ZoneId.systemDefault()).format(SECONDS);
        return new Moment(at.toString(), text);
    }

    public static @Nullable Moment ofNullable(@Nullable Instant at, Instant now) {
        return at == null ? null : of(at, now);
    }
}
