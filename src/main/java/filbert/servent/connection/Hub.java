package filbert.servent.connection;

import filbert.identity.Guid;
import filbert.wire.message.Header;
import filbert.wire.message.Ping;
import filbert.wire.message.Pong;
import filbert.wire.vendor.Features;
import filbert.wire.vendor.VendorMessage;

/** What a connection belongs to. Called on the owner. Implemented by {@code topology}. */
public interface Hub {
    /** What we say of ourselves when this neighbour asks whether we live. */
    Pong ownPong(Neighbour asking);

    /** What we can do, as it stands now. */
    Features features();

    /** A ping that looks for hosts; alive pings have been answered already. */
    void pinged(Neighbour from, Header header, Ping ping);

    void ponged(Neighbour from, Header header, Pong pong);

    /** A neighbour wants us to call it, or somebody else, to show whether that is possible (1-connect, 9). */
    void callBack(Neighbour from, Guid guid, VendorMessage request);

    /** Something people may look at has changed: a message came or left. Must cost next to nothing. */
    void stirred();

    /** The last call about this connection. */
    void ended(Connection connection, Ending how);
}
