package filbert.servent.dynamicquery;

import filbert.servent.qrp.QueryHashes;
import filbert.servent.routing.Prospect;
import filbert.wire.message.Header;
import io.netty.buffer.Unpooled;

/** A query as it goes out again and again; only its TTL differs. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Payload(Header header, byte[] bytes, QueryHashes hashes) {
    void sendTo(Prospect to, int ttl) {
        to.neighbour().relay(new Header(header.guid(), Header.QUERY, ttl, header.hops(), bytes.length), Unpooled.wrappedBuffer(bytes));
    }
}
