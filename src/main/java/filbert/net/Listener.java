package filbert.net;

import filbert.identity.HostAddress;
import java.io.IOException;

/** Accepts connections. */
public interface Listener {
    /**
     * @param at address and port; port 0 takes a free one
     * @param onAccepted called on the link's loop; must install a handler before returning
     * @throws IOException when the port is taken or the address is not ours; says which
     */
    Listening listen(HostAddress at, Dialer.Linked onAccepted) throws IOException;

    /** An open port. */
    interface Listening {
        HostAddress local();

        void close();
    }
}
