package filbert.wire.vendor;

import filbert.wire.ggep.Ggep;
import filbert.wire.ggep.GgepCodec;
import filbert.wire.message.Vendor;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * "Send me this many of your hits": hits u8, and in version 3 GGEP key SO with a token that the hits must repeat. The GUID is the query's
 * (1-connect, 10.2; 2-search, section 7).
 *
 * @param token 1 to 255 bytes, or none for version 2; treat it as immutable
 */
@SuppressWarnings("ArrayRecordComponent") // contents are compared, and never changed
public record OutOfBandClaim(int hits, byte[] token) implements VendorMessage {
    private static final String TOKEN = "SO";
    private static final int LONGEST_TOKEN = 255;

    static Optional<OutOfBandClaim> read(int version, ByteBuf body) {
        if (version < 2 || version > 3 || !body.isReadable()) {
            return Optional.empty();
        }
        var hits = body.readUnsignedByte();
        if (version == 2) {
            return Optional.of(new OutOfBandClaim(hits, new byte[0]));
        }
        return GgepCodec.read(body)
                .get(TOKEN)
                .filter(token -> token.length > 0 && token.length <= LONGEST_TOKEN)
                .map(token -> new OutOfBandClaim(hits, token));
    }

    @Override
    public Vendor toVendor() {
        return new Vendor(LIMEWIRE, 11, token.length == 0 ? 2 : 3, Fields.body(out -> {
            out.writeByte(hits);
            if (token.length > 0) {
                GgepCodec.write(Ggep.EMPTY.with(TOKEN, token), out);
            }
        }));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OutOfBandClaim that && hits == that.hits && Arrays.equals(token, that.token);
    }

    @Override
    public int hashCode() {
        return Objects.hash(hits, Arrays.hashCode(token));
    }
}
