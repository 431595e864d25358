package filbert.wire.message;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Urn;
import filbert.wire.ggep.Ggep;
import java.util.List;

/**
 * Files that match a query (2-search, section 3).
 *
 * @param host where they can be fetched, as the responder says
 * @param speed kbit/s, unsigned 32 bits
 * @param vendor four characters
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

    /**
     * One file of a hit (2-search, 3.2).
     *
     * @param index unsigned 32 bits
     * @param size bytes; the large-file extension already applied
     * @param urn what the record says of the content, if anything
     */
    public record Result(long index, long size, String name, java.util.Optional<Urn> urn, Ggep extensions) {}

    /** Flags of the trailer; each is known only when the responder said so (2-search, 3.4). */
    public record Trailer(Flag push, Flag busy, Flag uploaded, Flag measuredSpeed, boolean ggep) {}

    /** A statement that may be missing. */
    public enum Flag {
        YES,
        NO,
        UNSAID
    }
}
