package filbert.sharing.download;

import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.adopt.Leftovers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The downloads that first take over what somebody left of them. One copies at a time, for two would only keep a disk's head running; it takes none of
 * the places of downloads that fetch. Owner only.
 */
final class Takeovers {
    /** Message key below {@code download.reason.}. */
    static final String ADOPTING = "adopting";

    static final int MOST_ENDED = 500; // ours: remembered for those who want to see how it went

    private final Engine engine;
    private final Function<Download, Outcome> outcomes;
    private final BiConsumer<Download, Leftovers.Origin> forgetter;
    private final Runnable changed;
    private final List<Takeover> all = new ArrayList<>(); // in the order they were asked for

    /**
     * @param forgetter told of a take-over that need not be kept any more
     * @param changed called when others may begin
     */
    Takeovers(Engine engine, Function<Download, Outcome> outcomes, BiConsumer<Download, Leftovers.Origin> forgetter, Runnable changed) {
        this.engine = engine;
        this.outcomes = outcomes;
        this.forgetter = forgetter;
        this.changed = changed;
    }

    void order(Download download, Leftovers.Origin origin) {
        halt(download);
        all.removeIf(takeover -> takeover.download() == download && takeover.origin().file().equals(origin.file()));
        all.add(new Takeover(engine, download, origin));
        var ended = all.stream().filter(takeover -> !takeover.pending()).toList();
        all.removeAll(ended.subList(0, Math.max(0, ended.size() - MOST_ENDED)));
    }

    private List<Takeover> of(Download download) {
        return all.stream().filter(takeover -> takeover.download() == download).toList();
    }

    /** @return whether there was anything to leave */
    boolean leave(Download download) {
        var pending = of(download).stream().filter(Takeover::pending).toList();
        for (var takeover : pending) {
            takeover.leave();
            forgetter.accept(download, takeover.origin());
        }
        goOn(download);
        return !pending.isEmpty();
    }

    /** @return whether one was copying */
    boolean halt(Download download) {
        var running = of(download).stream().filter(Takeover::halt).toList();
        return !running.isEmpty();
    }

    /** The download is gone. */
    void forget(Download download) {
        halt(download);
        all.removeAll(of(download));
    }

    void sync() {
        all.forEach(Takeover::sync);
    }

    /** Before anybody is asked for bytes. */
    void pump() {
        if (all.isEmpty()) {
            return;
        }
        var waiting = Takeover.waiting(all);
        for (var takeover : waiting) {
            var download = takeover.download();
            if (mayTurn(download)) {
                download.becomes(State.CHECKING, ADOPTING, "0", engine.now());
            }
        }
        if (all.stream().noneMatch(Takeover::running)) {
            waiting.stream().filter(takeover -> isTaken(takeover.download())).findFirst().ifPresent(this::begin);
        }
    }

    private boolean mayTurn(Download download) {
        var disk = download.state() == State.PAUSED && !download.reason().isEmpty() && download.nextTryAt() <= engine.now();
        return (download.state() == State.QUEUED || disk) && !download.undertaking().keeps(download);
    }

    private static boolean isTaken(Download download) {
        return download.state() == State.CHECKING && download.reason().equals(ADOPTING);
    }

    private void begin(Takeover takeover) {
        takeover.begin(outcomes.apply(takeover.download()), this::ended);
    }

    private void ended(Takeover takeover) {
        var download = takeover.download();
        forgetter.accept(download, takeover.origin());
        goOn(download);
        changed.run();
    }

    private static void goOn(Download download) {
        if (isTaken(download)) {
            download.becomes(State.QUEUED);
        }
    }

    List<AdoptionView> views() {
        return all.stream().map(Takeover::view).toList();
    }
}
