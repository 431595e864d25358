package filbert.web.stats;

import filbert.household.statistics.HouseholdStatistics.Point;
import filbert.household.statistics.Span;
import filbert.web.Figures;
import filbert.web.Tongue;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Lines over time: as a picture that needs no script, as numbers for one that is drawn by a script, and as a table.
 *
 * @param name a word: message key below {@code stats.chart.}
 * @param unit {@code rate} (bytes a second) or {@code count}
 * @param lines as many as there are colours, two at most
 * @param data for the script: {@code [[seconds…],[values…],…]}, {@code null} where nothing was measured, empty when there is nothing
 * @param top what the upper edge of the picture stands for
 * @param rows means by hour, day or month; the newest first
 */
public record Chart(String name, String unit, List<Line> lines, String data, String top, Ends ends, List<Row> rows) {
    static final int WIDTH = 600;
    static final int HEIGHT = 160;

    private static final int MOST_ROWS = 100;

    /** @param label message key; @param path of an SVG picture {@value #WIDTH} by {@value #HEIGHT} */
    public record Line(String label, String path) {}

    /** Of the time shown. @param since and {@code until} in seconds since 1970; {@code from} and {@code to} in words */
    public record Ends(long since, long until, String from, String to) {
        static Ends of(Instant since, Instant until, DateTimeFormatter format, ZoneId zone) {
            return new Ends(since.getEpochSecond(), until.getEpochSecond(), format.format(since.atZone(zone)), format.format(until.atZone(zone)));
        }
    }

    public record Row(String when, List<String> values) {}

    /** One line. @param label message key */
    public record Series(String label, List<Point> points) {}

    public static Chart of(String name, String unit, List<Series> series, Span span, Instant now, ZoneId zone) {
        var times = new TreeMap<Instant, double[]>();
        for (var i = 0; i < series.size(); i++) {
            for (var point : series.get(i).points()) {
                times.computeIfAbsent(point.began(), _ -> new double[series.size()])[i] = point.value();
            }
        }
        var highest = times.values().stream().mapToDouble(values -> java.util.Arrays.stream(values).max().orElse(0)).max().orElse(0);
        var begin = span == Span.ALL && !times.isEmpty() ? times.firstKey() : span.from(now);
        var lines = new ArrayList<Line>();
        for (var i = 0; i < series.size(); i++) {
            lines.add(new Line(series.get(i).label(), path(times, i, begin, now, highest, span)));
        }
        var format = Tongue.dates(span == Span.DAY ? "HH:mm" : "d MMM uuuu");
        return new Chart(name, unit, lines, data(times, series.size(), span), figure(unit, highest), Ends.of(begin, now, format, zone), rows(times, series.size(), unit, span, zone));
    }

    public boolean empty() {
        return data.isEmpty();
    }

    private static String path(TreeMap<Instant, double[]> times, int which, Instant from, Instant to, double highest, Span span) {
        var path = new StringBuilder();
        var length = Math.max(1, to.getEpochSecond() - from.getEpochSecond());
        var gap = gap(span);
        var last = Long.MIN_VALUE;
        for (var one : times.entrySet()) {
            var second = one.getKey().getEpochSecond();
            var next = times.higherKey(one.getKey());
            var x = Math.clamp((second - from.getEpochSecond()) * (double) WIDTH / length, 0, WIDTH);
            var y = highest == 0 ? HEIGHT : HEIGHT - one.getValue()[which] / highest * HEIGHT;
            var begins = second - last > gap || last == Long.MIN_VALUE;
            path.append(begins ? "M" : "L").append(String.format(Locale.ROOT, "%.1f %.1f", x, y));
            if (begins && (next == null || next.getEpochSecond() - second > gap)) {
                path.append("h0"); // a dot
            }
            last = second;
        }
        return path.toString();
    }

    /** Seconds without a sample that are told from samples side by side. */
    private static long gap(Span span) {
        return 2L * span.width().seconds();
    }

    private static String data(TreeMap<Instant, double[]> times, int lines, Span span) {
        if (times.isEmpty()) {
            return "";
        }
        var columns = IntStream.rangeClosed(0, lines).mapToObj(_ -> new StringJoiner(",", "[", "]")).toList();
        var last = Long.MAX_VALUE;
        for (var one : times.entrySet()) {
            var second = one.getKey().getEpochSecond();
            if (second > last && second - last > gap(span)) {
                columns.getFirst().add(Long.toString(last + span.width().seconds()));
                columns.subList(1, columns.size()).forEach(column -> column.add("null"));
            }
            columns.getFirst().add(Long.toString(second));
            for (var i = 0; i < lines; i++) {
                columns.get(i + 1).add(String.format(Locale.ROOT, "%.2f", one.getValue()[i]));
            }
            last = second;
        }
        return columns.stream().map(StringJoiner::toString).collect(Collectors.joining(",", "[", "]"));
    }

    private static String figure(String unit, double value) {
        return unit.equals("rate") ? Figures.rate(Math.round(value)) : String.format(Tongue.spoken(), value < 10 && value != Math.rint(value) ? "%.1f" : "%.0f", value);
    }

    /** By the hour for a day, by the month for years, by the day between. */
    private static List<Row> rows(TreeMap<Instant, double[]> times, int lines, String unit, Span span, ZoneId zone) {
        var format = Tongue.dates(span == Span.DAY ? "d MMM, HH:mm" : span.compareTo(Span.MONTH) <= 0 ? "d MMM uuuu" : "MMM uuuu");
        var groups = new LinkedHashMap<String, List<double[]>>();
        times.descendingMap().forEach((time, values) -> groups.computeIfAbsent(format.format(start(time.atZone(zone), span)), _ -> new ArrayList<>()).add(values));
        return groups.entrySet().stream().limit(MOST_ROWS).map(group -> {
            var means = new ArrayList<String>();
            for (var i = 0; i < lines; i++) {
                var which = i;
                means.add(figure(unit, group.getValue().stream().mapToDouble(values -> values[which]).average().orElse(0)));
            }
            return new Row(group.getKey(), means);
        }).toList();
    }

    private static ZonedDateTime start(ZonedDateTime time, Span span) {
        return span == Span.DAY ? time.truncatedTo(ChronoUnit.HOURS) : time.truncatedTo(ChronoUnit.DAYS);
    }
}
