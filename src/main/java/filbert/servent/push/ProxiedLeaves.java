package filbert.servent.push;

import filbert.identity.Guid;
import filbert.net.AddressScope;
import filbert.servent.connection.Neighbour;
import filbert.servent.routing.Neighbourhood;
import filbert.servent.topology.Self;
import filbert.wire.vendor.PushProxyAcknowledgement;
import java.util.Set;

/** The other side: leaves that nobody can call ask us, an ultrapeer everybody can, to pass pushes on to them (1-connect, 10.4). Confined to the owner. */
final class ProxiedLeaves {
    /** GUIDs that so many servents have that they name nobody: 1-connect, 1.2. */
    private static final Set<Guid> EVERYBODYS = Set.of(
            Guid.ZERO,
            Guid.parse("20d262ff0e6fd6119734004005a207b1"),
            Guid.parse("9c51e42153d4c94a858f8e8a8391173d"),
            Guid.parse("27630b632f070ca9ffc48eb06a72c700"),
            Guid.parse("58585858585858585858585858585858"));

    private final Self self;
    private final AddressScope scope;
    private final Neighbourhood neighbourhood;

    ProxiedLeaves(Self self, AddressScope scope, Neighbourhood neighbourhood) {
        this.self = self;
        this.scope = scope;
        this.neighbourhood = neighbourhood;
    }

    /** Refused by silence: by who is no ultrapeer or cannot be called itself, and to those who ask in another's name. */
    void requested(Neighbour leaf, Guid servent) {
        var we = self.address();
        var honest = leaf.capabilities().servent().map(servent::equals).orElse(true);
        if (self.ultrapeer() && leaf.isLeaf() && !self.firewalled(scope) && scope.admits(we) && we.isIpv4() && honest && !names(servent)) {
            if (neighbourhood.bears(leaf, servent)) {
                leaf.send(servent, 1, 0, PushProxyAcknowledgement.at(we).toVendor());
            }
        }
    }

    private boolean names(Guid servent) {
        return EVERYBODYS.contains(servent) || servent.equals(self.servent());
    }

    /** It can be called now. */
    void cancelled(Neighbour leaf) {
        neighbourhood.bearsNothingMore(leaf);
    }
}
