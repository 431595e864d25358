package filbert.servent.handshake;

import filbert.identity.HostAddress;
import filbert.wire.header.HeaderBlock;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The blocks we send (1-connect, 3.5). Spelling matters: LimeWire compares header names by case and takes at most 30. Nothing is
 * advertised that is not there. The ultrapeer headers go out as a leaf too,
 * because LimeWire and gtk-gnutella take no leaf without them (1-connect, 3.4).
 */
final class OurHeaders {
    private static final int LEAST_DEGREE = 16;
    private static final int LEAF_DEGREE = 32;
    private static final int MAX_TRIES = 10; // 1-connect, 3.5
    private static final String OK = "GNUTELLA/0.6 200 OK"; // Shareaza compares the whole line

    /** Refusals that are no invitation to go on to our neighbours (1-connect, 3.3). */
    private static final List<Integer> WITHOUT_TRIES = List.of(403, 406, 429, 550);

    private static final String BROWSE = "browse/1.0"; // 3-transfer, 3.10

    /** What stands in Upgrade, whatever version is really spoken then (1-connect, 4.3). */
    static final String UPGRADE = "TLS/1.0";

    /**
     * What we commit ourselves to.
     *
     * @param deflate what follows from us is deflated
     * @param upgrade TLS follows the handshake
     */
    record Promises(boolean deflate, boolean upgrade) {}

    private OurHeaders() {}

    static HeaderBlock call(Introduction us, InetAddress peer) {
        var block = introduce(HeaderBlock.of("GNUTELLA CONNECT/0.6"), us, peer, "0.2");
        return us.offersTls() ? block.with("Upgrade", UPGRADE) : block;
    }

    static HeaderBlock answer(Introduction us, InetAddress peer, HeaderBlock call, Verdict.Accept verdict, Promises promises) {
        var queryRouting = PeerCapabilities.version(call, "X-Query-Routing") == 0.1 ? "0.1" : "0.2";
        var block = introduce(HeaderBlock.of(OK), us, peer, queryRouting);
        if (verdict.ultrapeersNeeded()) {
            block = block.with("X-Ultrapeer-Needed", "True");
        }
        if (call.has("Accept")) {
            block = block.with("Content-Type", IncomingHandshake.PACKETS);
        }
        return withTries(promise(promises.upgrade() ? block.with("Upgrade", UPGRADE) : block, promises), verdict.others(), peer, PeerCapabilities.from(call).ipv6());
    }

    static HeaderBlock confirmation(Promises promises) {
        return promise(HeaderBlock.of(OK), promises);
    }

    private static HeaderBlock promise(HeaderBlock block, Promises promises) {
        var upgrading = promises.upgrade() ? block.with("Connection", "Upgrade") : block;
        return promises.deflate() ? upgrading.with("Content-Encoding", "deflate") : upgrading;
    }

    static HeaderBlock refusal(Introduction us, InetAddress peer, int code, String reason, List<HostAddress> others, boolean ipv6) {
        var block = HeaderBlock.of("GNUTELLA/0.6 " + code + " " + reason)
                .with("User-Agent", us.userAgent())
                .with("Remote-IP", peer.getHostAddress());
        return WITHOUT_TRIES.contains(code) ? block : withTries(block, others, peer, ipv6);
    }

    static HeaderBlock forCrawler(Introduction us, List<HostAddress> neighbours) {
        return HeaderBlock.of(OK).with("User-Agent", us.userAgent()).with("Peers", list(neighbours));
    }

    private static HeaderBlock introduce(HeaderBlock block, Introduction us, InetAddress peer, String queryRouting) {
        var introduced = block.with("User-Agent", us.userAgent())
                .with("X-Ultrapeer", us.ultrapeer() ? "True" : "False")
                .with("X-Query-Routing", queryRouting)
                .with("X-Ultrapeer-Query-Routing", "0.1")
                .with("X-Dynamic-Querying", "0.1")
                .with("X-Degree", Integer.toString(us.ultrapeer() ? Math.max(us.degree(), LEAST_DEGREE) : LEAF_DEGREE))
                .with("X-Max-TTL", "4")
                .with("X-Ext-Probes", "0.1")
                .with("X-Requeries", us.requeries() ? "True" : "False")
                .with("Pong-Caching", "0.1")
                .with("GGEP", "0.5")
                .with("Vendor-Message", "0.2")
                .with("Bye-Packet", "0.1")
                .with("GUID", us.servent().hex());
        if (us.listenAddress().isPresent()) {
            introduced = introduced.with("Listen-IP", us.listenAddress().get().toString());
        }
        if (us.ultrapeer()) {
            introduced = introduced.with("X-Guess", "0.2");
        }
        introduced = introduced.with("Remote-IP", peer.getHostAddress());
        if (us.compression() == Compression.OFFERED) {
            introduced = introduced.with("Accept-Encoding", "deflate");
        }
        var features = Stream.of(us.encryption() == Encryption.NONE ? "" : "tls/1.0", us.families(), us.browsable() ? BROWSE : "").filter(feature -> !feature.isEmpty()).toList();
        return features.isEmpty() ? introduced : introduced.with("X-Features", String.join(", ", features));
    }

    /** IPv6 entries are for those who said that they take them: others misread the whole list (1-connect, 3.3). */
    private static HeaderBlock withTries(HeaderBlock block, List<HostAddress> others, InetAddress peer, boolean ipv6) {
        var tries = others.stream().filter(host -> (ipv6 || peer instanceof Inet6Address || host.isIpv4()) && !host.ip().equals(peer)).limit(MAX_TRIES).toList();
        return tries.isEmpty() ? block : block.with("X-Try-Ultrapeers", list(tries));
    }

    private static String list(Collection<HostAddress> hosts) {
        return hosts.stream().map(HostAddress::toString).collect(Collectors.joining(","));
    }
}
