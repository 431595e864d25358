package filbert.servent.routing;

import filbert.identity.Urn;
import filbert.servent.spam.Experience;
import filbert.wire.message.Header;
import filbert.wire.message.MalformedMessageException;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.QueryHit;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Which hits are not passed on: what lists name, and worms. Never on suspicion, and never for what the household alone dislikes (2-search, 11). Without
 * lists nothing is decoded.
 */
final class JunkHits {
    private static final int RECORDS = 11; // offset of the first: 2-search, 3.1
    private static final int NAME = 8; // offset in a record, behind index and size: 2-search, 3.2
    private static final int WORM_SIZE = 8_192; // 2-search, 11
    private static final int LONGEST_NAME = 512;
    private static final String PROGRAM = ".exe";

    private final Experience experience;

    JunkHits(Experience experience) {
        this.experience = experience;
    }

    /** Why the hit ends here, or null. Leaves the payload as it was. */
    Drops.@Nullable Reason refuse(ByteBuf payload) {
        if (isWorm(payload)) {
            return Drops.Reason.JUNK;
        }
        var lists = experience.lists();
        if (!lists.holdsHashes() && lists.hostiles().ranges() == 0) {
            return null;
        }
        try {
            if (MessageCodec.decode(Header.QUERY_HIT, payload.duplicate()) instanceof QueryHit hit) {
                var listed = hit.results().stream().anyMatch(result -> result.urn().flatMap(Urn::sha1).filter(lists::lists).isPresent());
                return lists.hostiles().contains(hit.host().ip()) ? Drops.Reason.HOSTILE : listed ? Drops.Reason.JUNK : null;
            }
            return null;
        } catch (MalformedMessageException notForUs) {
            return null; // whoever asked will see; we only pass it on
        }
    }

    /** Mandragore answers everything with one record: a program of 8,192 bytes. */
    private static boolean isWorm(ByteBuf payload) {
        var start = payload.readerIndex();
        var record = start + RECORDS;
        if (payload.getByte(start) != 1
                || payload.writerIndex() < record + NAME + PROGRAM.length()
                || payload.getUnsignedIntLE(record + Integer.BYTES) != WORM_SIZE) {
            return false;
        }
        var name = record + NAME;
        var length = payload.bytesBefore(name, Math.min(LONGEST_NAME, payload.writerIndex() - name), (byte) 0);
        return length >= PROGRAM.length()
                && payload.toString(name + length - PROGRAM.length(), PROGRAM.length(), StandardCharsets.ISO_8859_1).equalsIgnoreCase(PROGRAM);
    }
}
