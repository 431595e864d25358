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
 * @param families which IP addresses we use, as a feature: {@code IP/6.0} both, {@code IP/6.4} IPv6 only, empty IPv4 only
 * @param compression of links
 * @param requeries do we search again by ourselves?
 * @param browsable may anybody have the list of what we share (3-transfer, 3.10)?
 */
public record Introduction(
        String userAgent,
        boolean ultrapeer,
        Guid servent,
        Optional<HostAddress> listenAddress,
        int degree,
        Encryption encryption,
        String families,
        Compression compression,
        boolean browsable,
        boolean requeries) {
    /** Of one that asks nothing again by itself. */
    public Introduction(
            String userAgent,
            boolean ultrapeer,
            Guid servent,
            Optional<HostAddress> listenAddress,
            int degree,
            Encryption encryption,
            String families,
            Compression compression,
            boolean browsable) {
        this(userAgent, ultrapeer, servent, listenAddress, degree, encryption, families, compression, browsable, false);
    }

    /** Of one that lets nobody browse. */
    public Introduction(
            String userAgent,
            boolean ultrapeer,
            Guid servent,
            Optional<HostAddress> listenAddress,
            int degree,
            Encryption encryption,
            String families,
            Compression compression) {
        this(userAgent, ultrapeer, servent, listenAddress, degree, encryption, families, compression, false);
    }

    /** Of one that knows IPv4 only, with compressed links. */
    public Introduction(
            String userAgent, boolean ultrapeer, Guid servent, Optional<HostAddress> listenAddress, int degree, Encryption encryption) {
        this(userAgent, ultrapeer, servent, listenAddress, degree, encryption, "", Compression.OFFERED);
    }

    /** The same on a link where this is to be said of TLS. */
    public Introduction with(Encryption other) {
        return new Introduction(userAgent, ultrapeer, servent, listenAddress, degree, other, families, compression, browsable, requeries);
    }

    /** The same with this feature. */
    public Introduction using(String feature) {
        return new Introduction(userAgent, ultrapeer, servent, listenAddress, degree, encryption, feature, compression, browsable, requeries);
    }

    /** The same, to be called there. */
    public Introduction callableAt(HostAddress address) {
        return new Introduction(userAgent, ultrapeer, servent, Optional.of(address), degree, encryption, families, compression, browsable, requeries);
    }

    /** The same, which asks again by itself or not. */
    public Introduction requerying(boolean byItself) {
        return new Introduction(userAgent, ultrapeer, servent, listenAddress, degree, encryption, families, compression, browsable, byItself);
    }

    /** Do we deflate what we send this peer? Not to leaves: a deflater for each costs too much (1-connect, 4.2). */
    boolean deflatesFor(PeerCapabilities peer) {
        return compression == Compression.OFFERED && peer.acceptsDeflate() && peer.ultrapeer();
    }

    boolean offersTls() {
        return encryption == Encryption.OFFERED;
    }
}
