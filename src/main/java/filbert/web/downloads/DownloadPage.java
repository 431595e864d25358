package filbert.web.downloads;

import filbert.sharing.download.DownloadView;
import filbert.sharing.download.DownloadView.SourceView;
import filbert.web.Figures;
import filbert.web.LiveRow;
import filbert.web.LiveView;
import filbert.web.MessageKey;
import filbert.web.Moment;
import filbert.web.Part;
import filbert.web.content.Play;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One download in full. */
record DownloadPage(DownloadRow row, Content content, Play play, Blocks blocks, Looking looking, List<SourceRow> sources) {
    static final String TEMPLATE = "downloads/download";

    private static final int WIDTH = 1000;
    private static final int MAX_SOURCES = 100; // UI.md: no page ships more rows

    /** Facts that do not change. */
    record Content(String sha1, String tigerRoot, String verified, Moment added) {}

    /** A piece of the file that is there: its place in a picture {@value #WIDTH} wide, and in words. */
    record Block(int x, int width, boolean verified, String from, String to, String size) {}

    record Blocks(List<Block> all) {}

    /** Its search for more sources. {@code found} since the last time. */
    record Looking(boolean possible, @Nullable Moment last, int found, @Nullable Moment next) {
        static Looking of(DownloadView view, Instant now) {
            var looking = view.looking();
            var possible = view.state() != DownloadView.State.DONE && view.state() != DownloadView.State.CHECKING;
            return new Looking(possible, Moment.ofNullable(looking.last(), now), looking.found(), Moment.ofNullable(looking.next(), now));
        }
    }

    record SourceRow(
            String id,
            String host,
            String vendor,
            String state,
            String rate,
            String received,
            String detail,
            @Nullable Moment nextTry,
            @Nullable InQueue queue)
            implements LiveRow {}

    static DownloadPage of(DownloadView view, String who, Instant now) {
        var sources = view.sources().subList(0, Math.min(MAX_SOURCES, view.sources().size()));
        return new DownloadPage(
                DownloadRow.of(view, who, now),
                new Content(
                        view.sha1().base32(),
                        view.tigerRoot().map(Object::toString).orElse(""),
                        Figures.size(view.verified()),
                        Moment.of(view.added(), now)),
                Play.of("/downloads/" + view.id() + "/content", view.name(), startIsThere(view), view.state() != DownloadView.State.DONE),
                new Blocks(blocks(view)),
                Looking.of(view, now),
                IntStream.range(0, sources.size())
                        .mapToObj(i -> source(i, sources.get(i), now))
                        .toList());
    }

    private static boolean startIsThere(DownloadView view) {
        return view.state() == DownloadView.State.DONE
                || view.ranges().stream().limit(1).anyMatch(first -> first.from() == 0 && first.verified());
    }

    private static List<Block> blocks(DownloadView view) {
        if (view.size() <= 0) {
            return List.of();
        }
        if (view.state() == DownloadView.State.DONE) {
            return List.of(block(new DownloadView.Range(0, view.size(), true), view.size()));
        }
        return view.ranges().stream()
                .limit(WIDTH)
                .map(range -> block(range, view.size()))
                .toList();
    }

    private static Block block(DownloadView.Range range, long size) {
        var x = (int) (range.from() * (double) WIDTH / size);
        var end = (int) Math.ceil(range.to() * (double) WIDTH / size);
        return new Block(
                x,
                Math.max(1, end - x),
                range.verified(),
                Figures.count(range.from()),
                Figures.count(range.to()),
                Figures.size(range.to() - range.from()));
    }

    private static SourceRow source(int index, SourceView source, Instant now) {
        return new SourceRow(
                "s-" + index,
                source.address().toString(),
                source.vendor(),
                MessageKey.below("source.", source.state()),
                source.rate() > 0 ? Figures.rate(source.rate()) : "",
                Figures.size(source.received()),
                source.inLine() == null ? source.detail() : "", // a number, which the queue says in words
                Moment.ofNullable(source.nextTry(), now),
                InQueue.of(source.inLine(), now));
    }

    LiveView live() {
        return new LiveView(
                List.of(
                        new Part(TEMPLATE + " :: progress", Map.of("row", row, "content", content)),
                        new Part(TEMPLATE + " :: actions", Map.of("row", row)),
                        new Part(TEMPLATE + " :: play", Map.of("play", play)),
                        new Part(TEMPLATE + " :: blocks", Map.of("blocks", blocks)),
                        new Part(TEMPLATE + " :: looking", Map.of("row", row, "looking", looking)),
                        new Part(TEMPLATE + " :: nobody", Map.of("any", !sources.isEmpty(), "row", row))),
                TEMPLATE,
                sources);
    }
}
