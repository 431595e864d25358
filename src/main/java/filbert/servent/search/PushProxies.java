package filbert.servent.search;

import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.wire.ggep.Ggep;
import filbert.wire.ggep.PackedHosts;
import java.util.List;

/** The key PUSH of a hit's trailer: hosts that pass pushes on to the servent (2-search, 3.5). */
final class PushProxies {
    private static final String KEY = "PUSH";
    private static final int MOST = 8; // gtk-gnutella sends so many: 2-search, 3.5

    private PushProxies() {}

    /** Those within scope, the first {@value #MOST}; none when the length is wrong. */
    static List<HostAddress> of(Ggep trailer, AddressScope scope) {
        var proxies = trailer.get(KEY).flatMap(packed -> PackedHosts.read(packed, PackedHosts.IPV4)).orElse(List.of());
        return proxies.stream().filter(scope::admits).limit(MOST).toList();
    }

    /** A trailer that names them; IPv4 only. */
    static Ggep named(Ggep trailer, List<HostAddress> proxies) {
        var packed = proxies.stream().filter(HostAddress::isIpv4).limit(MOST).toList();
        return packed.isEmpty() ? trailer : trailer.with(KEY, PackedHosts.write(packed));
    }
}
