package filbert.web.search;

import filbert.household.results.Marks;
import filbert.servent.search.FoundFile;
import filbert.servent.search.Source;
import filbert.servent.search.Tags;
import filbert.sharing.library.FileType;
import filbert.web.Figures;
import filbert.web.LiveRow;
import filbert.web.LiveView;
import filbert.web.MagnetText;
import filbert.web.Moment;
import filbert.web.Part;
import filbert.web.Qr;
import filbert.web.TagLine;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One content, as a search found it. */
record ResultPage(Facts facts, List<SourceRow> sources) {
    static final String TEMPLATE = "results/result";

    private static final int MAX_PROXIES = 4; // as pushes use
    private static final int MAX_ROWS = 100; // UI.md: no page ships more rows

    record Facts(
            String file,
            String name,
            List<String> names,
            String kind,
            String size,
            String sha1,
            String tigerRoot,
            String magnet,
            Moment firstSeen,
            Moment lastSeen,
            int hosts,
            String mark,
            Doubts doubts,
            String tags) {
        public Qr qr() {
            return Qr.of(magnet);
        }
    }

    record SourceRow(String id, String host, String note, String servent, String proxies, String vendor, String name, String tags, String speed, boolean push, boolean busy) implements LiveRow {
        /** @param note what whoever looks noted about the host; @param shared tags that stand above already */
        static SourceRow of(int index, Source source, String note, Tags shared) {
            return new SourceRow(
                    "h-" + index,
                    source.address().toString(),
                    note,
                    source.servent().hex(),
                    source.proxies().stream().limit(MAX_PROXIES).map(Object::toString).collect(Collectors.joining(",")),
                    source.vendor(),
                    source.name(),
                    source.tags().equals(shared) ? "" : TagLine.of(source.tags()),
                    source.speed() > 0 ? source.speed() + " kbit/s" : "",
                    source.push(),
                    source.busy());
        }
    }

    static ResultPage of(FoundFile found, Marks marks, Function<InetAddress, String> notes, Instant now) {
        var sources = found.sources().subList(0, Math.min(MAX_ROWS, found.sources().size()));
        var sha1 = found.sha1().map(Object::toString).orElse("");
        return new ResultPage(
                new Facts(
                        found.id(),
                        found.name(),
                        found.names(),
                        FileType.of(found.name()).key(),
                        Figures.size(found.size()),
                        sha1,
                        found.tigerRoot().map(Object::toString).orElse(""),
                        MagnetText.of(sha1, found.size(), found.name()),
                        Moment.of(found.firstSeen(), now),
                        Moment.of(found.lastSeen(), now),
                        found.sources().size(),
                        marks.of(found.sha1()),
                        Doubts.of(found.judgement()),
                        TagLine.of(found.tags())),
                IntStream.range(0, sources.size())
                        .mapToObj(i -> SourceRow.of(i, sources.get(i), notes.apply(sources.get(i).address().ip()), found.tags()))
                        .toList());
    }

    LiveView live(String run) {
        return new LiveView(List.of(new Part(TEMPLATE + " :: facts", Map.of("result", this, "run", run))), TEMPLATE, sources);
    }
}
