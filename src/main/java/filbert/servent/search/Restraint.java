package filbert.servent.search;

import filbert.net.Owner;
import filbert.net.Timeline;
import filbert.servent.routing.Neighbourhood;
import filbert.servent.topology.Self;
import java.time.Duration;

/**
 * As a leaf: asks our ultrapeers for no queries while whoever came for a file would find no slot and a long line, or while we cannot keep up with what
 * arrives (1-connect, 5.2 and 5.3). Connections see to it that this does not last too long. Confined to the owner.
 */
public final class Restraint {
    static final Duration LOOK_EVERY = Duration.ofSeconds(15); // as LimeWire: 1-connect, 5.3
    static final Duration BEHIND = Duration.ofSeconds(2); // ours: what has waited so long is late
    static final int LONG_LINE = 10; // ours: half of what may wait by default

    private final Self self;
    private final Owner owner;
    private final Neighbourhood neighbourhood;
    private final UploadSlots slots;
    private final Timeline.Timer looking;
    private long looked;

    public Restraint(Self self, Owner owner, Neighbourhood neighbourhood, UploadSlots slots) {
        this.self = self;
        this.owner = owner;
        this.neighbourhood = neighbourhood;
        this.slots = slots;
        this.looked = owner.nanos();
        this.looking = owner.every(LOOK_EVERY, this::look);
    }

    public void close() {
        looking.cancel();
    }

    private void look() {
        var now = owner.nanos();
        var late = now - looked > LOOK_EVERY.plus(BEHIND).toNanos();
        looked = now;
        var crowded = slots.allTaken() && slots.waiting() >= LONG_LINE;
        var busy = !self.ultrapeer() && (late || crowded);
        neighbourhood.everybody().stream().filter(each -> !each.isLeaf()).forEach(ultrapeer -> ultrapeer.spareUs(busy));
    }
}
