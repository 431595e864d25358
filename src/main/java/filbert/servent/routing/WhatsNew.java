package filbert.servent.routing;

import filbert.servent.topology.Self;
import java.util.function.Consumer;

/**
 * Queries for the newest files ask for no words, so that tables say nothing of them: they go to those who said that they know what is new, near by
 * (2-search, 9.1; S-68). Confined to the owner.
 */
final class WhatsNew {
    private static final int TTL_OF_AN_ULTRAPEER = 2; // 2-search, 9.1
    private static final int TTL_OF_A_LEAF = 3; // 2-search, 9.1
    private static final int ASKED_BY_A_LEAF = 2; // 2-search, 9.1
    private static final int END = 2; // hops, as held: from there to leaves only: 2-search, 9.1

    private final Self self;
    private final Neighbourhood neighbourhood;

    WhatsNew(Self self, Neighbourhood neighbourhood) {
        this.self = self;
        this.neighbourhood = neighbourhood;
    }

    /** Names every leaf that shares something and knows how long it has. */
    void eachLeaf(Consumer<Peer> each) {
        neighbourhood.tables().eachLeafThatShares(leaf -> {
            if (leaf.knowsWhatsNew()) {
                each.accept(leaf);
            }
        });
    }

    /** @param most the TTL it may leave with */
    void toUltrapeers(QueryRelay relay, int most) {
        if (most < 1 || relay.hops() >= END) {
            return;
        }
        for (var to : neighbourhood.ultrapeers()) {
            var ttl = Math.min(most, to.maxTtl());
            if (ttl > 1 || to.knowsWhatsNew()) {
                relay.to(to, ttl);
            }
        }
    }

    /** Asks for ourselves, those who have not been asked yet. */
    void ask(OwnQuery own) {
        for (var peer : neighbourhood.ultrapeers()) {
            var enough = !self.ultrapeer() && own.asked() >= ASKED_BY_A_LEAF;
            if (!enough && peer.knowsWhatsNew() && own.asked.add(peer.neighbour.id())) {
                var ttl = Math.min(self.ultrapeer() ? TTL_OF_AN_ULTRAPEER : TTL_OF_A_LEAF, peer.maxTtl());
                peer.neighbour.send(own.guid, ttl, 0, own.query);
            }
        }
        eachLeaf(leaf -> {
            if (own.asked.add(leaf.neighbour.id())) {
                leaf.neighbour.send(own.guid, 1, 0, own.query);
            }
        });
    }
}
