package filbert.servent.routing;

import filbert.net.Owner;
import filbert.servent.qrp.RoutingTable;
import filbert.servent.qrp.TableBuilder;
import filbert.servent.topology.Self;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The table of what this servent shares, built on a worker: when first wanted, and some time after the library changed. Confined to the
 * owner.
 */
final class OwnTable {
    private static final Duration AFTER_A_CHANGE = Duration.ofMinutes(5); // 2-search, 4.4
    private static final Duration AFTER_THE_FIRST_FILES = Duration.ofSeconds(10); // until then nobody can find us

    private final Self self;
    private final Owner owner;
    private final Executor workers;
    private final SharedWords shared;
    private final int bits;
    private final Consumer<RoutingTable> built;
    private final Runnable endWatching;
    private @Nullable RoutingTable table;
    private boolean forUltrapeer;
    private boolean building;
    private boolean rebuildIsDue;

    /**
     * @param bits log2 of its slots, unless there are too many words
     * @param built told each new table, on the owner
     */
    OwnTable(Self self, Owner owner, Executor workers, SharedWords shared, int bits, Consumer<RoutingTable> built) {
        this.self = self;
        this.owner = owner;
        this.workers = workers;
        this.shared = shared;
        this.bits = bits;
        this.built = built;
        endWatching = shared.changed().watch(() -> owner.execute(this::libraryChanged));
    }

    /** The library outlives the servent: no longer listens to it. */
    void close() {
        endWatching.run();
    }

    /** The newest table, unless none has been built yet for the role we have: then it is on its way. */
    @Nullable RoutingTable current() {
        if (table == null || forUltrapeer != self.ultrapeer()) {
            build();
            return null;
        }
        return table;
    }

    private void libraryChanged() {
        if (table == null || rebuildIsDue) {
            return;
        }
        rebuildIsDue = true;
        owner.after(table.isEmpty() ? AFTER_THE_FIRST_FILES : AFTER_A_CHANGE, () -> {
            rebuildIsDue = false;
            build();
        });
    }

    private void build() {
        if (building) {
            return;
        }
        building = true;
        var ultrapeer = self.ultrapeer();
        workers.execute(() -> {
            var builder = new TableBuilder(bits);
            shared.words(builder::word);
            shared.wholes(builder::whole);
            var fresh = ultrapeer ? builder.forUltrapeer() : builder.forLeaf();
            owner.execute(() -> {
                building = false;
                table = fresh;
                forUltrapeer = ultrapeer;
                if (ultrapeer == self.ultrapeer()) {
                    built.accept(fresh);
                } else {
                    build(); // the role changed meanwhile
                }
            });
        });
    }
}
