package filbert.sharing.download;

import filbert.sharing.download.DownloadStore.StoredLook;
import filbert.sharing.download.DownloadView.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks for more sources of downloads nobody sends anything of: when a person wishes it, and, where that is allowed, by itself. By itself it looks for
 * one download an hour in the whole house, the one that waited longest, and for each more and more rarely. What came without a source, as by a bare
 * magnet, is looked for once under its name and once by its hash: that is what the person who brought it wished. What waits costs nothing meanwhile.
 * Owner only.
 */
final class Lookout {
    static final Duration BETWEEN_LOOKS = Duration.ofHours(1); // ours: of the whole house, by itself
    static final Duration BETWEEN_WISHES = Duration.ofMinutes(10); // ours: for one download
    static final int MOST_WISHES = 12; // ours: an hour, of the whole house
    static final int MOST_ERRANDS = 8; // ours: of those wishes, so that the others are left to people's buttons
    static final int MOST_SOUGHT = 200; // ours: downloads that wait for their errand
    private static final int LOOKS_EACH = 2; // under its name, by its hash
    private static final Duration BETWEEN_ERRANDS = Duration.ofSeconds(30); // ours: hits come in meanwhile
    private static final Duration AGAIN = Duration.ofMinutes(1); // nobody is due, or can be asked
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private final Engine engine;
    private final Collection<Download> downloads;
    private final Offers offers;
    private final BiConsumer<Download, StoredLook> keeper;
    private final Deque<Long> wishes = new ArrayDeque<>();
    private final Deque<Download> sought = new ArrayDeque<>();
    private long nextAt; // not before
    private long nextErrandAt;

    /** What becomes of sources found. */
    interface Offers {
        void offer(Download download, Collection<filbert.servent.search.Source> sources);
    }

    /** @param keeper told of each look that counts */
    Lookout(Engine engine, Collection<Download> downloads, Offers offers, BiConsumer<Download, StoredLook> keeper) {
        this.engine = engine;
        this.downloads = downloads;
        this.offers = offers;
        this.keeper = keeper;
        nextAt = engine.now();
        nextErrandAt = engine.now();
    }

    /** What was looked for before a restart counts, and what waited for its turn waits on. */
    void goOn(Collection<StoredLook> before) {
        for (var look : before) {
            var at = engine.now() - engine.nanosSince(look.at(), DownloadStore.LOOKS_COUNT);
            if (look.byItself()) {
                nextAt = Math.max(nextAt, at + BETWEEN_LOOKS.toNanos());
            } else {
                wishes.addLast(at);
                nextErrandAt = Math.max(nextErrandAt, at + BETWEEN_ERRANDS.toNanos());
            }
        }
        downloads.stream().filter(download -> download.looks().sought() && isErrand(download)).limit(MOST_SOUGHT).forEach(sought::addLast);
    }

    /** It came without anybody to fetch from. */
    void seek(Download download) {
        if (sought.size() < MOST_SOUGHT && isErrand(download) && !sought.contains(download)) {
            sought.addLast(download);
            seeks(download, true);
            errand();
        }
    }

    private static void seeks(Download download, boolean now) {
        if (download.looks().sought() != now) {
            download.looks().sought(now);
            download.arrears().arise();
            download.arrears().press();
        }
    }

    private boolean isErrand(Download download) {
        return downloads.contains(download)
                && !download.unvouched()
                && download.state() != State.DONE
                && download.state() != State.FAILED
                && download.candidates().isEmpty()
                && !download.allThere()
                && download.looks().inVain() < (isNamed(download) ? LOOKS_EACH : 1);
    }

    /** By more than its hash. */
    private static boolean isNamed(Download download) {
        return !download.name().equals(download.sha1().base32());
    }

    private void errand() {
        var now = engine.now();
        sought.stream().filter(download -> !isErrand(download)).forEach(download -> seeks(download, false));
        sought.removeIf(download -> !isErrand(download));
        if (sought.isEmpty() || now < nextErrandAt || !engine.search().anybodyToAsk()) {
            return;
        }
        forgetOldWishes(now);
        var next = sought.stream().filter(download -> download.state() == State.QUEUED).findFirst();
        if (next.isEmpty() || wishes.size() >= MOST_ERRANDS) {
            return;
        }
        nextErrandAt = now + BETWEEN_ERRANDS.toNanos();
        sought.remove(next.get());
        sought.addLast(next.get()); // for its other look, unless somebody has it by then
        if (look(next.get()).isEmpty()) {
            granted(next.get(), now);
        }
    }

    private void granted(Download download, long now) {
        wishes.addLast(now);
        keeper.accept(download, new StoredLook(engine.clock().instant(), false));
    }

    private void forgetOldWishes(long now) {
        while (!wishes.isEmpty() && now - wishes.getFirst() >= HOUR) {
            wishes.removeFirst();
        }
    }

    /** To be called every now and then. */
    void tick() {
        errand();
        var now = engine.now();
        if (now < nextAt || !engine.search().byItself()) {
            return;
        }
        var due = engine.search().anybodyToAsk() ? longestWaiting(now) : Optional.<Download>empty();
        var looked = due.isPresent() && look(due.get()).isEmpty();
        if (looked) {
            keeper.accept(due.get(), new StoredLook(engine.clock().instant(), true));
        }
        nextAt = now + (looked ? BETWEEN_LOOKS : AGAIN).toNanos();
    }

    private Optional<Download> longestWaiting(long now) {
        return downloads.stream()
                .filter(download -> hasNobody(download) && download.looks().dueAt() <= now)
                .min(Comparator.comparingLong(download -> download.looks().dueAt()));
    }

    private static boolean hasNobody(Download download) {
        return !download.unvouched() && (Outlook.hadNobody(download) || (download.state() == State.QUEUED && Outlook.lacksSources(download)));
    }

    /** @return a message key below {@code download.look.} when it cannot be done */
    Optional<String> wish(Download download) {
        if (download.unvouched()) {
            return Optional.of("unvouched");
        }
        var now = engine.now();
        forgetOldWishes(now);
        if (download.state() == State.DONE || download.state() == State.CHECKING || download.allThere()) {
            return Optional.of("complete");
        }
        if (download.looks().lately(BETWEEN_WISHES, now)) {
            return Optional.of("too-soon");
        }
        if (wishes.size() >= MOST_WISHES) {
            return Optional.of("too-many");
        }
        if (!engine.search().anybodyToAsk()) {
            return Optional.of("nobody-to-ask");
        }
        var trouble = look(download);
        if (trouble.isEmpty()) {
            granted(download, now);
        }
        return trouble;
    }

    /** By name and by hash in turn: many drop the one, and the other misses copies under another name (2-search, 2.3). */
    private Optional<String> look(Download download) {
        var byHash = download.looks().inVain() % 2 == 1 || !isNamed(download);
        download.looks().lookingAnew();
        var trouble = engine.search().look(download.sha1(), download.name(), byHash, sources -> offers.offer(download, sources));
        if (trouble.isEmpty()) {
            download.looked();
        }
        return trouble;
    }

    /** When this one may look by itself; null for never, as things are. */
    @Nullable Instant next(Download download) {
        return engine.search().byItself() && hasNobody(download) ? engine.instantAtLeast(Math.max(nextAt, download.looks().dueAt())) : null;
    }
}
