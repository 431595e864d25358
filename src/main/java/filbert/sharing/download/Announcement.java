package filbert.sharing.download;

import filbert.identity.Sha1;
import filbert.servent.push.Whereabouts;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * May we name ourselves among those who have some of it (3-transfer, 3.7.2 and 3.8.1)? Only while verified bytes are shown, and only if the network may
 * see the finished file. A worker looks that up whenever more is shown: requests may be a minute apart, and the next is to say what is true then. Which bytes
 * we have needs no such word; replies list what is verified and synced at that moment. Owner only.
 */
final class Announcement {
    static final Duration AGAIN = Duration.ofSeconds(5); // ours: looked up at most so often
    static final Duration BELIEVED = Duration.ofSeconds(10); // ours: what was looked up longer ago says nothing

    private final Engine engine;
    private final Executor lane;
    private final Sha1 sha1;
    private boolean network;
    private boolean looking;
    private boolean looked;
    private long lookedAt;

    Announcement(Engine engine, Executor lane, Sha1 sha1) {
        this.engine = engine;
        this.lane = lane;
        this.sha1 = sha1;
    }

    /** More of it is shown than before. */
    void refresh() {
        engine.partials().bySha1(sha1).filter(_ -> !looking && !lookedWithin(AGAIN)).ifPresent(shown -> {
            looking = true;
            lane.execute(() -> {
                var yes = engine.partials().mayBeServed(shown);
                engine.owner().execute(() -> looked(yes));
            });
        });
    }

    /** How we can be called, if that may be told. */
    Optional<Whereabouts> ourselves() {
        refresh();
        var shown = engine.partials().bySha1(sha1).isPresent();
        return shown && network && lookedWithin(BELIEVED) ? Optional.of(engine.requests().whereabouts()).filter(Whereabouts::known) : Optional.empty();
    }

    private boolean lookedWithin(Duration span) {
        return looked && engine.now() - lookedAt < span.toNanos();
    }

    private void looked(boolean yes) {
        network = yes;
        looking = false;
        looked = true;
        lookedAt = engine.now();
    }
}
