package filbert.web.downloads;

import filbert.household.Destination;
import filbert.household.HouseholdDownloads;
import filbert.household.Person;
import filbert.sharing.download.DownloadDetail;
import filbert.sharing.download.DownloadView;
import filbert.sharing.download.DownloadView.SourceView;
import filbert.web.Figures;
import filbert.web.LiveRow;
import filbert.web.LiveView;
import filbert.web.MessageKey;
import filbert.web.Moment;
import filbert.web.Part;
import filbert.web.Room;
import filbert.web.Saying;
import filbert.web.content.Play;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One download in full. */
record DownloadPage(
        DownloadRow row, Content content, Play play, BlockMap blocks, List<LogRow> log, Looking looking, List<SourceRow> sources) {
    static final String TEMPLATE = "downloads/download";

    private static final int MAX_SOURCES = 100; // UI.md: no page ships more rows

    /**
     * @param sha1 or empty while nobody knows it
     * @param room while it is still to be moved to its folder
     */
    record Content(String sha1, String tigerRoot, String verified, Moment added, @Nullable Room room) {}

    /**
     * Where it may be sent.
     *
     * @param places none when nobody may decide that any more
     */
    record Sendable(List<Sent> places) {
        static Sendable of(HouseholdDownloads downloads, Person person, long id) {
            var view = downloads.view(person, id);
            if (view.state() == DownloadView.State.DONE || !downloads.mayFetch(person)) {
                return new Sendable(List.of());
            }
            var all = downloads.places(person, id);
            var now = view.folder();
            return new Sendable(all.stream().map(place -> new Sent(place.toString(), now == null ? place.equals(all.getFirst()) : place.equals(now))).toList());
        }
    }

    record Sent(String folder, boolean chosen) {}

    /** Its search for more sources. {@code found} since the last time. */
    record Looking(boolean possible, @Nullable Moment last, int found, @Nullable Moment next) {
        static Looking of(DownloadView view, Instant now) {
            var looking = view.looking();
            var possible = !view.unvouched() && view.state() != DownloadView.State.DONE && view.state() != DownloadView.State.CHECKING;
            return new Looking(possible, Moment.ofNullable(looking.last(), now), looking.found(), Moment.ofNullable(looking.next(), now));
        }
    }

    /** @param note what whoever looks noted about the host, or empty */
    record SourceRow(
            String id,
            String host,
            String note,
            String vendor,
            String state,
            String rate,
            String received,
            String brings,
            @Nullable Saying why,
            @Nullable Moment nextTry,
            @Nullable InQueue queue)
            implements LiveRow {}

    static DownloadPage of(DownloadView view, DownloadDetail detail, Destination destination, String who, Function<InetAddress, String> notes, Instant now) {
        var sources = view.sources().subList(0, Math.min(MAX_SOURCES, view.sources().size()));
        return new DownloadPage(
                DownloadRow.of(view, who, destination.folder(), now),
                new Content(
                        view.content().map(Object::toString).orElse(""),
                        view.tigerRoot().map(Object::toString).orElse(""),
                        Figures.size(view.verified()),
                        Moment.of(view.added(), now),
                        view.state() == DownloadView.State.DONE ? null : Room.of(destination, view.size() - view.written())),
                Play.of("/downloads/" + view.id() + "/content", view.name(), startIsThere(view), view.state() != DownloadView.State.DONE),
                BlockMap.of(view, detail),
                LogRow.of(detail),
                Looking.of(view, now),
                IntStream.range(0, sources.size())
                        .mapToObj(i -> source(i, sources.get(i), notes, detail, now))
                        .toList());
    }

    private static boolean startIsThere(DownloadView view) {
        return view.state() == DownloadView.State.DONE
                || view.ranges().stream().limit(1).anyMatch(first -> first.from() == 0 && first.verified());
    }

    private static SourceRow source(int index, SourceView source, Function<InetAddress, String> notes, DownloadDetail detail, Instant now) {
        return new SourceRow(
                "s-" + index,
                source.address().toString(),
                notes.apply(source.address().ip()),
                source.vendor(),
                state(source),
                source.rate() > 0 ? Figures.rate(source.rate()) : "",
                Figures.size(source.received()),
                brings(source, detail),
                source.inLine() == null ? Why.of(source.grounds()) : null, // a place, which the queue says better
                Moment.ofNullable(source.nextTry(), now),
                InQueue.of(source.inLine(), now));
    }

    /** Who is idle for a reason has been asked. */
    private static String state(SourceView source) {
        var rests = source.state().equals("idle") && !source.grounds().isNone();
        return rests ? "source.resting" : MessageKey.below("source.", source.state());
    }

    /** What is asked of it now, as a place in the file. */
    private static String brings(SourceView source, DownloadDetail detail) {
        return detail.shares().stream()
                .filter(share -> share.coming() && share.host().equals(source.address()))
                .map(share -> Figures.size(share.from()) + " – " + Figures.size(share.to()))
                .limit(2)
                .collect(Collectors.joining(", "));
    }

    LiveView live() {
        return new LiveView(
                List.of(
                        new Part(TEMPLATE + " :: progress", Map.of("row", row, "content", content)),
                        new Part(TEMPLATE + " :: actions", Map.of("row", row)),
                        new Part(TEMPLATE + " :: play", Map.of("play", play)),
                        new Part(TEMPLATE + " :: blocks", Map.of("blocks", blocks)),
                        new Part(TEMPLATE + " :: looking", Map.of("row", row, "looking", looking)),
                        new Part(TEMPLATE + " :: log", Map.of("log", log)),
                        new Part(TEMPLATE + " :: nobody", Map.of("any", !sources.isEmpty(), "row", row))),
                TEMPLATE,
                sources);
    }
}
