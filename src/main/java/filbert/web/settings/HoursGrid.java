package filbert.web.settings;

import filbert.household.Week;
import filbert.household.Week.Hour;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * The week as a table, hours down and days across, each hour with a box to tick.
 *
 * @param days message keys
 * @param zone whose hours these are
 * @param locked by the environment: nothing can be ticked
 * @param week as {@link Week#text} has it: what the form was made from
 * @param clashes how many of the hours ticked somebody else has changed meanwhile
 */
record HoursGrid(List<String> days, List<Row> rows, String zone, boolean locked, String week, int clashes) {
    private static final Pattern CELL = Pattern.compile("([0-6])-(\\d{1,2})");
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    /** @param label as {@code 08} */
    record Row(int hour, String label, List<Cell> cells) {}

    /**
     * @param name as the form sends it
     * @param elsewhere somebody else has changed it since it was ticked
     */
    record Cell(String name, String day, String profile, boolean now, boolean ticked, boolean elsewhere) {}

    /** What was ticked in an answer that was not carried out, and which of it somebody else has changed meanwhile. */
    record Ticked(Collection<Hour> all, Set<Hour> elsewhere) {
        static final Ticked NONE = new Ticked(Set.of(), Set.of());
    }

    static HoursGrid of(Week week, Hour now, String zone, boolean locked, Ticked ticked) {
        var rows = IntStream.range(0, Week.HOURS).mapToObj(hour -> new Row(hour, (hour < 10 ? "0" : "") + hour, cells(week, hour, now, ticked))).toList();
        return new HoursGrid(DAYS.stream().map(day -> "day." + day).toList(), rows, zone, locked, week.text(), ticked.elsewhere().size());
    }

    private static List<Cell> cells(Week week, int hour, Hour now, Ticked ticked) {
        return IntStream.range(0, Week.DAYS)
                .mapToObj(day -> new Hour(day, hour))
                .map(one -> new Cell(
                        one.day() + "-" + hour,
                        "day." + DAYS.get(one.day()),
                        week.at(one).word(),
                        one.equals(now),
                        ticked.all().contains(one),
                        ticked.elsewhere().contains(one)))
                .toList();
    }

    /** Ticked ones: single hours, and where a row and a column meet; a row alone is that hour of every day, a column alone the whole day. */
    static List<Hour> ticked(MultiValueMap<String, String> form) {
        var ticked = new ArrayList<Hour>();
        for (var cell : form.getOrDefault("cell", List.of())) {
            var parts = CELL.matcher(Objects.requireNonNullElse(cell, ""));
            if (parts.matches() && Integer.parseInt(parts.group(2)) < Week.HOURS) {
                ticked.add(new Hour(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2))));
            }
        }
        var days = numbers(form.get("day"), Week.DAYS);
        var hours = numbers(form.get("hour"), Week.HOURS);
        if (!days.isEmpty() || !hours.isEmpty()) {
            var across = days.isEmpty() ? all(Week.DAYS) : days;
            var down = hours.isEmpty() ? all(Week.HOURS) : hours;
            across.forEach(day -> down.forEach(hour -> ticked.add(new Hour(day, hour))));
        }
        return ticked;
    }

    private static List<Integer> all(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static List<Integer> numbers(@Nullable List<String> texts, int below) {
        return Stream.ofNullable(texts)
                .flatMap(List::stream)
                .filter(text -> text.matches("\\d{1,2}"))
                .map(Integer::valueOf)
                .filter(number -> number < below)
                .distinct()
                .toList();
    }
}
