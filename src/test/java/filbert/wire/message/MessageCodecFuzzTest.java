package filbert.wire.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import filbert.identity.Guid;
import filbert.wire.vendor.VendorMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** The first byte is the type of the message, the others are its payload. */
final class MessageCodecFuzzTest {
    /** C-94, S-72: bytes are a message or malformed, and what was read can be asked everything. */
    @FuzzTest
    void bytesAreAMessageOrMalformed(byte[] data) {
        if (data.length == 0 || data.length > Limits.PAYLOAD) {
            return;
        }
        try {
            switch (MessageCodec.decode(data[0] & 0xFF, Unpooled.wrappedBuffer(data, 1, data.length - 1))) {
                case Ping ping -> {
                    assertThat(ping.hostsWanted()).isNotNull();
                    assertWrittenAlike(ping);
                }
                case Pong pong -> {
                    assertThat(pong.hosts()).noneMatch(suggestion -> suggestion.host().port() == 0);
                    assertThat(pong.hostCaches()).isNotNull();
                    assertThat(pong.observedAddress().isPresent() || pong.freeSlots().isPresent() || pong.vendor().isPresent()).isIn(true, false);
                    assertThat(pong.guess().isPresent() || pong.language().isPresent() || pong.dailyUptime().isPresent()).isIn(true, false);
                    assertWrittenAlike(pong);
                }
                case Push push -> assertWrittenAlike(push);
                case QrpReset reset -> assertWrittenAlike(reset);
                case QrpPatch patch -> assertWrittenAlike(patch);
                case Vendor vendor -> {
                    VendorMessage.of(vendor).ifPresent(known -> assertThat(VendorMessage.of(known.toVendor()).orElseThrow()).isEqualTo(known));
                    assertWrittenAlike(vendor);
                }
                case Bye bye -> assertThat(bye.firstLine()).doesNotContain("\n");
                case Query query -> {
                    assertThat(query.searchText()).isNotNull();
                    assertThat(query.hashes().size() + query.mediaTypes()).isNotNegative();
                    assertThat(query.whatsNew() && query.unknownFeature()).isFalse();
                }
                case QueryHit hit -> assertThat(hit.results()).hasSizeBetween(1, QueryHit.MAX_RESULTS).allMatch(r -> r.size() >= 0);
                case Unknown unknown -> assertThat(unknown.payload()).hasSize(data.length - 1);
            }
        } catch (MalformedMessageException malformed) {
            assertThat(malformed.getMessage()).isNotEmpty();
        }
    }

    private static void assertWrittenAlike(Message message) {
        var out = Unpooled.buffer();
        MessageCodec.encode(Guid.ZERO, 1, 0, message, out);
        assertThat(decoded(out)).isEqualTo(message);
    }

    private static Message decoded(ByteBuf whole) {
        return MessageCodec.decode(Header.read(whole).type(), whole);
    }
}
