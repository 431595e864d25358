package filbert.servent.topology;

import filbert.net.AddressScope;
import filbert.wire.vendor.Features;
import filbert.wire.vendor.Features.Feature;
import java.util.List;

/**
 * What we tell neighbours that we can do (1-connect, 10.2): whether we can be called, and that we know what is new. Tables with one bit for each slot
 * are not among it: gtk-gnutella misplaces the bits (2-search, 4). Confined to the owner.
 */
final class Abilities {
    private final Self self;
    private final AddressScope scope;

    Abilities(Self self, AddressScope scope) {
        this.self = self;
        this.scope = scope;
    }

    Features now() {
        var callable = scope != AddressScope.PUBLIC || self.reachable();
        return new Features(List.of(new Feature(Features.TCP_INCOMING, callable ? 1 : 0), new Feature(Features.WHATS_NEW, 1)));
    }
}
