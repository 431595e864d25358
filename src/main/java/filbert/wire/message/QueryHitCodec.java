package filbert.wire.message;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.QueryHit.Result;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;

/**
 * Count u8, port u16 little-endian, IPv4 in network order, speed u32 little-endian, records, trailer, servent GUID (2-search, 3.1).
 */
final class QueryHitCodec {
    private static final int SHORTEST = 27;

    private QueryHitCodec() {}

    static QueryHit decode(ByteBuf payload) {
        if (payload.readableBytes() < SHORTEST) {
            throw new MalformedMessageException("query hit of " + payload.readableBytes() + " bytes, need " + SHORTEST);
        }
        var servent = servent(payload);
        var body = payload.readSlice(payload.readableBytes() - Guid.LENGTH);
        var count = body.readUnsignedByte();
        if (count == 0) {
            throw new MalformedMessageException("query hit without records");
        }
        var port = body.readUnsignedShortLE();
        var ipv4 = body.readInt();
        var speed = body.readUnsignedIntLE();
        var results = new ArrayList<Result>(count);
        for (var i = 0; i < count; i++) {
            results.add(RecordCodec.decode(body));
        }
        if (!body.isReadable()) {
            return new QueryHit(HostAddress.of(ipv4, port), speed, results, "", QueryHit.Trailer.SILENT, "", Ggep.EMPTY, servent);
        }
        var trailer = TrailerCodec.decode(body);
        var host = Addresses.read(ipv4, port, trailer.extensions());
        var extensions = Addresses.rest(host, trailer.extensions());
        return new QueryHit(host, speed, results, trailer.vendor(), trailer.flags(), trailer.xml(), extensions, servent);
    }

    private static Guid servent(ByteBuf payload) {
        var at = payload.writerIndex() - Guid.LENGTH;
        var servent = new Guid(payload.getLong(at), payload.getLong(at + Long.BYTES));
        if (servent.equals(Guid.ZERO) || servent.hex().chars().allMatch(Character::isLetter)) { // 2-search, 3.7
            throw new MalformedMessageException("query hit of the impossible servent " + servent);
        }
        return servent;
    }

    static void encode(QueryHit hit, ByteBuf out) {
        var count = hit.results().size();
        if (count == 0 || count > QueryHit.MAX_RESULTS) {
            throw new IllegalArgumentException("query hit of " + count + " records, need 1 to " + QueryHit.MAX_RESULTS);
        }
        out.writeByte(count).writeShortLE(hit.host().port());
        Addresses.writeIpv4(hit.host(), out);
        out.writeIntLE((int) hit.speed());
        for (var result : hit.results()) {
            RecordCodec.encode(result, out);
        }
        if (!hit.vendor().isEmpty()) {
            TrailerCodec.encode(hit, out);
        }
        out.writeLong(hit.servent().high()).writeLong(hit.servent().low());
    }
}
