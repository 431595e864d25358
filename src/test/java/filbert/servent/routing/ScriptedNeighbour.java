package filbert.servent.routing;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.connection.Neighbour;
import filbert.servent.handshake.PeerCapabilities;
import filbert.servent.qrp.RoutingTable;
import filbert.servent.qrp.TableBuilder;
import filbert.servent.qrp.TablePatches;
import filbert.wire.message.Header;
import filbert.wire.message.Message;
import filbert.wire.message.MessageCodec;
import filbert.wire.vendor.Features;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A neighbour that keeps what it is told and says what a test wants. */
public final class ScriptedNeighbour implements Neighbour {
    /** Something it was told, as it would have stood on the wire. */
    public record Heard(Header header, byte[] payload) {
        public Message message() {
            return MessageCodec.decode(header.type(), Unpooled.wrappedBuffer(payload));
        }
    }

    public final List<Heard> heard = new ArrayList<>();
    public int byeCode;
    public int malformed;
    public int room = 96 * 1_024;
    public int hopsFlow = 255;
    public Features features = Features.NONE;
    public boolean askedToSpareUs;

    private final long id;
    private final boolean leaf;
    private final PeerCapabilities capabilities;

    public static ScriptedNeighbour ultrapeer(long id) {
        return new ScriptedNeighbour(id, false, true, 4, Optional.empty());
    }

    public static ScriptedNeighbour leaf(long id) {
        return new ScriptedNeighbour(id, true, true, 4, Optional.empty());
    }

    public ScriptedNeighbour withMaxTtl(int maxTtl) {
        return new ScriptedNeighbour(id, leaf, capabilities.ultrapeerQueryRouting(), maxTtl, capabilities.servent());
    }

    public ScriptedNeighbour withoutUltrapeerRouting() {
        return new ScriptedNeighbour(id, leaf, false, capabilities.maxTtl(), capabilities.servent());
    }

    public ScriptedNeighbour bearing(Guid servent) {
        return new ScriptedNeighbour(
                id, leaf, capabilities.ultrapeerQueryRouting(), capabilities.maxTtl(), Optional.of(servent));
    }

    private ScriptedNeighbour(long id, boolean leaf, boolean ultrapeerQueryRouting, int maxTtl, Optional<Guid> servent) {
        this.id = id;
        this.leaf = leaf;
        this.capabilities = new PeerCapabilities(
                "Scripted/1",
                !leaf,
                servent,
                Optional.empty(),
                32,
                maxTtl,
                true,
                true,
                true,
                true,
                true,
                ultrapeerQueryRouting,
                true,
                true,
                false,
                false);
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public HostAddress address() {
        return HostAddress.of(0x7F00_0000 | (int) id, 6346);
    }

    @Override
    public PeerCapabilities capabilities() {
        return capabilities;
    }

    @Override
    public boolean isLeaf() {
        return leaf;
    }

    @Override
    public void send(Guid guid, int ttl, int hops, Message message) {
        var bytes = Unpooled.buffer();
        MessageCodec.encode(guid, ttl, hops, message, bytes);
        relay(Header.read(bytes), bytes);
    }

    @Override
    public void relay(Header header, ByteBuf payload) {
        var bytes = new byte[payload.readableBytes()];
        payload.getBytes(payload.readerIndex(), bytes);
        heard.add(new Heard(header, bytes));
    }

    @Override
    public boolean reads(String vendor, int selector) {
        return true;
    }

    @Override
    public Features features() {
        return features;
    }

    @Override
    public void spareUs(boolean busy) {
        askedToSpareUs = busy;
    }

    @Override
    public int hopsFlow() {
        return hopsFlow;
    }

    @Override
    public int room() {
        return room;
    }

    @Override
    public void malformed(Header header, String why) {
        malformed++;
    }

    @Override
    public void close(int code, String reason) {
        byeCode = code;
    }

    /** What it was told of one type. */
    public List<Heard> heard(int type) {
        return heard.stream().filter(each -> each.header().type() == type).toList();
    }

    /** Says a message to the router. */
    public void says(Router router, Guid guid, int ttl, int hops, Message message) {
        var bytes = Unpooled.buffer();
        MessageCodec.encode(guid, ttl, hops, message, bytes);
        router.received(this, Header.read(bytes), bytes);
    }

    public void says(Router router, Guid guid, int type, int ttl, int hops, byte... payload) {
        router.received(this, new Header(guid, type, ttl, hops, payload.length), Unpooled.wrappedBuffer(payload));
    }

    /** Gives the router a table of these words. */
    public void tellsWords(Router router, String... words) {
        var builder = new TableBuilder();
        for (var word : words) {
            builder.word(word);
        }
        tellsTable(router, builder.forLeaf());
    }

    public void tellsTable(Router router, RoutingTable table) {
        for (var message : TablePatches.full(table)) {
            says(router, new Guid(id, 1), 1, 0, message);
        }
    }
}
