package filbert.web.library;

import filbert.household.statistics.SampleStore.Asked;
import filbert.web.Figures;
import filbert.web.Tongue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How often the network asked for a file and was served.
 *
 * @param path bars of an SVG picture, one for each of the last {@value #DAYS} days, {@value #WIDTH} by {@value #HEIGHT}
 * @param rows the days on which it was, the newest first
 */
record AskedPart(String requests, String bytes, String path, List<Row> rows) {
    static final int DAYS = 90;
    static final int WIDTH = 450;
    static final int HEIGHT = 60;

    private static final int STEP = WIDTH / DAYS;
    private static final String DAY = "d MMM uuuu";

    record Row(String day, String requests, String bytes) {}

    public boolean empty() {
        return rows.isEmpty();
    }

    static String day(LocalDate day) {
        return Tongue.dates(DAY).format(day);
    }

    static AskedPart of(List<Asked> asked, LocalDate today) {
        var byDay = asked.stream().collect(Collectors.toMap(Asked::day, Asked::requests));
        var highest = Math.max(1, byDay.values().stream().mapToLong(requests -> requests).max().orElse(1));
        var path = new StringBuilder();
        for (var i = 0; i < DAYS; i++) {
            var requests = byDay.getOrDefault(today.minusDays(DAYS - 1L - i), 0L);
            if (requests > 0) {
                var height = Math.max(2, requests * HEIGHT / highest);
                path.append("M").append(i * STEP).append(' ').append(HEIGHT).append("v-").append(height).append("h").append(STEP - 1).append("v").append(height).append("z");
            }
        }
        var rows = new ArrayList<>(asked.stream().map(one -> new Row(day(one.day()), Figures.count(one.requests()), Figures.size(one.bytes()))).toList());
        return new AskedPart(
                Figures.count(asked.stream().mapToLong(Asked::requests).sum()), Figures.size(asked.stream().mapToLong(Asked::bytes).sum()), path.toString(), rows.reversed());
    }
}
