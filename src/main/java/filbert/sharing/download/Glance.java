package filbert.sharing.download;

import filbert.sharing.download.disk.PartialFolder;
import filbert.sharing.download.disk.Spans;
import java.io.IOException;
import java.util.Optional;

/** A look into the journal of a partial file that nobody has opened since the program started, for whoever looks at its page: once. Owner only. */
final class Glance {
    private final Download download;
    private final Engine engine;
    private final Stock stock;
    private When when = When.NEVER;

    private enum When {
        NEVER,
        UNDER_WAY,
        DONE
    }

    Glance(Download download, Engine engine, Stock stock) {
        this.download = download;
        this.engine = engine;
        this.stock = stock;
    }

    boolean underWay() {
        return when == When.UNDER_WAY;
    }

    /** Somebody looks at the download. @param then told on the owner when there is news; at most once in a lifetime */
    void take(Runnable then) {
        if (when != When.NEVER || !pays()) {
            return;
        }
        when = When.UNDER_WAY;
        var began = download.beginning();
        download.lane().execute(() -> {
            var known = known();
            engine.owner().execute(() -> {
                when = When.DONE;
                known.filter(_ -> download.fetching().isEmpty() && download.beginning() == began && !stock.mapped()).ifPresent(this::recall);
                download.readership().changed();
                then.run();
            });
        });
    }

    private boolean pays() {
        return download.fetching().isEmpty() && !download.allThere() && stock.expected() > 0 && download.size() > 0 && !stock.mapped();
    }

    private void recall(PartialFolder.Known known) {
        stock.recalled(known);
        if (known.tree().isPresent() && download.trust().root().map(known.tree().get()::equals).orElse(true)) {
            stock.right(known.verified());
            download.readership().mayRead(Spans.of(known.verified()));
        }
    }

    /** Blocks. What cannot be read is said when it is gone on with. */
    private Optional<PartialFolder.Known> known() {
        try {
            return PartialFolder.known(engine.settings().incomplete(), download.sha1());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
