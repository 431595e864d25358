package filbert.servent.routing;

import filbert.net.Timeline;
import filbert.servent.connection.Neighbour;
import filbert.servent.guard.Allowance;
import filbert.servent.qrp.RoutingTable;
import filbert.servent.qrp.TableReceiver;
import filbert.wire.vendor.Features;
import org.jspecify.annotations.Nullable;

/** A neighbour, with what routing remembers about it. Confined to the owner. */
final class Peer implements Origin {
    private static final int BYE_DUPLICATES = 401;

    final Neighbour neighbour;
    boolean gone;

    /** Its number among those whose tables are asked together; negative when it may give none. */
    int seat = -1;

    /** Takes in its table, where it may send one. */
    @Nullable TableReceiver receiver;

    /** The newest complete one. */
    @Nullable RoutingTable table;

    /** What it may ask. */
    final Allowance queries;

    /** How often it may begin its table anew. */
    final Allowance resets;

    /** How well it behaves. */
    final Conduct conduct = new Conduct();

    /** When it joined, in nanoseconds of the owner's timeline. */
    final long since;

    Peer(Neighbour neighbour, Timeline timeline, Ceilings ceilings) {
        this.neighbour = neighbour;
        this.since = timeline.nanos();
        this.queries = ceilings.queries(timeline, neighbour.isLeaf());
        this.resets = ceilings.resets(timeline);
    }

    /** It said the very same again. */
    void repeated() {
        if (conduct.repeated()) {
            neighbour.close(BYE_DUPLICATES, "Sent " + conduct.duplicates() + " duplicates");
        }
    }

    /** Has it said that it answers queries for the newest files? */
    boolean knowsWhatsNew() {
        return neighbour.features().version(Features.WHATS_NEW).filter(version -> version >= 1).isPresent();
    }

    /** The highest TTL it wants to see in queries. */
    int maxTtl() {
        return Math.max(1, neighbour.capabilities().maxTtl());
    }
}
