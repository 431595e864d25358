package filbert.servent.search;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.servent.routing.FixedSelf;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Header;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Query;
import filbert.wire.message.QueryHit;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every hit of ours says and does not say, read as others read it. */
final class OwnHitsTest {
    private static final HostAddress US = HostAddress.parse("203.0.113.9:7000").orElseThrow();
    private static final List<HostAddress> PROXIES = List.of(HostAddress.parse("198.51.100.7:6346").orElseThrow());
    private static final long MAGIC = 2_147_483_645L; // 3-transfer, 3.9.1: firewall to firewall

    private final ListedLibrary library = ListedLibrary.of("blue hazel song.wav", "walnut.txt");

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    @DisplayName("T-52 no hit offers a call from firewall to firewall, whoever asks and however we are reached")
    void noneOffersACallFromFirewallToFirewall(boolean reachable, boolean richest) {
        var self = new FixedSelf(new Guid(1, 2), false, US, reachable);
        var hits = new OwnHits(self, AddressScope.PUBLIC, slots(richest), () -> richest ? PROXIES : List.of());
        var everything = Query.MARK | Query.FIREWALLED | Query.XML | Query.GGEP_H;
        var asked = new Query(richest ? everything : Query.MARK, "hazel", List.of(), "", Ggep.EMPTY);
        var files = library.behind(0, OwnHits.MAX_RECORDS);
        for (var hit : List.of(hits.of(asked, files, Ggep.EMPTY), hits.bare(asked, files, Ggep.EMPTY), hits.listing(files))) {
            var read = asOthersRead(hit);
            assertThat(read.trailer().push()).isEqualTo(QueryHit.Flag.of(!reachable));
            assertThat(read.extensions().items().keySet()).isSubsetOf("BH", "PUSH").hasSize(richest ? reachable ? 1 : 2 : 0);
            assertThat(read.results()).hasSize(2).allSatisfy(result -> {
                assertThat(result.index()).isNotEqualTo(MAGIC);
                assertThat(result.extensions().has("FW")).isFalse();
            });
        }
    }

    private static QueryHit asOthersRead(QueryHit hit) {
        var bytes = Unpooled.buffer();
        MessageCodec.encode(new Guid(3, 4), 1, 0, hit, bytes);
        return (QueryHit) MessageCodec.decode(Header.QUERY_HIT, bytes.skipBytes(Header.LENGTH));
    }

    private static UploadSlots slots(boolean open) {
        return new UploadSlots() {
            @Override
            public boolean allTaken() {
                return false;
            }

            @Override
            public long kilobitsPerSlot() {
                return 2_000;
            }

            @Override
            public boolean browsable() {
                return open;
            }

            @Override
            public boolean tellsFolders() {
                return open;
            }
        };
    }
}
