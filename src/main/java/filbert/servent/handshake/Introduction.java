package filbert.servent.handshake;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import java.util.Optional;

/**
 * What we say of ourselves in a handshake (1-connect, 3.5).
 *
 * @param userAgent {@code Filbert/x.y.z}
 * @param listenAddress where we can be called, if known
 * @param degree the ultrapeer links an ultrapeer intends to keep; below 16 nobody takes it for a good one (1-connect, 3.4)
 */
public record Introduction(
        String userAgent, boolean ultrapeer, Guid servent, Optional<HostAddress> listenAddress, int degree, Encryption encryption) {
    /** The same on a link where this is to be said of TLS. */
    public Introduction with(Encryption other) {
        return new Introduction(userAgent, ultrapeer, servent, listenAddress, degree, other);
    }

    boolean offersTls() {
        return encryption == Encryption.OFFERED;
    }
}
