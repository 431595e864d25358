package filbert.servent.push;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.wire.header.HeaderBlock;
import filbert.wire.header.PushEndpoint;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How others may call us, as told in HTTP (3-transfer, 3.2.5 and 3.7.3). Immutable.
 *
 * @param known false while there is nothing to tell: all else means nothing then
 * @param firewalled nobody can call us but by way of {@code proxies}
 * @param proxies at most {@value OwnProxies#MOST_NAMED}
 */
public record Whereabouts(boolean known, Guid servent, HostAddress address, boolean firewalled, List<HostAddress> proxies) {
    public static final Whereabouts UNKNOWN = new Whereabouts(false, Guid.ZERO, HostAddress.of(0, 0), false, List.of());

    public Whereabouts {
        proxies = List.copyOf(proxies);
    }

    /** With what a downloader tells (3-transfer, 3.9.5): where it can be called, or how it can be pushed. */
    public HeaderBlock introduce(HeaderBlock request) {
        if (!known) {
            return request;
        }
        return firewalled ? request.with("X-FW-Node-Info", endpoint().text()) : request.with("X-Node", address.toString());
    }

    /** With what a firewalled server tells (3-transfer, 3.2.6). LimeWire reads the first only, in this spelling; gtk-gnutella both. */
    public HeaderBlock explain(HeaderBlock reply) {
        if (!known || !firewalled) {
            return reply;
        }
        var named = proxies.stream().map(HostAddress::toString).collect(Collectors.joining(","));
        return (named.isEmpty() ? reply : reply.with("X-Push-Proxy", named)).with("X-FW-Node-Info", endpoint().text());
    }

    /** How we can be pushed. */
    public PushEndpoint endpoint() {
        return new PushEndpoint(servent, Optional.of(address), proxies);
    }
}
