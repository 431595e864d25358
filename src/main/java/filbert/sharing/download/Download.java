package filbert.sharing.download;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.servent.search.Source;
import filbert.sharing.download.DownloadStore.StoredDownload;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.disk.Lane;
import filbert.sharing.download.disk.PartialFile;
import filbert.sharing.download.disk.Span;
import filbert.sharing.download.disk.Spans;
import filbert.sharing.download.disk.Storage;
import filbert.sharing.download.disk.Wanted;
import filbert.sharing.mesh.Alternatives;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One row of the queue: what is wanted, how it stands, who has it. Owner only. */
final class Download {
    static final int MAX_SOURCES = 500; // 3-transfer, 3.8.3: "Keep at most 500 sources per file"

    private final Engine engine;
    private final long id;
    private final long person;
    private final Sha1 sha1;
    private final Optional<TigerRoot> tigerRoot;
    private final String name;
    private final Instant added;
    private final Lane lane;
    private final TreeTrust trust;
    private final Looks looks;
    private final Readership readership;
    private final Chronicle chronicle;
    private final Suppliers<HostAddress> origins = new Suppliers<>(DownloadDetail.MOST_SHARES);
    private final Map<HostKey, Candidate> candidates = new LinkedHashMap<>();
    private long size;
    private State state;
    private String reason;
    private String detail;
    private long nextTryAt; // nanos; past when nothing is planned
    private @Nullable Path path;
    private long expected; // bytes the partial file is known to hold
    private long verified;
    private List<Span> written = List.of();
    private List<Span> right = List.of();
    private @Nullable Held held; // null when nobody has looked since we started
    private @Nullable Fetching fetching;
    private Recall recall = Recall.NEVER;
    private int beginning; // how often it began with nothing
    private long turn = Turns.NEW; // the last it had, counted over all downloads
    private long revision;
    private boolean unsaved;
    private boolean urgent;

    Download(Engine engine, StoredDownload row) {
        this.engine = engine;
        var stored = row.download();
        id = stored.id();
        person = stored.person();
        sha1 = stored.sha1();
        tigerRoot = stored.tigerRoot();
        name = stored.name();
        added = stored.added();
        size = stored.size();
        state = stored.state();
        reason = stored.reason();
        detail = stored.detail();
        path = stored.path();
        expected = stored.written();
        verified = stored.verified();
        held = expected == 0 ? Held.NOTHING : null;
        nextTryAt = engine.now();
        lane = new Lane(engine.workers());
        trust = new TreeTrust(tigerRoot);
        looks = new Looks(stored.looking(), engine);
        readership = new Readership(engine);
        chronicle = new Chronicle(engine.clock());
        offer(row.sources());
        row.places().forEach(this::remember);
    }

    /** As the last run was told. */
    private void remember(DownloadStore.StoredPlace stored) {
        candidate(new HostKey(stored.address(), stored.servent())).ifPresent(candidate -> {
            var place = Place.of(stored, engine);
            candidate.takesPlace(place);
            candidate.waitsFor(place);
            engine.places().keep(this, candidate);
        });
    }

    long id() {
        return id;
    }

    long person() {
        return person;
    }

    Sha1 sha1() {
        return sha1;
    }

    Optional<TigerRoot> tigerRoot() {
        return tigerRoot;
    }

    String name() {
        return name;
    }

    long size() {
        return size;
    }

    void sizeIs(long bytes) {
        size = bytes;
        unsaved = true;
    }

    TreeTrust trust() {
        return trust;
    }

    Chronicle chronicle() {
        return chronicle;
    }

    Readership readership() {
        return readership;
    }

    /** Bytes we have of what is verified together with this one; they tell whether something happens there. */
    long arrivedAround(long position) {
        return fetching == null ? 0 : fetching.arrivedAround(position);
    }

    /** Somebody waits for this byte, and has for a while. */
    void turnTo(long position) {
        if (fetching != null) {
            fetching.turnTo(position);
        }
    }

    /** Somebody wants the same and knows more of it. */
    void learn(DownloadRequest request) {
        request.tigerRoot().ifPresent(trust::hear);
        if (size < 0 && request.size() >= 0 && fetching == null) {
            sizeIs(request.size());
        }
    }

    Looks looks() {
        return looks;
    }

    /** It has begun to look for more sources. */
    void looked() {
        looks.looked(engine);
        unsaved = true;
        urgent = true;
    }

    Lane lane() {
        return lane;
    }

    /** Bytes the partial file is known to hold. */
    long expected() {
        return expected;
    }

    /** Does it need nobody any more? So it is with an empty file. */
    boolean allThere() {
        return size >= 0 && expected == size;
    }

    int beginning() {
        return beginning;
    }

    /** What the partial file holds, unless somebody has to look. */
    Optional<Held> held() {
        return Optional.ofNullable(held);
    }

    /** There is a partial file, whatever the store knew of it. */
    void hasToBeLookedAt() {
        held = null;
    }

    /** Begin anew even if the partial file is gone; what is still told of it does not count. */
    void expectNothing() {
        beginning++;
        expected = 0;
        verified = 0;
        written = List.of();
        right = List.of();
        held = Held.NOTHING;
        origins.forget(new Span(0, Long.MAX_VALUE));
        chronicle.tell("anew");
        readership.mayReadNothing();
    }

    Wanted wanted() {
        return new Wanted(sha1, size, tigerRoot, person, name, added);
    }

    State state() {
        return state;
    }

    String reason() {
        return reason;
    }

    /** The lower, the longer ago it last had a place; lowest for one that is new. */
    long turn() {
        return turn;
    }

    void hasTurn(long number) {
        turn = number;
    }

    long nextTryAt() {
        return nextTryAt;
    }

    void becomes(State next, String why, String about, long tryAt) {
        unsaved |= state != next && !(active(state) && active(next));
        var news = state != next || !reason.equals(why) ? Optional.of(state) : Optional.<State>empty();
        state = next;
        reason = why;
        detail = about;
        nextTryAt = tryAt;
        news.ifPresent(this::chronicleState);
        readership.changed();
    }

    private void chronicleState(State before) {
        switch (state) {
            case PAUSED -> chronicle.tell(reason.isEmpty() ? "paused" : "halted", "", reason);
            case FAILED -> chronicle.tell("failed", "", reason);
            case CHECKING -> {
                if (!reason.isEmpty()) {
                    chronicle.tell(reason);
                }
            }
            case QUEUED -> {
                if (before == State.PAUSED || before == State.FAILED) {
                    chronicle.tell("resumed");
                }
            }
            case ACTIVE, DONE -> {}
        }
    }

    private void became(Candidate candidate, Candidate.State before) {
        var host = candidate.source().address().toString();
        var words = candidate.detail();
        switch (candidate.state()) {
            case RECEIVING -> chronicle.tell("joined", host, "");
            case BAD -> chronicle.tell("dropped", host, words);
            case IDLE, WAITING -> {
                if (isPlace(words)) {
                    chronicle.moved("in-line", host, words);
                } else if (!words.isEmpty() && before != Candidate.State.BAD) {
                    chronicle.tell("rests", host, words);
                }
            }
            case CONNECTING, PUSHED, REQUESTING -> {}
        }
    }

    /** Our place in a queue is told as a number. */
    private static boolean isPlace(String words) {
        return !words.isEmpty() && words.length() < 10 && words.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    void brought(Span span, Candidate from) {
        origins.add(span, from.source().address());
    }

    /** Wrong bytes, and who brought them. */
    void spoiled(Span slice, Collection<Candidate> by) {
        origins.forget(slice);
        var hosts = by.stream().limit(3).map(candidate -> candidate.source().address().toString()).collect(Collectors.joining(", "));
        chronicle.tell("spoiled", hosts, slice.from() + "–" + (slice.to() - 1));
    }

    DownloadDetail detail() {
        var shares = new ArrayList<DownloadDetail.Share>();
        origins.forEach((span, host) -> shares.add(new DownloadDetail.Share(span.from(), span.to(), host, false)));
        if (fetching != null) {
            fetching.coming().forEach((span, host) -> shares.add(new DownloadDetail.Share(span.from(), span.to(), host, true)));
        }
        shares.sort(Comparator.comparingLong(DownloadDetail.Share::from));
        return new DownloadDetail(List.copyOf(shares.subList(0, Math.min(shares.size(), DownloadDetail.MOST_SHARES))), chronicle.entries());
    }

    /** A restart makes no difference between waiting and working. */
    private static boolean active(State state) {
        return state == State.QUEUED || state == State.ACTIVE || state == State.CHECKING;
    }

    void becomes(State next) {
        becomes(next, "", "", engine.now());
    }

    /** Where the finished file is. */
    @Nullable Path path() {
        return path;
    }

    void doneAt(Path where) {
        becomes(State.DONE);
        path = where;
        chronicle.tell("done", "", where.toString());
        expected = size;
        verified = size;
        written = size > 0 ? List.of(new Span(0, size)) : List.of();
        right = written;
        candidates.clear();
    }

    Optional<Fetching> fetching() {
        return Optional.ofNullable(fetching);
    }

    void fetching(@Nullable Fetching now) {
        fetching = now;
    }

    /**
     * Somebody looks at it, and nobody has opened its file since the program started: what the journal says is looked up, once.
     *
     * @param then called when there is news
     */
    void recall(Runnable then) {
        if (recall != Recall.NEVER || fetching != null || allThere() || expected == 0 || size <= 0 || !written.isEmpty()) {
            return;
        }
        recall = Recall.UNDER_WAY;
        var began = beginning;
        lane.execute(() -> {
            var known = known();
            engine.owner().execute(() -> {
                recall = Recall.DONE;
                known.filter(_ -> fetching == null && beginning == began && written.isEmpty()).ifPresent(this::recalled);
                readership.changed();
                then.run();
            });
        });
    }

    private enum Recall {
        NEVER,
        UNDER_WAY,
        DONE
    }

    /** Blocks. What cannot be read is said when it is gone on with. */
    private Optional<PartialFile.Known> known() {
        try {
            return PartialFile.known(engine.settings().incomplete(), sha1);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private void recalled(PartialFile.Known known) {
        written = known.written();
        if (known.tree().isPresent() && trust.root().map(known.tree().get()::equals).orElse(true)) {
            right = known.verified();
            readership.mayRead(Spans.of(right));
        }
    }

    boolean recalling() {
        return recall == Recall.UNDER_WAY;
    }

    void progress(Storage.Contents contents) {
        written = contents.written();
        right = contents.verified();
        held = Held.of(contents);
        var before = expected;
        expected = total(written);
        chronicleQuarters(verified, total(right));
        verified = total(right);
        unsaved |= (before == 0 && expected > 0) || fetching == null;
    }

    private void chronicleQuarters(long before, long now) {
        var quarters = size <= 0 ? 0 : 4 * now / size;
        if (quarters > 0 && quarters > 4 * before / size) {
            chronicle.tell("verified", "", Long.toString(25 * quarters));
        }
    }

    private static long total(List<Span> spans) {
        return spans.stream().mapToLong(Span::length).sum();
    }

    Collection<Candidate> candidates() {
        return candidates.values();
    }

    /** What a source told of our place in its queue has to be kept, or a restart would make us ask too early. */
    void placed() {
        unsaved = true;
        urgent = true;
    }

    /** Must it be saved soon? */
    boolean urgent() {
        return urgent;
    }

    Optional<Candidate> candidate(HostKey key) {
        return Optional.ofNullable(candidates.get(key));
    }

    /** A source is called elsewhere from now on, unless that is another source. */
    void moves(Candidate candidate, HostAddress address) {
        var key = candidate.key();
        candidate.movesTo(address);
        if (candidates.putIfAbsent(candidate.key(), candidate) == null) {
            candidates.remove(key);
            unsaved = true;
        } else {
            candidate.movesTo(key.address());
        }
    }

    /** Does anybody let us wait in a queue? */
    boolean inLine(long now) {
        return candidates.values().stream().anyMatch(candidate -> candidate.inLine(now).isPresent());
    }

    /** How many of them nobody told us of before. */
    int newAmong(Collection<Source> sources) {
        return (int) sources.stream().map(HostKey::of).distinct().filter(key -> !candidates.containsKey(key)).count();
    }

    /** @return whether any of them is news */
    boolean offer(Collection<Source> sources) {
        var news = false;
        for (var source : sources) {
            var known = candidates.get(HostKey.of(source));
            if (known != null) {
                var was = known.readyAt();
                known.heardAgain(source, engine.now());
                news |= known.readyAt() != was;
            } else if (candidates.size() < MAX_SOURCES) {
                candidates.put(HostKey.of(source), new Candidate(source, engine.now()).watchedBy(this::became));
                news = true;
                unsaved = true;
            }
        }
        return news;
    }

    /** Others have been named that may have it. @return whether any of them is news */
    boolean heardOf(Alternatives.News others) {
        var called = others.hosts().stream().map(host -> new Source(host, Guid.ZERO, 0, name, "", 0, false, false, List.of()));
        var pushed = others.pushed().stream()
                .map(each -> new Source(each.address().orElse(HostKey.NOWHERE), each.servent(), 0, name, "", 0, true, false, each.proxies()));
        var news = false;
        for (var source : Stream.concat(called, pushed).toList()) {
            if (candidates.size() < MAX_SOURCES && candidates.putIfAbsent(HostKey.of(source), Candidate.named(source, engine.now()).watchedBy(this::became)) == null) {
                news = true;
            }
        }
        return news;
    }

    boolean unsaved() {
        return unsaved;
    }

    /** A row to be kept, newer than all before. */
    Row row() {
        unsaved = false;
        urgent = false;
        var sources = candidates.values().stream().map(Candidate::source).toList();
        var places = candidates.entrySet().stream()
                .flatMap(entry -> Optional.ofNullable(entry.getValue().place()).flatMap(place -> place.stored(entry.getKey(), engine)).stream())
                .toList();
        return new Row(++revision, new StoredDownload(view(List.of(), List.of(), 0), sources, places));
    }

    /** Older rows are never written over newer ones. */
    record Row(long revision, StoredDownload content) {}

    DownloadView view() {
        var rate = 0L;
        var sources = new ArrayList<DownloadView.SourceView>(candidates.size());
        for (var candidate : candidates.values()) {
            var own = candidate.rate(engine.now());
            rate += own;
            var inLine = candidate.inLine(engine.now());
            var nextTry = candidate.bad() ? null : engine.instant(inLine.map(Place::due).orElse(candidate.readyAt()));
            sources.add(new DownloadView.SourceView(
                    candidate.source().address(),
                    candidate.vendor(),
                    candidate.shown(engine.now()).key(),
                    own,
                    candidate.received(),
                    candidate.detail(),
                    nextTry,
                    inLine.map(this::shown).orElse(null)));
        }
        return view(sources, ranges(), rate);
    }

    private DownloadView.InLine shown(Place place) {
        return new DownloadView.InLine(
                place.position(),
                place.length(),
                place.eta().isPresent() ? engine.instant(place.eta().getAsLong()) : null,
                place.id().isPresent());
    }

    private DownloadView view(List<DownloadView.SourceView> sources, List<DownloadView.Range> ranges, long rate) {
        return new DownloadView(
                id,
                person,
                sha1,
                tigerRoot,
                name,
                size,
                state,
                expected,
                verified,
                rate,
                reason,
                detail,
                engine.instant(nextTryAt),
                path,
                added,
                sources,
                ranges,
                looks.view(null));
    }

    private List<DownloadView.Range> ranges() {
        var verifiedSpans = Spans.of(right);
        var ranges = new ArrayList<DownloadView.Range>();
        for (var span : written) {
            var at = span.from();
            for (var good : verifiedSpans.within(span)) {
                if (good.from() > at) {
                    ranges.add(new DownloadView.Range(at, good.from(), false));
                }
                ranges.add(new DownloadView.Range(good.from(), good.to(), true));
                at = good.to();
            }
            if (at < span.to()) {
                ranges.add(new DownloadView.Range(at, span.to(), false));
            }
        }
        return ranges;
    }
}
