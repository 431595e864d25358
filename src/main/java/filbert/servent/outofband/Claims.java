package filbert.servent.outofband;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Owner;
import filbert.servent.datagram.Arrival;
import filbert.servent.datagram.Post;
import filbert.servent.search.HitSeeker;
import filbert.servent.topology.Self;
import filbert.wire.message.QueryHit;
import filbert.wire.vendor.OutOfBandClaim;
import filbert.wire.vendor.OutOfBandOffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The asking side: claims what is offered for a query that still wants results, and takes hits only from whom it claimed them, with the token it
 * gave, and as many as it named (2-search, 7.2 and 7.3). A token is drawn anew for each claim. Confined to the owner.
 */
public final class Claims {
    static final int MOST = 2_000;
    static final Duration LIFETIME = Duration.ofMinutes(5); // ours: hits come within seconds

    private static final int MOST_PER_HOST = 50; // 2-search, 7.2
    private static final int TOKEN_LENGTH = 8; // gtk-gnutella cuts tokens above 16: 2-search, 7.3
    private static final int SECURE = 3;
    private static final int PLAIN = 2;
    private static final Duration SAID_AGAIN = Duration.ofMillis(100); // 2-search, 7.2

    private record Key(Guid query, Object who) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Claim(HostAddress of, HitSeeker seeker, byte[] token, int left, long since) {
        Claim minus(int results) {
            return new Claim(of, seeker, token, left - results, since);
        }
    }

    private final Self self;
    private final AddressScope scope;
    private final Owner owner;
    private final RandomGenerator random;
    private List<HitSeeker> seekers = List.of();
    private final Answerers answerers;
    private final LinkedHashMap<Key, Claim> claims = new LinkedHashMap<>();
    private @Nullable Post post;

    /** @param random a secure source: tokens come from it */
    public Claims(Self self, AddressScope scope, Owner owner, RandomGenerator random) {
        this.self = self;
        this.scope = scope;
        this.owner = owner;
        this.random = random;
        this.answerers = new Answerers(scope, owner);
    }

    /** Who may want hits; the first that wants those of a query gets them. */
    public void seekHitsFor(List<HitSeeker> all) {
        seekers = List.copyOf(all);
    }

    public void opened(Post wayOut) {
        post = wayOut;
    }

    /** Where offers reach us, if they do: an address for the GUIDs of queries. */
    public Optional<HostAddress> address() {
        var address = self.address();
        var usable = post != null && post.reachable() && scope.admits(address);
        return usable ? Optional.of(address) : Optional.empty();
    }

    public void offered(HostAddress from, Guid query, OutOfBandOffer offer) {
        var seeker = seekers.stream().filter(each -> each.wanted(query) > 0).findFirst();
        if (seeker.isEmpty() || offer.version() < PLAIN || !answerers.mayOffer(from, offer.version())) {
            return;
        }
        var key = new Key(query, answerers.who(from));
        if (claims.containsKey(key)) {
            return; // said twice, as is usual
        }
        var hits = Math.min(Math.min(offer.hits(), MOST_PER_HOST), seeker.get().wanted(query));
        var token = new byte[offer.version() >= SECURE ? TOKEN_LENGTH : 0];
        random.nextBytes(token);
        forgetOld();
        claims.put(key, new Claim(from, seeker.get(), token, hits, owner.nanos()));
        claim(from, query, new OutOfBandClaim(hits, token));
        if (token.length > 0) {
            owner.after(SAID_AGAIN, () -> claim(from, query, new OutOfBandClaim(hits, token)));
        }
    }

    private void claim(HostAddress of, Guid query, OutOfBandClaim claim) {
        if (post != null) {
            post.send(of, query, claim.toVendor());
        }
    }

    private void forgetOld() {
        var eldest = claims.firstEntry();
        while (eldest != null && (claims.size() >= MOST || owner.nanos() - eldest.getValue().since() >= LIFETIME.toNanos())) {
            claims.pollFirstEntry();
            eldest = claims.firstEntry();
        }
    }

    /** A hit by datagram; what was not asked for costs its sender the next ten minutes. */
    public void found(Arrival arrival, QueryHit hit) {
        var from = arrival.from();
        var query = arrival.header().guid();
        if (answerers.ignores(from)) {
            return;
        }
        var key = new Key(query, answerers.who(from));
        var claim = claims.get(key);
        if (claim == null || !isDue(claim, from, hit)) {
            answerers.ignore(from);
            return;
        }
        claims.replace(key, claim.minus(hit.results().size()));
        claim.seeker().found(query, arrival.payload());
    }

    private static boolean isDue(Claim claim, HostAddress from, QueryHit hit) {
        var token = hit.extensions().get("SO").orElse(new byte[0]);
        return claim.of().equals(from)
                && hit.results().size() <= claim.left()
                && (claim.token().length == 0 || Arrays.equals(claim.token(), token));
    }

    int open() {
        return claims.size();
    }
}
