package filbert.servent.search;

import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.wire.ggep.Ggep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The key PUSH of a hit's trailer: n times IPv4 in network order and port little-endian (2-search, 3.5). */
final class PushProxies {
    private static final int ENTRY = 6;
    private static final int MOST = 8; // gtk-gnutella sends so many: 2-search, 3.5

    private PushProxies() {}

    /** Those within scope, the first {@value #MOST}; none when the length is wrong. */
    static List<HostAddress> of(Ggep trailer, AddressScope scope) {
        var packed = trailer.get("PUSH").orElse(new byte[0]);
        var proxies = new ArrayList<HostAddress>();
        if (packed.length % ENTRY != 0) {
            return proxies;
        }
        for (var at = 0; at < packed.length && proxies.size() < MOST; at += ENTRY) {
            var port = packed[at + 4] & 0xFF | (packed[at + 5] & 0xFF) << 8;
            var proxy = HostAddress.of(Arrays.copyOfRange(packed, at, at + 4), port);
            if (scope.admits(proxy)) {
                proxies.add(proxy);
            }
        }
        return List.copyOf(proxies);
    }
}
