package filbert.servent.outofband;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Owner;
import filbert.net.Timeline;
import filbert.servent.datagram.Post;
import filbert.servent.guard.Allowance;
import filbert.servent.routing.ReturnAddress;
import filbert.servent.search.LocalFile;
import filbert.servent.search.OutOfBandOffers;
import filbert.servent.search.OwnHits;
import filbert.servent.topology.Self;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Header;
import filbert.wire.message.Query;
import filbert.wire.vendor.OutOfBandClaim;
import filbert.wire.vendor.OutOfBandOffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answering side: an offer of a few bytes goes to the address in the query's GUID; the hits go nowhere before that very address has claimed
 * them, so that a forged one is sent next to nothing (2-search, 7.2). Confined to the owner.
 */
public final class Offers implements OutOfBandOffers {
    static final Duration KEPT = Duration.ofSeconds(60); // 2-search, 7.2; S-60
    static final int MOST_KEPT = 500; // 2-search, 7.2

    private static final Duration SAID_AGAIN = Duration.ofMillis(100); // 2-search, 7.2
    private static final int BURST = 100; // ours, of all offers; the rest goes in band
    private static final Duration EACH = Duration.ofMillis(20);
    private static final int COUNTED = 255; // one byte tells how many: 2-search, 7.2
    private static final int SECURE = 3;
    private static final int PLAIN = 2;
    private static final String TOKEN = "SO";

    private record Offer(HostAddress to, Query query, List<LocalFile> files, Timeline.Timer end) {}

    private final Self self;
    private final AddressScope scope;
    private final Owner owner;
    private final OwnHits hits;
    private final Patience patience;
    private final Allowance overall;
    private final LinkedHashMap<Guid, Offer> open = new LinkedHashMap<>();
    private @Nullable Post post;

    public Offers(Self self, AddressScope scope, Owner owner, OwnHits hits) {
        this.self = self;
        this.scope = scope;
        this.owner = owner;
        this.hits = hits;
        this.patience = new Patience(owner);
        this.overall = new Allowance(owner, BURST, EACH);
    }

    public void opened(Post wayOut) {
        post = wayOut;
    }

    /** Not while we are firewalled: pushes to us need the way that hits in band leave behind. */
    @Override
    public boolean takes(Header header, Query query, List<LocalFile> files) {
        return header.hops() > 1 && offers(header.guid(), query, files);
    }

    /**
     * Offers files to whom the query's GUID names.
     *
     * @return false when that cannot be: they may go another way
     */
    public boolean offers(Guid guid, Query query, List<LocalFile> files) {
        var to = ReturnAddress.of(guid, query.extensions());
        if (post == null || hits.firewalled() || !scope.admits(to) || !reaches(to)) {
            return false;
        }
        if (to.equals(self.address())) {
            return true; // our own question, come back by a strange way: 2-search, 2.3
        }
        if (open.containsKey(guid) || !patience.offer(to.ip()) || !overall.take()) {
            return false;
        }
        keep(guid, to, query, files);
        offer(guid);
        if (query.secureOutOfBand()) {
            owner.after(SAID_AGAIN, () -> offer(guid));
        }
        return true;
    }

    /** Datagrams to the other family may lead nowhere, and with them the hits. */
    private boolean reaches(HostAddress to) {
        return to.isIpv4() == self.address().isIpv4();
    }

    private void keep(Guid guid, HostAddress to, Query query, List<LocalFile> files) {
        open.put(guid, new Offer(to, query, List.copyOf(files), owner.after(KEPT, () -> open.remove(guid))));
        if (open.size() > MOST_KEPT) {
            open.pollFirstEntry().getValue().end().cancel();
        }
    }

    private void offer(Guid guid) {
        var offer = open.get(guid);
        if (offer != null && post != null) {
            var version = offer.query().secureOutOfBand() ? SECURE : PLAIN;
            post.send(offer.to(), guid, new OutOfBandOffer(Math.min(offer.files().size(), COUNTED), true, version).toVendor());
        }
    }

    /**
     * Only the address that was offered something may claim it, and once; its port may be another's after translation. On a network of our own a
     * host may speak from any of its addresses.
     */
    public void claimed(HostAddress from, Guid guid, OutOfBandClaim claim) {
        var offer = open.get(guid);
        if (offer == null || (scope.isStranger(from.ip()) && !offer.to().ip().equals(from.ip()))) {
            return;
        }
        open.remove(guid);
        offer.end().cancel();
        if (!patience.claimed(offer.to().ip())) {
            return;
        }
        var wanted = offer.files().subList(0, Math.min(claim.hits(), offer.files().size()));
        var token = claim.token().length == 0 ? Ggep.EMPTY : Ggep.EMPTY.with(TOKEN, claim.token());
        deliver(from, guid, offer.query(), wanted, token);
    }

    /** Sends hits to an address that is known to be the asker's own. */
    public void deliver(HostAddress to, Guid guid, Query query, List<LocalFile> files, Ggep trailer) {
        if (post != null) {
            new Delivery(owner, post, hits, to, guid, query, trailer).deliver(files);
        }
    }

    int kept() {
        return open.size();
    }
}
