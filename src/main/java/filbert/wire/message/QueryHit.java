package filbert.wire.message;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Urn;
import filbert.wire.ggep.Ggep;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Optional;

/**
 * Files that match a query (2-search, section 3).
 *
 * @param host where they can be fetched, as the responder says
 * @param speed kbit/s, unsigned 32 bits
 * @param vendor four characters; empty when there was no trailer
 * @param trailer flags after the reversal of bit 0 has been undone
 * @param xml the metadata block, unpacked, or empty
 * @param extensions trailer GGEP
 */
public record QueryHit(
        HostAddress host,
        long speed,
        List<Result> results,
        String vendor,
        Trailer trailer,
        String xml,
        Ggep extensions,
        Guid servent)
        implements Message {
    /** One byte counts them. */
    public static final int MAX_RESULTS = 255;

    public QueryHit {
        results = List.copyOf(results);
    }

    /** The vendor code of a hit that is not decoded; empty where there is none, or the hit is malformed. Moves no index of the payload. */
    public static String vendorIn(ByteBuf payload) {
        return HitVendor.in(payload);
    }

    /**
     * Can this be an answer to {@code query}, from somebody else? Not when its servent GUID is {@code self} or the query's (2-search, 3.7);
     * the codec has refused GUIDs of zeros and of nibbles A to F only.
     */
    public boolean answers(Guid query, Guid self) {
        return !servent.equals(query) && !servent.equals(self);
    }

    /**
     * One file of a hit (2-search, 3.2).
     *
     * @param index unsigned 32 bits
     * @param size bytes; the large-file extension already applied
     * @param urn what the record says of the content, if anything: its text and the keys H, u and TT together
     */
    public record Result(long index, long size, String name, Optional<Urn> urn, Ggep extensions) {
        /**
         * Could the name do harm where it is taken for a path, or deceive who reads it? Holds a separator, a control character or one that
         * turns the direction of writing, or is {@code .} or {@code ..}.
         */
        public boolean hasUnsafeName() {
            return name.equals(".")
                    || name.equals("..")
                    || name.chars().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c) || turnsWriting(c));
        }

        /** Embeddings, overrides and isolates (UAX 9): with them {@code gpj.exe} reads as a picture. */
        private static boolean turnsWriting(int c) {
            return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
        }
    }

    /** Flags of the trailer; each is known only when the responder said so (2-search, 3.4). */
    public record Trailer(Flag push, Flag busy, Flag uploaded, Flag measuredSpeed, boolean ggep) {
        static final Trailer SILENT = new Trailer(Flag.UNSAID, Flag.UNSAID, Flag.UNSAID, Flag.UNSAID, false);
    }

    /** A statement that may be missing. */
    public enum Flag {
        YES,
        NO,
        UNSAID;

        public static Flag of(boolean value) {
            return value ? YES : NO;
        }
    }
}
