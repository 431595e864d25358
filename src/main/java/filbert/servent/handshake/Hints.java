package filbert.servent.handshake;

import filbert.identity.HostAddress;
import filbert.wire.header.HeaderBlock;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a peer lets drop about others and about us, in any block, refusals included (1-connect, 3.3). */
public final class Hints {
    private static final int MAX_TRIES = 50; // 1-connect, 3.3
    private static final String[] TRY_HEADERS = {"X-Try-Ultrapeers", "X-Try"};
    private static final String[] REMOTE_HEADERS = {"Remote-IP", "X-Remote-IP"};

    private Hints() {}

    /** Hosts the peer suggests to call, as they stand: no address filter was applied. A bad entry skips only itself. */
    public static List<HostAddress> tries(HeaderBlock block) {
        return Stream.of(TRY_HEADERS)
                .flatMap(header -> block.get(header).stream())
                .flatMap(list -> Stream.of(list.split(",")).limit(MAX_TRIES))
                .map(Hints::withoutRemarks)
                .flatMap(entry -> HostAddress.parse(entry).stream())
                .filter(host -> host.port() != 0)
                .limit(MAX_TRIES)
                .toList();
    }

    /** The address the peer sees us at: bare, with a port, or in brackets. Garbage is no vote. */
    public static Optional<InetAddress> ourAddress(HeaderBlock block) {
        return Stream.of(REMOTE_HEADERS).flatMap(header -> block.get(header).stream()).findFirst().flatMap(Hints::address);
    }

    private static Optional<InetAddress> address(String text) {
        var bareIpv6 = text.indexOf(':') != text.lastIndexOf(':') && !text.startsWith("[");
        return HostAddress.parse(bareIpv6 ? "[" + text + "]" : text).map(HostAddress::ip);
    }

    /** Shareaza's family writes a date behind the address. */
    private static String withoutRemarks(String entry) {
        return entry.strip().split("\\s", 2)[0];
    }
}
