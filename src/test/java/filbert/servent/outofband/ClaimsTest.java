package filbert.servent.outofband;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.servent.datagram.Arrival;
import filbert.servent.routing.FixedSelf;
import filbert.servent.search.HitSeeker;
import filbert.simulation.VirtualNetwork;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Header;
import filbert.wire.message.QueryHit;
import filbert.wire.message.QueryHit.Flag;
import filbert.wire.vendor.OutOfBandClaim;
import filbert.wire.vendor.OutOfBandOffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ClaimsTest {
    private static final Guid QUERY = new Guid(1, 2);
    private static final HostAddress ANSWERER = host("5.2.2.2:7000");
    private static final FixedSelf SELF = new FixedSelf(new Guid(9, 9), false, host("5.1.1.1:6346"), true);

    private final VirtualNetwork net = new VirtualNetwork(6);
    private final SentPost post = new SentPost();
    private final List<Guid> found = new ArrayList<>();
    private int wanted = 150;
    private final Claims claims = claims(SELF);

    private static HostAddress host(String text) {
        return HostAddress.parse(text).orElseThrow();
    }

    private Claims claims(FixedSelf self) {
        var made = new Claims(self, AddressScope.PUBLIC, net.time(), net.random());
        made.seekHitsFor(List.of(new HitSeeker() {
            @Override
            public int wanted(Guid query) {
                return query.equals(QUERY) ? wanted : 0;
            }

            @Override
            public void found(Guid query, byte[] payload) {
                found.add(query);
            }
        }));
        made.opened(post);
        return made;
    }

    private OutOfBandClaim offered(HostAddress from, int hits, int version) {
        post.sent.clear();
        claims.offered(from, QUERY, new OutOfBandOffer(hits, true, version));
        return (OutOfBandClaim) post.vendor().getFirst();
    }

    private boolean taken(HostAddress from, int results, byte[] token) {
        return taken(from, QUERY, results, token);
    }

    private boolean taken(HostAddress from, Guid query, int results, byte[] token) {
        var before = found.size();
        var record = new QueryHit.Result(1, 10, "hazel.txt", Optional.empty(), Ggep.EMPTY);
        var trailer = new QueryHit.Trailer(Flag.NO, Flag.NO, Flag.UNSAID, Flag.UNSAID, token.length > 0);
        var extensions = token.length == 0 ? Ggep.EMPTY : Ggep.EMPTY.with("SO", token);
        var hit = new QueryHit(from, 1, java.util.Collections.nCopies(results, record), "TEST", trailer, "", extensions, new Guid(7, 7));
        claims.found(new Arrival(from, new Header(query, Header.QUERY_HIT, 1, 0, 0), hit, new byte[0]), hit);
        return found.size() > before;
    }

    @Test
    @DisplayName("S-57: a claim of version 3 carries eight bytes of our own, another time others; it is said twice")
    void drawsATokenForEveryClaim() {
        var first = offered(ANSWERER, 7, 3);
        assertThat(first.hits()).isEqualTo(7);
        assertThat(first.token()).hasSize(8);
        net.run(Duration.ofSeconds(1));
        assertThat(post.vendor()).containsExactly(first, first);
        assertThat(offered(host("5.3.3.3:7000"), 7, 3).token()).hasSize(8).isNotEqualTo(first.token());
        assertThat(offered(host("5.4.4.4:7000"), 7, 2).token()).isEmpty();
    }

    @Test
    void claimsNoMoreThanIsWantedAndFiftyAtMost() {
        assertThat(offered(ANSWERER, 255, 3).hits()).isEqualTo(50);
        wanted = 20;
        assertThat(offered(host("5.3.3.3:7000"), 255, 3).hits()).isEqualTo(20);
        wanted = 0;
        post.sent.clear();
        claims.offered(host("5.4.4.4:7000"), QUERY, new OutOfBandOffer(3, true, 3));
        claims.offered(host("5.4.4.4:7000"), new Guid(3, 4), new OutOfBandOffer(3, true, 3));
        claims.offered(host("5.4.4.4:7000"), QUERY, new OutOfBandOffer(3, false, 1));
        assertThat(post.sent).isEmpty();
    }

    @Test
    void takesWhatWasClaimed() {
        var token = offered(ANSWERER, 20, 3).token();
        assertThat(taken(ANSWERER, 10, token)).isTrue();
        assertThat(taken(ANSWERER, 10, token)).isTrue();
        var plain = host("5.3.3.3:7000");
        offered(plain, 3, 2);
        assertThat(taken(plain, 3, new byte[0])).isTrue();
    }

    @Test
    @DisplayName("S-58: a hit without the token, with another's, or from elsewhere is dropped, and its sender with it")
    void takesNothingElse() {
        var token = offered(ANSWERER, 20, 3).token();
        var other = host("5.3.3.3:7000");
        var others = offered(other, 20, 3).token();
        assertThat(taken(host("5.5.5.5:7000"), 1, token)).as("a foreign source").isFalse();
        assertThat(taken(other, 1, token)).as("a foreign token").isFalse();
        assertThat(taken(other, 1, others)).as("is not forgiven at once").isFalse();
        assertThat(taken(ANSWERER, 1, new byte[0])).as("no token").isFalse();
        assertThat(taken(ANSWERER, 1, token)).isFalse();
        var third = host("5.6.6.6:7000");
        offered(third, 3, 3);
        assertThat(taken(third, new Guid(5, 5), 1, token)).as("a query that is not ours").isFalse();
    }

    @Test
    @DisplayName("S-59: who sends more than asked is ignored for ten minutes")
    void ignoresWhoSendsTooMuch() {
        var token = offered(ANSWERER, 5, 3).token();
        assertThat(taken(ANSWERER, 5, token)).isTrue();
        assertThat(taken(ANSWERER, 1, token)).isFalse();
        isIgnoredForTenMinutes();
    }

    @Test
    @DisplayName("S-59: who offers from two ports is ignored for ten minutes")
    void ignoresWhoChangesPorts() {
        offered(ANSWERER, 5, 3);
        post.sent.clear();
        claims.offered(host("5.2.2.2:7001"), QUERY, new OutOfBandOffer(5, true, 3));
        assertThat(post.sent).isEmpty();
        isIgnoredForTenMinutes();
    }

    private void isIgnoredForTenMinutes() {
        net.run(Duration.ofMinutes(9));
        post.sent.clear();
        claims.offered(ANSWERER, QUERY, new OutOfBandOffer(5, true, 3));
        assertThat(post.sent).isEmpty();
        net.run(Duration.ofMinutes(2));
        found.clear();
        for (var i = 0; i < 3; i++) {
            offered(host("5.7.7." + i + ":7000"), 5, 3); // old claims make room
        }
        assertThat(offered(ANSWERER, 5, 3).hits()).isEqualTo(5);
    }

    @Test
    void whoKnowsTokensMayNotForgetThem() {
        offered(ANSWERER, 5, 3);
        post.sent.clear();
        net.run(Duration.ofMinutes(6));
        claims.offered(ANSWERER, QUERY, new OutOfBandOffer(5, true, 2));
        assertThat(post.vendor()).as("only the repeated claim").hasSize(1);
    }

    @Test
    void remembersABoundedNumberOfClaims() {
        for (var i = 0; i < 2 * Claims.MOST; i++) {
            offered(HostAddress.of(0x0502_0000 | i, 7_000), 5, 3);
        }
        assertThat(claims.open()).isEqualTo(Claims.MOST);
        net.run(Claims.LIFETIME);
        offered(ANSWERER, 5, 3);
        assertThat(claims.open()).isEqualTo(1);
        var answerers = new Answerers(AddressScope.PUBLIC, net.time());
        for (var i = 0; i < 2 * Answerers.MOST; i++) {
            answerers.mayOffer(HostAddress.of(0x0502_0000 | i, 7_000), 3);
        }
        assertThat(answerers.remembered()).isEqualTo(Answerers.MOST);
    }

    @Test
    @DisplayName("S-55: our address goes into GUIDs only where datagrams reach it")
    void saysWhereHitsMayCome() {
        assertThat(claims.address()).contains(SELF.address());
        assertThat(claims(new FixedSelf(SELF.servent(), false, host("192.168.1.7:6346"), true)).address()).isEmpty();
        assertThat(new Claims(SELF, AddressScope.PUBLIC, net.time(), net.random()).address()).as("no socket").isEmpty();
    }
}
