package filbert.servent.outofband;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.datagram.Post;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Message;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Ping;
import filbert.wire.message.Pong;
import filbert.wire.message.QueryHit;
import filbert.wire.message.Vendor;
import filbert.wire.vendor.VendorMessage;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/** Keeps what was sent. */
public final class SentPost implements Post {
    /** One datagram. */
    public record Sent(HostAddress to, Guid guid, Message message, int length) {}

    public final List<Sent> sent = new ArrayList<>();

    @Override
    public void send(HostAddress to, Guid guid, int ttl, Message message) {
        var out = Unpooled.buffer();
        MessageCodec.encode(guid, ttl, 0, message, out);
        sent.add(new Sent(to, guid, message, out.readableBytes()));
    }

    @Override
    public void relay(HostAddress to, Guid guid, Message message) {
        send(to, guid, 1, message);
    }

    @Override
    public boolean mayPing(HostAddress host) {
        return true;
    }

    @Override
    public void ping(HostAddress host, Guid guid, Ping ping) {
        send(host, guid, ping);
    }

    @Override
    public Pong introduction() {
        return new Pong(HostAddress.of(0x0501_0101, 6346), 1, 8, Ggep.EMPTY);
    }

    @Override
    public boolean reachable() {
        return true;
    }

    public List<VendorMessage> vendor() {
        return sent.stream()
                .filter(each -> each.message() instanceof Vendor)
                .<VendorMessage>map(each -> VendorMessage.of((Vendor) each.message()).orElseThrow())
                .toList();
    }

    List<QueryHit> hits() {
        return sent.stream().filter(each -> each.message() instanceof QueryHit).map(each -> (QueryHit) each.message()).toList();
    }
}
