package filbert.sharing.download;

import filbert.sharing.download.DownloadView.State;
import java.util.function.BiConsumer;

/** Says what keeps a download from working, and when it may work again. Owner only. */
final class Outlook {
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
        } else if (download.state() == State.QUEUED && download.nextTryAt() <= engine.now()) {
            describeWaiting(download);
        }
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
            download.becomes(State.QUEUED, download.inLine(now) ? "queued-remotely" : SOURCES_WAITING, "", next);
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
