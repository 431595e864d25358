package filbert.servent.search;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.identity.Urn;
import filbert.net.AddressScope;
import filbert.net.Timeline;
import filbert.servent.routing.OwnQuery;
import filbert.servent.topology.Self;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Addresses;
import filbert.wire.message.Query;
import filbert.wire.message.SearchText;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Puts what people want to know into queries (2-search, 1.6). Confined to the owner. */
final class Questions {
    private static final Ggep WITH_TOKENS = Ggep.EMPTY.with("SO"); // out of band, version 3: 2-search, 7.1

    private final Self self;
    private final AddressScope scope;
    private final RandomGenerator random;
    private final AskedTexts texts;
    private Supplier<Optional<HostAddress>> hitsByDatagram = Optional::empty;

    Questions(Self self, AddressScope scope, Timeline timeline, RandomGenerator random) {
        this.self = self;
        this.scope = scope;
        this.random = random;
        this.texts = new AskedTexts(timeline, random);
    }

    /** @param address where hits may come by datagram, if they may */
    void hitsMayComeTo(Supplier<Optional<HostAddress>> address) {
        hitsByDatagram = address;
    }

    /** With a new GUID each time, and a repeated text in another order (2-search, 10). */
    OwnQuery about(SearchText text) {
        return hitsByDatagram.get()
                .map(us -> new OwnQuery(outOfBand(us), texts.inFreshOrder(text).query(flags() | Query.OUT_OF_BAND, to(us))))
                .orElseGet(() -> new OwnQuery(Guid.random(random), texts.inFreshOrder(text).query(flags(), Ggep.EMPTY)));
    }

    /** For this content, whatever its name (2-search, 2.3). */
    OwnQuery about(Sha1 content) {
        var urn = Urn.of(content);
        return hitsByDatagram.get()
                .map(us -> new OwnQuery(outOfBand(us), SearchText.contentQuery(flags() | Query.OUT_OF_BAND, urn, to(us))))
                .orElseGet(() -> new OwnQuery(Guid.random(random), SearchText.contentQuery(flags(), urn, Ggep.EMPTY)));
    }

    OwnQuery whatsNew() {
        return hitsByDatagram.get()
                .map(us -> new OwnQuery(outOfBand(us), SearchText.whatsNewQuery(flags() | Query.OUT_OF_BAND, to(us))))
                .orElseGet(() -> new OwnQuery(Guid.random(random), SearchText.whatsNewQuery(flags(), Ggep.EMPTY)));
    }

    /** Our address is in the GUID: hits may come by datagram (2-search, 7.1). */
    private Guid outOfBand(HostAddress us) {
        return Guid.randomForOutOfBand(random, us);
    }

    /** An IPv6 address stands in the query itself. */
    private static Ggep to(HostAddress us) {
        return us.isIpv4() ? WITH_TOKENS : Addresses.with(us.ip(), WITH_TOKENS);
    }

    /**
     * The same for an ultrapeer that is no neighbour: with its key, and asking for others like it (2-search, section 8, point 3). Nobody is told how
     * many hits came.
     */
    Query byDatagram(OwnQuery asked, SearchText text, byte[] key) {
        var toUltrapeer = asked.query().extensions().without("XQ").with("QK", key).with("SCP", (byte) (self.ultrapeer() ? 1 : 0)).with("Z");
        return text.query(asked.query().flags() & ~Query.LEAF_GUIDED, toUltrapeer);
    }

    private int flags() {
        var firewalled = self.firewalled(scope) ? Query.FIREWALLED : 0;
        var guided = self.ultrapeer() ? 0 : Query.LEAF_GUIDED;
        return Query.MARK | Query.XML | Query.GGEP_H | firewalled | guided;
    }
}
