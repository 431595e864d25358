package filbert.simulation;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.Datagrams;
import filbert.wire.message.Framing;
import filbert.wire.message.Header;
import filbert.wire.message.Message;
import filbert.wire.message.MessageCodec;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A datagram socket told what to say; keeps the messages it hears. */
public final class ScriptedSocket {
    /** A message, and who sent it. */
    public record Heard(HostAddress from, Header header, Message message) {}

    public final List<Heard> heard = new ArrayList<>();
    private final Datagrams.Socket socket;

    public ScriptedSocket(VirtualNetwork net, HostAddress at) {
        try {
            socket = net.host(at.ip().getHostAddress()).datagrams().bind(at, (from, bytes) -> {
                var header = Framing.datagram(bytes).orElseThrow();
                bytes.skipBytes(Header.LENGTH);
                heard.add(new Heard(from, header, MessageCodec.decode(header.type(), bytes)));
                bytes.release();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void say(HostAddress to, Guid guid, Message message) {
        var out = Unpooled.buffer();
        MessageCodec.encode(guid, 1, 0, message, out);
        socket.send(to, out);
    }
}
