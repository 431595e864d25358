package filbert.wire.message;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.identity.Urn;
import filbert.wire.ggep.Ggep;
import filbert.wire.ggep.GgepCodec;
import filbert.wire.ggep.LittleEndian;
import filbert.wire.message.QueryHit.Result;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Index u32 and size u32 little-endian, name, NUL, extension area without any NUL, NUL (2-search, 3.2 and 3.3). */
final class RecordCodec {
    private static final int FIXED_LENGTH = 8;
    private static final long SIZE_IN_EXTENSION = 0xFFFF_FFFFL;
    private static final long LARGEST_PLAIN_SIZE = 0x7FFF_FFFFL;
    private static final int MAX_UNPARSED = 10;
    private static final String LARGE_FILE = "LF";
    private static final String HASH = "H";
    private static final String TIGER = "TT";
    private static final String URN = "u";
    private static final int HASH_SHA1 = 1;
    private static final int HASH_BITPRINT = 2;

    private RecordCodec() {}

    static Result decode(ByteBuf body) {
        if (body.readableBytes() < FIXED_LENGTH + 2) {
            throw new MalformedMessageException("query hit ends within its records");
        }
        var index = body.readUnsignedIntLE();
        var size = body.readUnsignedIntLE();
        var name = Utf8.orLatin1(upToNul(body));
        var area = extensions(body);
        var urn = urn(area.urns(), area.ggep());
        if (size == SIZE_IN_EXTENSION) {
            size = area.ggep().get(LARGE_FILE).flatMap(LittleEndian::parse).filter(large -> large > 0).orElse(size);
        }
        return new Result(index, size, name, urn, area.ggep());
    }

    private static ExtensionArea extensions(ByteBuf body) {
        var length = body.bytesBefore((byte) 0);
        if (length < 0) {
            throw new MalformedMessageException("query hit record without its final NUL");
        }
        var in = body.readSlice(length);
        body.skipBytes(1);
        var area = ExtensionArea.read(in);
        if (area.ending() == GgepCodec.Ending.CUT || in.readableBytes() > MAX_UNPARSED) {
            throw new MalformedMessageException("query hit record with " + in.readableBytes() + " bytes of broken extension");
        }
        return area;
    }

    private static byte[] upToNul(ByteBuf body) {
        var length = body.bytesBefore((byte) 0);
        if (length < 0) {
            throw new MalformedMessageException("query hit record whose name has no NUL");
        }
        var bytes = Bytes.take(body, length);
        body.skipBytes(1);
        return bytes;
    }

    /** Everything the record says of its content; the first statement of a kind counts. */
    private static Optional<Urn> urn(List<Urn> texts, Ggep ggep) {
        var said = new ArrayList<>(texts);
        ggep.get(HASH).flatMap(RecordCodec::hash).ifPresent(said::add);
        ggep.get(URN)
                .flatMap(text -> Urn.parse("urn:" + new String(text, StandardCharsets.US_ASCII)))
                .ifPresent(said::add);
        ggep.get(TIGER)
                .filter(root -> root.length == TigerRoot.LENGTH)
                .ifPresent(root -> said.add(new Urn(Optional.empty(), Optional.of(TigerRoot.of(root)))));
        if (said.isEmpty()) {
            return Optional.empty();
        }
        var sha1 = said.stream().flatMap(u -> u.sha1().stream()).findFirst();
        var root = said.stream().flatMap(u -> u.tigerRoot().stream()).findFirst();
        return Optional.of(new Urn(sha1, root));
    }

    /** Type u8 and digests (2-search, 1.5, H); empty for types without a SHA-1. */
    static Optional<Urn> hash(byte[] payload) {
        try {
            if (payload.length == 1 + Sha1.LENGTH && payload[0] == HASH_SHA1) {
                return Optional.of(Urn.of(Sha1.of(Arrays.copyOfRange(payload, 1, payload.length))));
            }
            if (payload.length == 1 + Sha1.LENGTH + TigerRoot.LENGTH && payload[0] == HASH_BITPRINT) {
                var sha1 = Sha1.of(Arrays.copyOfRange(payload, 1, 1 + Sha1.LENGTH));
                var root = TigerRoot.of(Arrays.copyOfRange(payload, 1 + Sha1.LENGTH, payload.length));
                return Optional.of(new Urn(Optional.of(sha1), Optional.of(root)));
            }
        } catch (IllegalArgumentException zeros) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    static void encode(Result result, ByteBuf out) {
        var large = result.size() > LARGEST_PLAIN_SIZE;
        out.writeIntLE((int) result.index()).writeIntLE((int) (large ? SIZE_IN_EXTENSION : result.size()));
        ByteBufUtil.writeUtf8(out, result.name().replace("\0", ""));
        out.writeByte(0);
        var ggep = large
                ? result.extensions().with(LARGE_FILE, LittleEndian.of(result.size()))
                : result.extensions();
        ExtensionArea.write(text(result), ggep, out);
        out.writeByte(0);
    }

    /** A URN is text unless key H says it; its tiger root is text unless TT says it. */
    private static List<String> text(Result result) {
        var ggep = result.extensions();
        if (result.urn().isEmpty() || ggep.has(HASH) || ggep.has(URN)) {
            return List.of();
        }
        var urn = result.urn().get();
        if (!ggep.has(TIGER)) {
            return List.of(urn.toString());
        }
        return urn.sha1().map(sha1 -> List.of(Urn.of(sha1).toString())).orElse(List.of());
    }
}
