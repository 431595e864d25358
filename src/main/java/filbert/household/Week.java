package filbert.household;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The profile of each hour of a week. Written as {@code mon-fri 8-18 slow, daily 23-6 night}: later ones overrule, from 23 to 6 goes on into the next day,
 * without hours it is the whole day, and what is not named is normal. Immutable.
 */
public final class Week {
    public static final int DAYS = 7;
    public static final int HOURS = 24;
    public static final Week NORMAL = new Week(new Profile[DAYS * HOURS]);

    static final String ALWAYS_NORMAL = "daily normal"; // in words, where nothing would mean what lies below

    private static final Pattern ITEM = Pattern.compile("(daily|[a-z]{3}(?:-[a-z]{3})?)(?: +(\\d{1,2})-(\\d{1,2}))? +([a-z]+)");
    private static final List<String> NAMES =
            Arrays.stream(DayOfWeek.values()).map(day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT)).toList();

    private final Profile[] hours; // null: normal

    private Week(Profile[] hours) {
        this.hours = Arrays.stream(hours).map(profile -> profile == null ? Profile.NORMAL : profile).toArray(Profile[]::new);
    }

    /** One of the 168. @param day 0 is Monday */
    public record Hour(int day, int hour) {
        public Hour {
            if (day < 0 || day >= DAYS || hour < 0 || hour >= HOURS) {
                throw new IllegalArgumentException("hour " + hour + " of day " + day);
            }
        }

        static Hour of(LocalDateTime moment) {
            return new Hour(moment.getDayOfWeek().ordinal(), moment.getHour());
        }

        private int index() {
            return day * HOURS + hour;
        }
    }

    /** @return empty when it is nothing of the kind */
    public static Optional<Week> parse(String text) {
        var hours = new Profile[DAYS * HOURS];
        for (var item : text.strip().toLowerCase(Locale.ROOT).split(",")) {
            if (!item.isBlank() && !read(item.strip(), hours)) {
                return Optional.empty();
            }
        }
        return Optional.of(new Week(hours));
    }

    private static boolean read(String item, Profile[] hours) {
        var parts = ITEM.matcher(item);
        if (!parts.matches()) {
            return false;
        }
        var days = parts.group(1).equals("daily") ? NAMES.getFirst() + "-" + NAMES.getLast() : parts.group(1);
        var first = NAMES.indexOf(days.substring(0, 3));
        var last = NAMES.indexOf(days.substring(days.length() - 3));
        var from = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
        var to = parts.group(3) == null ? HOURS : Integer.parseInt(parts.group(3));
        var profile = Profile.of(parts.group(4));
        if (first < 0 || last < 0 || from >= HOURS || to > HOURS || from == to || profile.isEmpty()) {
            return false;
        }
        for (var day = first; ; day = (day + 1) % DAYS) {
            for (var hour = from; hour < (to > from ? to : to + HOURS); hour++) {
                hours[(day * HOURS + hour) % hours.length] = profile.get();
            }
            if (day == last) {
                return true;
            }
        }
    }

    public Profile at(Hour hour) {
        return hours[hour.index()];
    }

    Profile at(ZonedDateTime moment) {
        return at(Hour.of(moment.toLocalDateTime()));
    }

    /** When the profile is another one than at {@code moment} for the first time; empty when it is always the same. */
    Optional<ZonedDateTime> nextChange(ZonedDateTime moment) {
        var now = at(moment);
        var hour = moment.truncatedTo(ChronoUnit.HOURS);
        for (var i = 0; i <= hours.length; i++) {
            hour = hour.plus(Duration.ofHours(1));
            if (at(hour) != now) {
                return Optional.of(hour);
            }
        }
        return Optional.empty();
    }

    public Week with(Collection<Hour> some, Profile profile) {
        var changed = hours.clone();
        some.forEach(hour -> changed[hour.index()] = profile);
        return new Week(changed);
    }

    /** As {@link #parse} reads it, no longer than need be. */
    public String text() {
        var items = new ArrayList<String>();
        for (var first = 0; first < DAYS; ) {
            var last = first;
            while (last + 1 < DAYS && day(last + 1).equals(day(first))) {
                last++;
            }
            var days = last - first + 1 == DAYS ? "daily" : last == first ? NAMES.get(first) : NAMES.get(first) + "-" + NAMES.get(last);
            runs(day(first)).forEach(run -> items.add(days + run));
            first = last + 1;
        }
        return String.join(", ", items);
    }

    private List<Profile> day(int day) {
        return Arrays.asList(hours).subList(day * HOURS, (day + 1) * HOURS);
    }

    private static List<String> runs(List<Profile> day) {
        var runs = new ArrayList<String>();
        for (var from = 0; from < HOURS; ) {
            var profile = day.get(from);
            var to = from + 1;
            while (to < HOURS && day.get(to) == profile) {
                to++;
            }
            if (profile != Profile.NORMAL) {
                runs.add((from == 0 && to == HOURS ? " " : " " + from + "-" + to + " ") + profile.word());
            }
            from = to;
        }
        return runs;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Week week && Arrays.equals(hours, week.hours);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hours);
    }

    @Override
    public String toString() {
        return text();
    }
}
