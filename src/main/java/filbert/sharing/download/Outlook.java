package filbert.sharing.download;

import filbert.sharing.download.DownloadView.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Says what keeps a download from working, and when it may work again. Owner only. */
final class Outlook {
    static final String QUOTA = "quota-reached";
    static final String JOINED = "joined";
    private static final String OWN_PLACES = "own-places";
    private static final long CLOCK_WAS_SET = Duration.ofSeconds(2).toNanos(); // the moment told is off by more
    private static final Duration LONGEST = Duration.ofDays(31); // ours: looked at again every second anyway
    private static final String SOURCES_GONE = "sources-gone";
    private static final String NO_SOURCES = "no-sources";
    private static final String SOURCES_WAITING = "sources-waiting";

    private final Engine engine;
    private final BiConsumer<Download, String> failure;

    /** @param failure told of a download that nobody will ever bring, and why */
    Outlook(Engine engine, BiConsumer<Download, String> failure) {
        this.engine = engine;
        this.failure = failure;
    }

    /** Did it fail because there was nobody left? Somebody new is a reason to begin again. */
    static boolean hadNobody(Download download) {
        return download.state() == State.FAILED && download.reason().equals(SOURCES_GONE);
    }

    /** Does it wait because nobody can be asked for it now? */
    static boolean lacksSources(Download download) {
        return download.reason().equals(NO_SOURCES) || download.reason().equals(SOURCES_WAITING);
    }

    void describe(Download download) {
        if (download.state() == State.ACTIVE) {
            var waits = download.fetching().filter(Fetching::onlyWaits).isPresent();
            download.becomes(State.ACTIVE, waits ? "queued-remotely" : "", "", engine.now());
        } else if ((download.state() == State.QUEUED || hadNobody(download)) && download.undertaking().keeps(download)) {
            download.becomes(State.QUEUED, JOINED, "", engine.now());
        } else if (download.state() == State.QUEUED && !waitsForQuota(download) && download.nextTryAt() <= engine.now()) {
            describeWaiting(download);
        }
    }

    private boolean waitsForQuota(Download download) {
        var until = download.allThere() ? Optional.<Instant>empty() : engine.rations().exhaustedUntil(download.person());
        if (until.isPresent()) {
            var wait = Duration.between(engine.clock().instant(), until.get());
            var at = engine.now() + (wait.compareTo(LONGEST) < 0 ? Math.max(0, wait.toNanos()) : LONGEST.toNanos());
            if (!download.reason().equals(QUOTA) || Math.abs(download.nextTryAt() - at) > CLOCK_WAS_SET) {
                download.becomes(State.QUEUED, QUOTA, "", at);
            }
        } else if (download.reason().equals(QUOTA)) {
            download.becomes(State.QUEUED);
        }
        return until.isPresent();
    }

    private void describeWaiting(Download download) {
        var now = engine.now();
        if (download.candidates().isEmpty() && !download.allThere()) {
            download.becomes(State.QUEUED, NO_SOURCES, "", now);
            return;
        }
        var next = nextChance(download);
        if (!engine.hosts().wayOut() && !download.allThere()) {
            download.becomes(State.QUEUED, "cut-off", "", now);
        } else if (next == Long.MAX_VALUE && !download.allThere()) {
            failure.accept(download, SOURCES_GONE);
        } else if (next > now && !download.allThere()) {
            download.becomes(State.QUEUED, download.sources().inLine(now) ? "queued-remotely" : SOURCES_WAITING, "", next);
        } else if (engine.rations().full(download.person()) && !download.allThere()) {
            download.becomes(State.QUEUED, OWN_PLACES, Integer.toString(engine.rations().most(download.person())), now);
        } else {
            download.becomes(State.QUEUED, "", "", now);
        }
    }

    /** When somebody may be asked again; the end of time when nobody ever. */
    private long nextChance(Download download) {
        var next = Long.MAX_VALUE;
        for (var candidate : download.candidates()) {
            if (next <= engine.now()) {
                break;
            }
            if (!candidate.bad()) {
                next = Math.min(next, Math.max(candidate.readyAt(), engine.hosts().readyAt(candidate.key())));
            }
        }
        return next;
    }
}
