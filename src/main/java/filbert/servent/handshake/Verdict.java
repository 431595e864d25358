package filbert.servent.handshake;

import filbert.identity.HostAddress;
import java.util.List;

/** May this peer become a neighbour? */
public sealed interface Verdict {
    /**
     * @param ultrapeersNeeded said to a calling ultrapeer: slots for ultrapeers are free (1-connect, 3.6)
     * @param others hosts the peer may try besides, at most ten
     */
    record Accept(boolean ultrapeersNeeded, List<HostAddress> others) implements Verdict {}

    /**
     * @param code of 1-connect, 3.7
     * @param others hosts the peer may try instead, at most ten
     */
    record Reject(int code, String reason, List<HostAddress> others) implements Verdict {}
}
