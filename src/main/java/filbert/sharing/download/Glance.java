package filbert.sharing.download;

import filbert.identity.Sha1;
import filbert.sharing.download.disk.PartialFolder;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** A look into the journal of a partial file that nobody has opened since the program started, for whoever looks at its page: once. Owner only. */
final class Glance {
    private final Engine engine;
    private final Executor lane;
    private final Sha1 sha1;
    private When when = When.NEVER;

    private enum When {
        NEVER,
        UNDER_WAY,
        DONE
    }

    Glance(Engine engine, Executor lane, Sha1 sha1) {
        this.engine = engine;
        this.lane = lane;
        this.sha1 = sha1;
    }

    boolean underWay() {
        return when == When.UNDER_WAY;
    }

    /** @param then told on the owner what the journal says, if anything; called at most once in a lifetime */
    void take(Consumer<Optional<PartialFolder.Known>> then) {
        if (when != When.NEVER) {
            return;
        }
        when = When.UNDER_WAY;
        lane.execute(() -> {
            var known = known();
            engine.owner().execute(() -> {
                when = When.DONE;
                then.accept(known);
            });
        });
    }

    /** Blocks. What cannot be read is said when it is gone on with. */
    private Optional<PartialFolder.Known> known() {
        try {
            return PartialFolder.known(engine.settings().incomplete(), sha1);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
