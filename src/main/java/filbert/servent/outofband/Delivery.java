package filbert.servent.outofband;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.Owner;
import filbert.servent.datagram.Post;
import filbert.servent.search.LocalFile;
import filbert.servent.search.OwnHits;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Query;
import filbert.wire.message.QueryHit;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.List;

/**
 * Sends claimed hits, one datagram after the other (2-search, 7.2).
 *
 * @param trailer repeats the claim's token, where it has one
 */
record Delivery(Owner owner, Post post, OwnHits hits, HostAddress to, Guid guid, Query query, Ggep trailer) {
    static final int LONGEST = 1_200; // bytes of a datagram: 2-search, 7.2
    static final int MOST_HITS = 20; // 2-search, 7.2

    private static final Duration PACE = Duration.ofMillis(200); // 2-search, 7.2

    void deliver(List<LocalFile> files) {
        deliver(files, MOST_HITS);
    }

    private void deliver(List<LocalFile> files, int left) {
        if (files.isEmpty() || left == 0) {
            return;
        }
        var count = Math.min(files.size(), OwnHits.MAX_RECORDS);
        var hit = hits.of(query, files.subList(0, count), trailer);
        while (count > 1 && !fits(hit)) {
            count--;
            hit = hits.of(query, files.subList(0, count), trailer);
        }
        sendWhatFits(hit, files.subList(0, count));
        var rest = files.subList(count, files.size());
        owner.after(PACE, () -> deliver(rest, left - 1));
    }

    /** A name so long that it fits no datagram stays at home. */
    private void sendWhatFits(QueryHit hit, List<LocalFile> files) {
        var chosen = fits(hit) ? hit : hits.bare(query, files, trailer);
        if (fits(chosen)) {
            post.send(to, guid, chosen);
        }
    }

    private boolean fits(QueryHit hit) {
        var out = Unpooled.buffer(LONGEST);
        MessageCodec.encode(guid, 1, 0, hit, out);
        return out.readableBytes() <= LONGEST;
    }
}
