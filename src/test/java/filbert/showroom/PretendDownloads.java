package filbert.showroom;

import static filbert.showroom.PretendHouse.NOW;

import filbert.event.Signal;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.servent.search.Source;
import filbert.sharing.download.DownloadDetail;
import filbert.sharing.download.DownloadDetail.Entry;
import filbert.sharing.download.DownloadDetail.Share;
import filbert.sharing.download.DownloadReader;
import filbert.sharing.download.DownloadRequest;
import filbert.sharing.download.DownloadView;
import filbert.sharing.download.DownloadView.Range;
import filbert.sharing.download.DownloadView.InLine;
import filbert.sharing.download.DownloadView.SourceView;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.Downloads;
import filbert.sharing.download.Grounds;
import filbert.sharing.download.KeptPart;
import filbert.sharing.download.Priority;
import filbert.sharing.download.ToldHash;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A queue that does what it is told and fetches nothing. */
public final class PretendDownloads implements Downloads {
    public final Map<Long, DownloadView> queue = new ConcurrentSkipListMap<>(Comparator.reverseOrder());
    public final List<String> commands = new CopyOnWriteArrayList<>();
    public final Map<Long, DownloadDetail> details = new ConcurrentHashMap<>();
    public final List<KeptPart> kept = new CopyOnWriteArrayList<>();
    private final Signal changed = new Signal();

    void furnish() {
        var somebody = HostAddress.of(0x0A000007, 23456);
        var another = HostAddress.of(0xC6336411, 7001);
        details.put(2L, new DownloadDetail(
                List.of(
                        new Share(0, 6_000_000, somebody, false),
                        new Share(6_000_000, 8_500_000, another, false),
                        new Share(9_000_000, 16_000_000, another, true),
                        new Share(24_000_000, 30_000_000, somebody, false),
                        new Share(33_000_000, 40_000_000, somebody, true)),
                List.of(
                        new Entry(NOW.minusSeconds(900), "added", "", "", Grounds.NONE, 1),
                        new Entry(NOW.minusSeconds(890), "joined", somebody.toString(), "", Grounds.NONE, 1),
                        new Entry(NOW.minusSeconds(880), "tree", somebody.toString(), "LWPNACQDBZRYXW3VHJVCJ64QBZNGHOHHHZWCLNQ", Grounds.NONE, 1),
                        new Entry(NOW.minusSeconds(600), "spoiled", another.toString(), "1048576–1310719", Grounds.NONE, 1),
                        new Entry(NOW.minusSeconds(500), "dropped", another.toString(), "", grounds(Grounds.Kind.WRONG_BYTES, ""), 1),
                        new Entry(NOW.minusSeconds(400), "rests", "192.0.2.9:6349", "", grounds(Grounds.Kind.BUSY, "503 <b>Busy</b>", 503), 7),
                        new Entry(NOW.minusSeconds(300), "in-line", "192.0.2.9:6349", "", grounds(Grounds.Kind.PLACE, "", 14), 1),
                        new Entry(NOW.minusSeconds(100), "halted", "", "disk-full", Grounds.NONE, 1))));

        put(view(1, "hazelnut-cake.pdf", State.DONE, 2_400_000, 2_400_000, 0, ""));
        put(view(2, "Hazel Grove - Morning <script>.ogg", State.ACTIVE, 48_000_000, 17_000_000, 612_000, ""));
        put(view(3, "hazel-wood-timelapse-1080p.webm", State.QUEUED, 734_000_000, 120_000_000, 0, "no-sources").with(Priority.HIGH));
        put(view(4, "old_field_recordings_of_the_hazel_dormouse_in_the_wild_with_a_very_long_name_indeed.flac", State.PAUSED, 310_000_000, 250_000_000, 0, "").with(Priority.LOW));
        put(view(5, "filbert-varieties.zip", State.FAILED, 9_000_000, 4_000_000, 0, "disk-full"));
        put(view(6, "hazel-charts.csv", State.CHECKING, 1_200_000, 1_200_000, 0, ""));
    }

    public void put(DownloadView view) {
        queue.put(view.id(), view);
        changed.raise();
    }

    public static DownloadView view(long id, String name, State state, long size, long written, long rate, String reason) {
        var done = state == State.DONE;
        return new DownloadView(
                id,
                1,
                sha1((int) id),
                Optional.empty(),
                name,
                size,
                state,
                written,
                done ? size : written * 3 / 4,
                rate,
                reason,
                reason.equals("disk-full") ? "5242880" : "",
                state == State.QUEUED ? NOW.plusSeconds(95) : null,
                done ? Path.of("/home/mara/Downloads", "hazelnut-cake.pdf") : null,
                NOW.minusSeconds(1000 - id),
                done ? List.of() : sources(rate),
                List.of(new Range(0, written / 2, true), new Range(size / 2, size / 2 + written / 2, false)));
    }

    private static Grounds grounds(Grounds.Kind kind, String words, long... figures) {
        return new Grounds(kind, LongStream.of(figures).boxed().toList(), words);
    }

    private static List<SourceView> sources(long rate) {
        return List.of(
                new SourceView(HostAddress.of(0x0A000007, 23456), "GTKG", "receiving", rate, 9_000_000, Grounds.NONE, null),
                new SourceView(
                        HostAddress.of(0xC0000209, 6349), "GTKG", "waiting", 0, 0, grounds(Grounds.Kind.PLACE, "", 14), NOW.plusSeconds(60),
                        new InLine(14, OptionalInt.of(430), NOW.plusSeconds(2_100), true)),
                new SourceView(
                        HostAddress.of(0xC000020A, 6349), "LIME", "waiting", 0, 0, grounds(Grounds.Kind.PLACE, "", 2), NOW.plusSeconds(50), new InLine(2, OptionalInt.empty(), null, false)),
                new SourceView(HostAddress.of(0xC6336411, 7001), "<b>X</b>", "bad", 0, 1024, grounds(Grounds.Kind.ANOTHER_FILE, ""), null));
    }

    public static Sha1 sha1(int number) {
        var bytes = new byte[Sha1.LENGTH];
        bytes[0] = (byte) (number * 37);
        bytes[19] = (byte) (number + 1);
        return Sha1.of(bytes);
    }

    @Override
    public void seek(long id) {
        commands.add("seek " + id);
    }

    @Override
    public DownloadView add(DownloadRequest request) {
        var id = queue.keySet().stream().mapToLong(key -> key).max().orElse(0) + 1;
        var view = new DownloadView(
                id, request.person(), request.sha1(), request.tigerRoot(), request.name(), request.size(), State.QUEUED,
                0, 0, 0, "", "", null, null, Instant.EPOCH, List.of(), List.of());
        var added = request.unvouched() ? view.unchecked() : view;
        put(added);
        return added;
    }

    /** What hosts say when asked for a hash; those that are not named do not answer. */
    public final Map<HostAddress, ToldHash> hashes = new ConcurrentHashMap<>();

    @Override
    public CompletableFuture<ToldHash> hashOf(Source source, long size) {
        return CompletableFuture.completedFuture(hashes.getOrDefault(source.address(), new ToldHash.Untold(ToldHash.Why.UNREACHED)));
    }

    @Override
    public boolean keep(long id) {
        var gone = queue.remove(id);
        if (gone != null && gone.state() != State.DONE) {
            kept.add(new KeptPart(gone.sha1(), gone.person(), gone.name(), gone.size(), gone.written(), NOW, gone.unvouched()));
        }
        changed.raise();
        return gone != null;
    }

    @Override
    public List<KeptPart> kept() {
        return List.copyOf(kept);
    }

    @Override
    public boolean discard(Sha1 content) {
        return kept.removeIf(part -> part.sha1().equals(content));
    }

    @Override
    public boolean send(long id, @Nullable Path folder) {
        return queue.computeIfPresent(id, (_, view) -> view.goingTo(folder)) != null;
    }

    @Override
    public List<DownloadView> view() {
        return new ArrayList<>(queue.values());
    }

    @Override
    public Optional<DownloadDetail> detail(long id) {
        return Optional.ofNullable(details.get(id));
    }

    @Override
    public Optional<DownloadReader> read(long id, long person, long from, long to) {
        return Optional.empty();
    }

    @Override
    public Optional<DownloadView> view(long id) {
        return Optional.ofNullable(queue.get(id));
    }

    @Override
    public boolean pause(long id) {
        return become("pause", id, State.PAUSED);
    }

    @Override
    public boolean resume(long id) {
        return become("resume", id, State.QUEUED);
    }

    @Override
    public boolean cancel(long id) {
        commands.add("cancel " + id);
        var removed = queue.remove(id) != null;
        changed.raise();
        return removed;
    }

    @Override
    public boolean retry(long id) {
        return become("retry", id, State.QUEUED);
    }

    @Override
    public boolean prioritize(long id, UnaryOperator<Priority> change) {
        var old = queue.get(id);
        if (old == null || old.state() == State.DONE) {
            return false;
        }
        put(old.with(change.apply(old.priority())));
        commands.add(Objects.requireNonNull(queue.get(id)).priority() + " " + id);
        return true;
    }

    private boolean become(String verb, long id, State state) {
        commands.add(verb + " " + id);
        var old = queue.get(id);
        if (old == null) {
            return false;
        }
        put(with(old, state, null));
        return true;
    }

    private static DownloadView with(DownloadView old, State state, @Nullable Instant nextTry) {
        return new DownloadView(
                old.id(), old.person(), old.sha1(), old.tigerRoot(), old.name(), old.size(), state, old.written(),
                old.verified(), 0, "", "", nextTry, old.path(), old.added(), old.sources(), old.ranges()).with(old.priority());
    }

    @Override
    public void offer(Sha1 content, Collection<Source> sources) {
        commands.add("offer " + content);
    }

    @Override
    public Signal changed() {
        return changed;
    }
}
