package filbert.servent.handshake;

import filbert.identity.HostAddress;
import java.util.List;
import java.util.Optional;

/** Whoever knows the slots decides. Made for one link; asked on the owner. */
public interface Admission {
    Verdict consider(PeerCapabilities peer);

    /** Our ultrapeer neighbours, for a crawler. Empty when it asks too often (1-connect, 3.7). */
    Optional<List<HostAddress>> neighboursForCrawler();
}
