package filbert.servent.handshake;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import java.util.Optional;

/**
 * What a peer said of itself in the handshake (1-connect, 3.3).
 *
 * @param ultrapeer the role it ends up with
 * @param degree its intended ultrapeer connections; the assumed value when it did not say
 * @param maxTtl highest TTL it wants to see in queries
 * @param listenAddress where it says it can be called
 */
public record PeerCapabilities(
        String userAgent,
        boolean ultrapeer,
        Optional<Guid> servent,
        Optional<HostAddress> listenAddress,
        int degree,
        int maxTtl,
        boolean ggep,
        boolean vendorMessages,
        boolean bye,
        boolean acceptsDeflate,
        boolean leafQueryRouting,
        boolean ultrapeerQueryRouting,
        boolean dynamicQuerying,
        boolean extendedProbes) {}
