package filbert.wire.vendor;

import filbert.identity.Guid;
import filbert.identity.Sha1;
import filbert.identity.Urn;
import filbert.wire.ggep.Ggep;
import filbert.wire.ggep.GgepCodec;
import filbert.wire.message.Vendor;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * "Have you got this, and could I have it?": flags u8, {@code urn:sha1:} with 32 characters, and with flag 0x10 GGEP, whose key PUSH names the leaf
 * that is meant (3-transfer, 3.13). The answer carries the same GUID.
 *
 * @param version 1 or 2: that of the answer wanted
 * @param wants what the answer should hold besides, four bits
 */
public record HeadPing(int version, int wants, Sha1 sha1, Optional<Guid> leaf) implements VendorMessage {
    private static final int URN_LENGTH = 41;
    private static final int WANTS = 0x0F;
    /** Of {@link #wants}: what there is of a file that is had in part. */
    public static final int RANGES = 0x01;

    private static final int GGEP = 0x10;
    private static final String LEAF = "PUSH";

    /** Are the ranges wanted of what is there in part? */
    public boolean wantsRanges() {
        return (wants & RANGES) != 0;
    }

    static Optional<HeadPing> read(int version, ByteBuf body) {
        if (version < 1 || version > 2 || body.readableBytes() < 1 + URN_LENGTH) {
            return Optional.empty();
        }
        var flags = body.readUnsignedByte();
        var urn = Urn.parse(body.readCharSequence(URN_LENGTH, StandardCharsets.ISO_8859_1).toString());
        var leaf = (flags & GGEP) == 0 ? Optional.<Guid>empty() : leaf(body);
        return urn.flatMap(Urn::sha1).map(sha1 -> new HeadPing(version, flags & WANTS, sha1, leaf));
    }

    private static Optional<Guid> leaf(ByteBuf body) {
        return GgepCodec.read(body).get(LEAF).filter(guid -> guid.length == Guid.LENGTH).map(Guid::of);
    }

    @Override
    public Vendor toVendor() {
        return new Vendor(LIMEWIRE, 23, version, Fields.body(out -> {
            out.writeByte(wants | (leaf.isPresent() ? GGEP : 0));
            out.writeCharSequence(Urn.of(sha1).toString(), StandardCharsets.US_ASCII);
            leaf.ifPresent(guid -> GgepCodec.write(Ggep.EMPTY.with(LEAF, guid.bytes()), out));
        }));
    }
}
