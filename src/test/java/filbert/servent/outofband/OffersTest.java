package filbert.servent.outofband;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.servent.routing.FixedSelf;
import filbert.servent.routing.ReturnAddress;
import filbert.servent.search.ListedLibrary;
import filbert.servent.search.LocalFile;
import filbert.servent.search.OwnHits;
import filbert.servent.search.UploadSlots;
import filbert.simulation.VirtualNetwork;
import filbert.vectors.Vectors;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Addresses;
import filbert.wire.message.Header;
import filbert.wire.message.Query;
import filbert.wire.message.QueryHit;
import filbert.wire.vendor.OutOfBandClaim;
import filbert.wire.vendor.OutOfBandOffer;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class OffersTest {
    private static final HostAddress ASKER = HostAddress.parse("5.2.2.2:7000").orElseThrow();
    private static final FixedSelf SELF = new FixedSelf(new Guid(9, 9), false, HostAddress.parse("5.1.1.1:6346").orElseThrow(), true);
    private static final Query PLAIN = new Query(Query.MARK | Query.OUT_OF_BAND, "hazel", List.of(), "", Ggep.EMPTY);
    private static final Query SECURE = new Query(Query.MARK, "hazel", List.of(), "", Ggep.EMPTY.with("SO"));

    private final VirtualNetwork net = new VirtualNetwork(5);
    private final SentPost post = new SentPost();
    private final ListedLibrary library = ListedLibrary.of();
    private final Offers offers = offers(SELF);

    private Offers offers(FixedSelf self) {
        var made = new Offers(self, AddressScope.PUBLIC, net.time(), new OwnHits(self, AddressScope.PUBLIC, new UploadSlots() {
            @Override
            public boolean allTaken() {
                return false;
            }

            @Override
            public long kilobitsPerSlot() {
                return 1_000;
            }
        }));
        made.opened(post);
        return made;
    }

    private Guid guid(HostAddress asker) {
        return Guid.randomForOutOfBand(net.random(), asker);
    }

    private static Header held(Guid guid, int hops) {
        return new Header(guid, Header.QUERY, 1, hops, 30);
    }

    private List<LocalFile> files(int count) {
        var files = new ArrayList<LocalFile>();
        for (var i = 0; i < count; i++) {
            files.add(library.add("hazel number " + i + " of a long row of songs.ogg", 1_000));
        }
        return files;
    }

    private Guid offered(Query query, int files) {
        var guid = guid(ASKER);
        assertThat(offers.takes(held(guid, 2), query, files(files))).isTrue();
        return guid;
    }

    private static OutOfBandClaim claim(int hits, int tokenLength) {
        var token = new byte[tokenLength];
        for (var i = 0; i < tokenLength; i++) {
            token[i] = (byte) i;
        }
        return new OutOfBandClaim(hits, token);
    }

    @Test
    @DisplayName("S-56: an offer is version 3 for those who read tokens, else 2, to the address in the GUID, and nothing but the count and a flag")
    void offersInTheVersionThatWasAskedFor() {
        var plain = offered(PLAIN, 3);
        assertThat(post.vendor()).containsExactly(new OutOfBandOffer(3, true, 2));
        assertThat(post.sent.getFirst()).returns(ASKER, SentPost.Sent::to).returns(plain, SentPost.Sent::guid);
        net.run(Duration.ofSeconds(1));
        assertThat(post.sent).as("said once").hasSize(1);
        offered(SECURE, 300);
        net.run(Duration.ofSeconds(1));
        assertThat(post.vendor().subList(1, 3)).as("said twice").containsOnly(new OutOfBandOffer(255, true, 3));
        assertThat(post.sent).hasSize(3).allSatisfy(sent -> assertThat(sent.length()).isEqualTo(Header.LENGTH + 8 + 2));
    }

    @Test
    @DisplayName("S-56: neighbours get their hits in band, and so does who gives no address that could be answered")
    void keepsToTheBandWhereItMust() {
        assertThat(offers.takes(held(guid(ASKER), 1), PLAIN, files(1))).as("a neighbour").isFalse();
        assertThat(offers.takes(held(guid(HostAddress.parse("10.0.0.7:7000").orElseThrow()), 2), PLAIN, files(1))).isFalse();
        assertThat(offers.takes(held(guid(HostAddress.parse("5.2.2.2:80").orElseThrow()), 2), PLAIN, files(1))).isFalse();
        var ipv6 = new Query(Query.MARK, "hazel", List.of(), "", Addresses.with(InetAddress.ofLiteral("2a00::1"), Ggep.EMPTY));
        var nowhere = HostAddress.parse("127.0.0.0:7000").orElseThrow();
        assertThat(offers.takes(held(guid(nowhere), 2), ipv6, files(1))).as("of a family that is not ours").isFalse();
        var firewalled = offers(new FixedSelf(SELF.servent(), false, SELF.address(), false));
        assertThat(firewalled.takes(held(guid(ASKER), 2), PLAIN, files(1))).as("pushes need the way back").isFalse();
        assertThat(post.sent).isEmpty();
    }

    @Test
    void ourOwnQuestionIsNotAnsweredAtAll() {
        assertThat(offers.takes(held(guid(SELF.address()), 2), PLAIN, files(1))).isTrue();
        assertThat(post.sent).isEmpty();
    }

    @Test
    void claimedHitsComeWithinTheCountAskedForAndOneAfterTheOther() {
        var guid = offered(PLAIN, 40);
        post.sent.clear();
        offers.claimed(ASKER, guid, claim(25, 0));
        assertThat(post.hits()).hasSize(1);
        net.run(Duration.ofSeconds(10));
        assertThat(post.hits().stream().mapToInt(hit -> hit.results().size()).sum()).isEqualTo(25);
        assertThat(post.sent).hasSizeGreaterThan(2).allSatisfy(sent -> {
            assertThat(sent.length()).isLessThanOrEqualTo(Delivery.LONGEST);
            assertThat(sent.guid()).isEqualTo(guid);
            assertThat(sent.to()).isEqualTo(ASKER);
        });
        post.sent.clear();
        offers.claimed(ASKER, guid, claim(25, 0));
        assertThat(post.sent).as("a second claim").isEmpty();
    }

    @Test
    @DisplayName("S-57: tokens of 1 to 255 bytes come back as they were, in every hit")
    void repeatsTheTokenWhateverItsLength() {
        for (var length : List.of(1, 4, 8, 16, 17, 255)) {
            var guid = offered(SECURE, 30);
            post.sent.clear();
            offers.claimed(ASKER, guid, claim(30, length));
            net.run(Duration.ofSeconds(10));
            assertThat(post.hits()).hasSizeGreaterThan(2).allSatisfy(hit -> {
                var read = readBack(hit);
                assertThat(read.extensions().get("SO")).contains(claim(0, length).token());
                assertThat(read.trailer().ggep()).isTrue();
            });
        }
    }

    private static QueryHit readBack(QueryHit hit) {
        var out = Unpooled.buffer();
        filbert.wire.message.MessageCodec.encode(Guid.ZERO, 1, 0, hit, out);
        return (QueryHit) filbert.wire.message.MessageCodec.decode(Header.QUERY_HIT, out.skipBytes(Header.LENGTH));
    }

    @Test
    void nothingGoesToAnAddressThatWasOfferedNothing() {
        var guid = offered(SECURE, 3);
        post.sent.clear();
        offers.claimed(HostAddress.parse("5.3.3.3:7000").orElseThrow(), guid, claim(3, 8));
        offers.claimed(ASKER, guid(ASKER), claim(3, 8));
        assertThat(post.hits()).isEmpty();
        var translated = HostAddress.parse("5.2.2.2:7001").orElseThrow();
        offers.claimed(translated, guid, claim(3, 8));
        assertThat(post.hits()).hasSize(1);
        assertThat(post.sent.getLast().to()).as("where the claim came from").isEqualTo(translated);
    }

    @Test
    void whoWantsNoneGetsNone() {
        var guid = offered(PLAIN, 3);
        offers.claimed(ASKER, guid, claim(0, 0));
        net.run(Duration.ofSeconds(5));
        assertThat(post.hits()).isEmpty();
        assertThat(offers.kept()).isZero();
    }

    @Test
    @DisplayName("S-60: results nobody claims are freed after a minute")
    void forgetsWhatNobodyClaims() {
        var guid = offered(PLAIN, 3);
        net.run(Duration.ofSeconds(59));
        assertThat(offers.kept()).isEqualTo(1);
        net.run(Duration.ofSeconds(1));
        assertThat(offers.kept()).isZero();
        offers.claimed(ASKER, guid, claim(3, 0));
        assertThat(post.hits()).isEmpty();
    }

    @Test
    void keepsNoMoreThanSoManyResults() {
        for (var i = 0; i < 3 * Offers.MOST_KEPT; i++) {
            var asker = HostAddress.of(0x0502_0000 | i, 7_000);
            assertThat(offers.takes(held(guid(asker), 2), PLAIN, files(1))).isTrue();
            net.run(Duration.ofMillis(20));
        }
        assertThat(offers.kept()).isEqualTo(Offers.MOST_KEPT);
    }

    @Test
    void anAddressThatClaimsNothingIsLeftAloneForTenMinutes() {
        for (var i = 0; i < Patience.MOST_UNCLAIMED; i++) {
            offered(PLAIN, 1);
        }
        assertThat(offers.takes(held(guid(ASKER), 2), PLAIN, files(1))).isFalse();
        net.run(Duration.ofMinutes(9));
        assertThat(offers.takes(held(guid(ASKER), 2), PLAIN, files(1))).isFalse();
        net.run(Duration.ofMinutes(1));
        assertThat(offers.takes(held(guid(ASKER), 2), PLAIN, files(1))).isTrue();
    }

    @Test
    void whoClaimsMayAskOnAndOn() {
        for (var i = 0; i < 3 * Patience.MOST_UNCLAIMED; i++) {
            offers.claimed(ASKER, offered(PLAIN, 1), claim(1, 0));
        }
        assertThat(post.hits()).hasSize(3 * Patience.MOST_UNCLAIMED);
    }

    @Test
    void noAddressIsSentMoreThanSoMuchInAMinuteWhoeverClaims() {
        for (var i = 0; i < 2 * Patience.MOST_CLAIMED; i++) {
            var guid = guid(ASKER);
            if (offers.takes(held(guid, 2), PLAIN, files(1))) {
                offers.claimed(ASKER, guid, claim(1, 0));
            }
        }
        assertThat(post.hits()).hasSize(Patience.MOST_CLAIMED);
        net.run(Patience.IGNORED);
        offers.claimed(ASKER, offered(PLAIN, 1), claim(1, 0));
        assertThat(post.hits()).hasSize(Patience.MOST_CLAIMED + 1);
    }

    @Test
    void patienceRemembersABoundedNumberOfAddresses() {
        var patience = new Patience(net.time());
        for (var i = 0; i < 2 * Patience.MOST_ADDRESSES; i++) {
            patience.offer(HostAddress.of(0x0502_0000 | i, 7_000).ip());
        }
        assertThat(patience.remembered()).isEqualTo(Patience.MOST_ADDRESSES);
    }

    @Test
    @DisplayName("7.1: a recorded query of another servent names the address it is answered at")
    void readsTheAddressOfARecordedQuery() {
        var recorded = Vectors.of("oob-udp-v2.hex").kind("TCP-QUERY").findFirst().orElseThrow();
        var guid = Header.read(Unpooled.wrappedBuffer(recorded.bytes())).guid();
        assertThat(ReturnAddress.of(guid)).hasToString("127.0.0.70:6570");
    }
}
