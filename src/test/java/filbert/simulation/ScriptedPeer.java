package filbert.simulation;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.Link;
import filbert.wire.message.Framing;
import filbert.wire.message.Header;
import filbert.wire.message.Message;
import filbert.wire.message.MessageCodec;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One end of a connection, told byte by byte what to say; keeps what it hears. */
public final class ScriptedPeer implements Link.Handler {
    private static final String COMMON = "User-Agent: Script/1.0\r\nX-Query-Routing: 0.2\r\nX-Ultrapeer-Query-Routing: 0.1\r\n"
            + "X-Dynamic-Querying: 0.1\r\nX-Degree: 32\r\nX-Max-TTL: 4\r\nGGEP: 0.5\r\nVendor-Message: 0.2\r\nBye-Packet: 0.1\r\n";

    /** A message with its header. */
    public record Heard(Header header, Message message) {}

    private final VirtualNetwork net;
    private final ByteBuf heard = Unpooled.buffer();
    private final List<Integer> portions = new ArrayList<>();
    private @Nullable Link link;
    private boolean closed;
    private @Nullable IOException failure;

    private ScriptedPeer(VirtualNetwork net) {
        this.net = net;
    }

    /** Calls and waits until the call is accepted or has failed. */
    public static ScriptedPeer call(VirtualNetwork net, String fromIp, HostAddress to) {
        var peer = new ScriptedPeer(net);
        net.host(fromIp).dialer().dial(to, Duration.ofSeconds(20), peer::linked, cause -> peer.failure = cause);
        net.runUntil(() -> peer.link != null || peer.failure != null, Duration.ofSeconds(20));
        return peer;
    }

    /** Waits for a call at a port; each caller gets a peer of its own, in the list that comes back. */
    public static List<ScriptedPeer> listen(VirtualNetwork net, HostAddress at) {
        var callers = new ArrayList<ScriptedPeer>();
        try {
            net.host(at.ip().getHostAddress()).listener().listen(at, link -> {
                var peer = new ScriptedPeer(net);
                callers.add(peer);
                peer.linked(link);
            });
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return callers;
    }

    private void linked(Link opened) {
        link = opened;
        opened.handler(this);
    }

    /** The first block of a caller. */
    public static String greeting(boolean ultrapeer, String... moreHeaders) {
        return "GNUTELLA CONNECT/0.6\r\n" + headers(ultrapeer, moreHeaders);
    }

    /** The second block. */
    public static String acceptance(boolean ultrapeer, String... moreHeaders) {
        return "GNUTELLA/0.6 200 OK\r\n" + headers(ultrapeer, moreHeaders);
    }

    private static String headers(boolean ultrapeer, String... moreHeaders) {
        var more = moreHeaders.length == 0 ? "" : String.join("\r\n", moreHeaders) + "\r\n";
        return COMMON + "X-Ultrapeer: " + (ultrapeer ? "True" : "False") + "\r\n" + more + "\r\n";
    }

    public static final String CONFIRMATION = "GNUTELLA/0.6 200 OK\r\n\r\n";

    public static String guidHeader(Guid guid) {
        return "GUID: " + guid.hex();
    }

    /** Calls and shakes hands; fails the test unless it is accepted. Neither side deflates. */
    public static ScriptedPeer join(VirtualNetwork net, String fromIp, HostAddress to, boolean ultrapeer, String... moreHeaders) {
        var peer = call(net, fromIp, to);
        peer.say(greeting(ultrapeer, moreHeaders));
        var answer = peer.block();
        if (!answer.startsWith("GNUTELLA/0.6 200 OK\r\n")) {
            throw new AssertionError("refused: " + answer);
        }
        peer.say(CONFIRMATION);
        net.run(Duration.ofSeconds(1));
        return peer;
    }

    public void say(String text) {
        say(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void say(byte[] bytes) {
        link().write(Unpooled.copiedBuffer(bytes));
    }

    public void sayHex(String hex) {
        say(HexFormat.of().parseHex(hex));
    }

    public void say(Guid guid, int ttl, int hops, Message message) {
        var out = Unpooled.buffer();
        MessageCodec.encode(guid, ttl, hops, message, out);
        link().write(out);
    }

    public void say(Header header, byte[] payload) {
        var out = Unpooled.buffer();
        header.write(out);
        link().write(out.writeBytes(payload));
    }

    /** Waits for a whole header block and takes it out of what was heard. */
    public String block() {
        net.runUntil(() -> text().contains("\r\n\r\n") || closed, Duration.ofSeconds(30));
        var end = text().indexOf("\r\n\r\n");
        return end < 0 ? "" : heard.readCharSequence(end + 4, StandardCharsets.ISO_8859_1).toString();
    }

    /** What was heard and not yet taken. */
    public String text() {
        return heard.toString(StandardCharsets.ISO_8859_1);
    }

    public byte[] takeBytes() {
        var bytes = new byte[heard.readableBytes()];
        heard.readBytes(bytes);
        return bytes;
    }

    /** Takes the whole messages out of what was heard; plain links only. */
    public List<Heard> messages() {
        var messages = new ArrayList<Heard>();
        for (var next = Framing.next(heard); next.isPresent(); next = Framing.next(heard)) {
            var header = Header.read(heard);
            messages.add(new Heard(header, MessageCodec.decode(header.type(), heard.readSlice(header.length()))));
        }
        return messages;
    }

    /** As {@link #messages}, those of one type. */
    public <M extends Message> List<M> messages(Class<M> type) {
        return messages().stream().map(Heard::message).filter(type::isInstance).map(type::cast).toList();
    }

    public Link link() {
        if (link == null) {
            throw new IllegalStateException("no link: " + failure);
        }
        return link;
    }

    /** Begins TLS. */
    public void encrypt() {
        link().upgradeTls(Unpooled.EMPTY_BUFFER);
    }

    public boolean encrypted() {
        return link().tls().isPresent();
    }

    public boolean linked() {
        return link != null;
    }

    public boolean closed() {
        return closed;
    }

    /** How the bytes came, if the network does not split them. */
    public List<Integer> portions() {
        return portions;
    }

    @Override
    public void received(ByteBuf bytes) {
        portions.add(bytes.readableBytes());
        heard.writeBytes(bytes);
        bytes.release();
    }

    @Override
    public void closed(@Nullable IOException cause) {
        closed = true;
    }
}
