package filbert.servent.routing;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.Sha1;
import filbert.identity.Urn;
import filbert.servent.qrp.QueryHashes;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Header;
import filbert.wire.message.MalformedMessageException;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Query;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the glance sees in place is what the codec and the hashes of the whole query say. */
final class QueryGlanceTest {
    private final QueryGlance glance = new QueryGlance();

    private void agreesWithTheCodec(byte[] payload) {
        var bytes = Unpooled.wrappedBuffer(payload);
        var isQuery = glance.read(bytes);
        assertThat(bytes.readerIndex()).isZero();
        try {
            var query = (Query) MessageCodec.decode(Header.QUERY, bytes);
            assertThat(isQuery).as("%s", query).isTrue();
            assertThat(glance.hashes()).hasToString(QueryHashes.of(query).toString());
        } catch (MalformedMessageException malformed) {
            assertThat(isQuery).as(malformed.getMessage()).isFalse();
        }
    }

    private static byte[] payload(Query query) {
        ByteBuf bytes = Unpooled.buffer();
        MessageCodec.encode(new Guid(1, 1), 1, 0, query, bytes);
        bytes.skipBytes(Header.LENGTH);
        var payload = new byte[bytes.readableBytes()];
        bytes.readBytes(payload);
        return payload;
    }

    private static byte[] raw(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void readsWhatServentsSend() {
        var sha1 = Urn.of(Sha1.parse("PLSTHIPQGSSZTS5FJUPAKUZWUGYQYPFB"));
        var secure = Ggep.EMPTY.with("SO").with("M", (byte) 4);
        for (var text : List.of("hazel", "Hazel GROVE mp3", "a b c", "  hazel,grove;hazel ", "Café hazel", "アニメ", "\\", "x".repeat(240))) {
            agreesWithTheCodec(payload(new Query(Query.MARK, text, List.of(), "", Ggep.EMPTY)));
            agreesWithTheCodec(payload(new Query(Query.MARK, text, List.of(), "", secure)));
            agreesWithTheCodec(payload(new Query(Query.MARK, text, List.of(sha1), "", secure)));
            agreesWithTheCodec(payload(new Query(Query.MARK, text, List.of(), "", secure.with("XQ", raw("grove walnut")))));
            agreesWithTheCodec(payload(new Query(Query.MARK, text, List.of(sha1, sha1), "<?xml?>", Ggep.EMPTY)));
        }
    }

    @Test
    @DisplayName("S-6: with or without a final NUL")
    void takesAFinalNulOrNone() {
        agreesWithTheCodec(raw("\u0080\0hazel\0"));
        agreesWithTheCodec(raw("\u0080\0hazel\0\0"));
        agreesWithTheCodec(raw("\u0080\0hazel\0urn:sha1:PLSTHIPQGSSZTS5FJUPAKUZWUGYQYPFB\u001c\u00c3\u0082SO@\0"));
        agreesWithTheCodec(raw("\u0080\0hazel"));
    }

    @Test
    void readsOddExtensionsAsTheCodecDoes() {
        for (var area : List.of(
                "urn:sha1:" + "A".repeat(32),
                "urn:sha1:" + "1".repeat(32),
                "URN:SHA1:plsthipqgsszts5fjupakuzwugyqypfb",
                "urn:",
                "urn:bitprint:PLSTHIPQGSSZTS5FJUPAKUZWUGYQYPFB",
                "unknown\u001curn:sha1:PLSTHIPQGSSZTS5FJUPAKUZWUGYQYPFB",
                "x\u001c".repeat(40) + "urn:sha1:PLSTHIPQGSSZTS5FJUPAKUZWUGYQYPFB",
                "\u00c3",
                "\u00c3\u0082SO",
                "\u00c3\u0082SOBab",
                "\u00c3\u0082XQEwords",
                "<xml>\u00c3</xml>\u001curn:sha1:PLSTHIPQGSSZTS5FJUPAKUZWUGYQYPFB")) {
            agreesWithTheCodec(raw("\u0080\0hazel\0" + area));
        }
    }

    @Test
    @DisplayName("S-72: random bytes are read as the codec reads them, and nothing escapes")
    void agreesOnRandomBytes() {
        var random = new Random(3);
        var alphabet = raw("\0\u001c\u00c3\u0082\u0081A@ab UuHXQrn:sha1z{<\u00e9");
        for (var i = 0; i < 30_000; i++) {
            var payload = new byte[random.nextInt(60)];
            for (var at = 0; at < payload.length; at++) {
                payload[at] = alphabet[random.nextInt(alphabet.length)];
            }
            if (payload.length > 2) {
                payload[0] = (byte) 0x80;
                payload[1] = 0;
            }
            agreesWithTheCodec(payload);
        }
    }
}
