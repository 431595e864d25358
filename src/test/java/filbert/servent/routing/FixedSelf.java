package filbert.servent.routing;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.topology.Self;

/** A servent that never changes. */
public record FixedSelf(Guid servent, boolean ultrapeer, HostAddress address, boolean reachable) implements Self {
    public static FixedSelf ultrapeer(int number) {
        return new FixedSelf(new Guid(0x5E1F, number), true, HostAddress.of(0x7F00_0100 | number, 6346), true);
    }

    public static FixedSelf leaf(int number) {
        return new FixedSelf(new Guid(0x5E1F, number), false, HostAddress.of(0x7F00_0100 | number, 6346), true);
    }
}
