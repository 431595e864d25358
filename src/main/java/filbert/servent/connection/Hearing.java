package filbert.servent.connection;

import filbert.servent.guard.Allowance;
import filbert.servent.guard.Strikes;
import filbert.wire.message.Bye;
import filbert.wire.message.Header;
import filbert.wire.message.MalformedMessageException;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Ping;
import filbert.wire.message.Pong;
import filbert.wire.message.Vendor;
import filbert.wire.vendor.ConnectBackRedirect;
import filbert.wire.vendor.Features;
import filbert.wire.vendor.HopsFlow;
import filbert.wire.vendor.MessagesSupported;
import filbert.wire.vendor.TcpConnectBack;
import filbert.wire.vendor.UdpConnectBack;
import filbert.wire.vendor.VendorMessage;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a neighbour says, message by message: what concerns the connection itself (pings, pongs, Bye, vendor messages of its own) is dealt with at once, all
 * else goes to {@link Traffic}. Counts what is malformed, and what comes too often. Confined to the owner.
 */
final class Hearing {
    private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);

    private static final int MALFORMED_TOO_MANY = 10; // 1-connect, 12
    private static final Duration MALFORMED_WINDOW = Duration.ofSeconds(60);
    private static final Duration PING_EVERY = Duration.ofSeconds(3); // 1-connect, 12
    private static final int PING_BURST = 2;
    private static final Duration ALIVE_PING_EVERY = Duration.ofSeconds(1);
    private static final int ALIVE_PING_BURST = 10;

    private final Connection connection;
    private final Connection.Surroundings around;
    private final Told told;
    private final Saying saying;
    private final Outbox outbox;
    private final Strikes malformed;
    private final Allowance pings;
    private final Allowance alivePings;

    Hearing(Connection connection, Connection.Surroundings around, Told told, Saying saying, Outbox outbox) {
        var owner = around.owner();
        this.connection = connection;
        this.around = around;
        this.told = told;
        this.saying = saying;
        this.outbox = outbox;
        malformed = new Strikes(owner, MALFORMED_TOO_MANY, MALFORMED_WINDOW);
        pings = new Allowance(owner, PING_BURST, PING_EVERY);
        alivePings = new Allowance(owner, ALIVE_PING_BURST, ALIVE_PING_EVERY);
    }

    /** The frame's payload stays the caller's. */
    void heard(Frame frame) {
        var header = frame.header();
        try {
            if (frame.tooLong()) {
                tooLong(header);
            } else {
                heard(header, frame.payload());
            }
        } catch (MalformedMessageException bad) {
            malformed(header, String.valueOf(bad.getMessage()));
        }
    }

    private void tooLong(Header header) {
        if (header.type() == Header.BYE) {
            connection.heardBye(new Ending.PeerSaidBye(0, "a Bye of " + header.length() + " bytes"));
        } else {
            malformed(header, "payload of " + header.length() + " bytes");
        }
    }

    private void heard(Header header, ByteBuf payload) {
        switch (header.type()) {
            case Header.BYE, Header.VENDOR, Header.VENDOR_STANDARD, Header.QRP -> {
                if (header.hops() != 0) {
                    dropped(header); // never relayed, so never from afar (1-connect, 1.4)
                } else if (header.type() == Header.BYE) {
                    heardBye((Bye) MessageCodec.decode(Header.BYE, payload));
                } else if (header.type() == Header.QRP) {
                    around.traffic().received(connection, header, payload);
                } else {
                    heardVendor(header, payload);
                }
            }
            case Header.PING -> heardPing(header, (Ping) MessageCodec.decode(Header.PING, payload));
            case Header.PONG -> around.hub().ponged(connection, header, (Pong) MessageCodec.decode(Header.PONG, payload));
            default -> around.traffic().received(connection, header, payload);
        }
    }

    private void heardPing(Header header, Ping ping) {
        if (header.ttl() == 0) {
            return; // an acknowledgement (1-connect, 6.2)
        }
        var alive = header.ttl() == 1 && header.hops() == 0;
        if (!(alive ? alivePings : pings).take()) {
            dropped(header);
        } else if (alive) {
            saying.urgently(header.guid(), around.hub().ownPong(connection));
        } else {
            around.hub().pinged(connection, header, ping);
        }
    }

    private void heardBye(Bye bye) {
        LOG.debug("{} said Bye {} {}", connection.address(), bye.code(), bye.firstLine());
        connection.heardBye(new Ending.PeerSaidBye(bye.code(), bye.firstLine()));
    }

    private void heardVendor(Header header, ByteBuf payload) {
        var body = payload.duplicate();
        var message = (Vendor) MessageCodec.decode(header.type(), payload);
        switch (VendorMessage.of(message).orElse(null)) {
            case MessagesSupported supported -> told.heard(supported);
            case Features features -> told.heard(features);
            case HopsFlow flow when header.ttl() == 1 -> outbox.limitHops(flow.hops());
            case HopsFlow _ -> dropped(header);
            case TcpConnectBack wanted -> around.hub().callBack(connection, header.guid(), wanted);
            case UdpConnectBack wanted -> around.hub().callBack(connection, header.guid(), wanted);
            case ConnectBackRedirect wanted -> around.hub().callBack(connection, header.guid(), wanted);
            case null, default -> around.traffic().received(connection, header, body);
        }
    }

    /** See {@link Neighbour#malformed}. */
    void malformed(Header header, String why) {
        dropped(header);
        LOG.debug("{} malformed {}: {}", connection.address(), MessageKind.of(header.type()).word(), why);
        if (malformed.strike()) {
            connection.close(412, MALFORMED_TOO_MANY + " malformed messages");
        }
    }

    private void dropped(Header header) {
        connection.observation().dropped(header);
    }
}
