package filbert.servent.handshake;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.wire.header.HeaderBlock;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a peer said of itself in the handshake (1-connect, 3.3).
 *
 * @param userAgent printable, at most 200 characters; empty when it did not say
 * @param ultrapeer the role it ends up with
 * @param degree its intended ultrapeer connections; the assumed value when it did not say
 * @param maxTtl highest TTL it wants to see in queries
 * @param listenAddress where it says it can be called
 * @param ipv6 takes IPv6 addresses
 * @param guess answers queries by datagram, as ultrapeers may (2-search, section 8)
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
        boolean extendedProbes,
        boolean ipv6,
        boolean guess) {
    private static final int MAX_USER_AGENT = 200;
    private static final int DEGREE_WHEN_UNSAID = 8; // as gtk-gnutella assumes; 1-connect, 3.3
    private static final int DEGREE_WHEN_ODD = 50;
    private static final int MAX_DEGREE = 1_000;
    private static final int TTL_WHEN_UNSAID = 4;
    private static final int MAX_TTL = 255;
    private static final Pattern IP_6 = Pattern.compile("(^|,)\\s*IP/6\\.", Pattern.CASE_INSENSITIVE); // whatever stands behind the point
    private static final double SUPPORTED = 0.1;

    /** Headers that tell where a servent listens, the first found counts (1-connect, 3.3). */
    private static final String[] LISTEN_HEADERS = {"Node", "Listen-IP", "X-My-Address"};

    public static PeerCapabilities from(HeaderBlock block) {
        return new PeerCapabilities(
                printable(block.get("User-Agent").orElse("")),
                block.get("X-Ultrapeer").filter("true"::equalsIgnoreCase).isPresent(),
                block.get("GUID").flatMap(PeerCapabilities::guid),
                Arrays.stream(LISTEN_HEADERS).flatMap(name -> block.get(name).stream()).findFirst().flatMap(PeerCapabilities::firstHost),
                number(block, "X-Degree", MAX_DEGREE, DEGREE_WHEN_UNSAID, DEGREE_WHEN_ODD),
                number(block, "X-Max-TTL", MAX_TTL, TTL_WHEN_UNSAID, TTL_WHEN_UNSAID),
                block.has("GGEP"),
                block.has("Vendor-Message"),
                block.has("Bye-Packet"),
                lists(block, "Accept-Encoding", "deflate"),
                version(block, "X-Query-Routing") >= SUPPORTED,
                version(block, "X-Ultrapeer-Query-Routing") >= SUPPORTED,
                version(block, "X-Dynamic-Querying") >= SUPPORTED,
                version(block, "X-Ext-Probes") >= SUPPORTED,
                block.get("X-Features").filter(features -> IP_6.matcher(features).find()).isPresent(),
                version(block, "X-Guess") >= SUPPORTED);
    }

    /** The same peer after it gave in to be a leaf (1-connect, 3.6). */
    public PeerCapabilities asLeaf() {
        return new PeerCapabilities(
                userAgent,
                false,
                servent,
                listenAddress,
                degree,
                maxTtl,
                ggep,
                vendorMessages,
                bye,
                acceptsDeflate,
                leafQueryRouting,
                ultrapeerQueryRouting,
                dynamicQuerying,
                extendedProbes,
                ipv6,
                false);
    }

    /** Does a comma-separated header name this token? */
    static boolean lists(HeaderBlock block, String header, String token) {
        return block.get(header).stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(entry -> entry.split(";", 2)[0].trim())
                .anyMatch(token::equalsIgnoreCase);
    }

    /** Versions compare as decimal fractions. @return 0 for a missing or unreadable one */
    static double version(HeaderBlock block, String header) {
        return block.get(header).filter(value -> value.matches("\\d{1,3}(\\.\\d{1,6})?")).map(Double::parseDouble).orElse(0.0);
    }

    private static String printable(String text) {
        var shown = text.length() > MAX_USER_AGENT ? text.substring(0, MAX_USER_AGENT) : text;
        return shown.replaceAll("\\p{Cntrl}", "?");
    }

    private static Optional<Guid> guid(String hex) {
        return hex.matches("[0-9a-fA-F]{32}") ? Optional.of(Guid.parse(hex)) : Optional.empty();
    }

    private static Optional<HostAddress> firstHost(String list) {
        return HostAddress.parse(list.split(",", 2)[0]);
    }

    private static int number(HeaderBlock block, String header, int most, int unsaid, int odd) {
        var text = block.get(header);
        if (text.isEmpty()) {
            return unsaid;
        }
        if (!text.get().matches("\\d{1,9}")) {
            return odd;
        }
        var value = Integer.parseInt(text.get());
        return value >= 1 && value <= most ? value : odd;
    }
}
