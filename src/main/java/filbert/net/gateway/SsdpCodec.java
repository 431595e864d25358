package filbert.net.gateway;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The search of the Simple Service Discovery Protocol: UPnP Device Architecture 1.1, 1.3.2 and 1.3.3. */
final class SsdpCodec {
    static final int PORT = 1900;
    static final String GROUP = "239.255.255.250";
    static final int LONGEST = 2_048;

    /** What is searched for. A device of version 2 answers for version 1 as well (1.3.2). */
    static final List<String> TARGETS = List.of(
            "urn:schemas-upnp-org:device:InternetGatewayDevice:2", "urn:schemas-upnp-org:device:InternetGatewayDevice:1");

    private static final String KIND = "urn:schemas-upnp-org:device:InternetGatewayDevice:";
    private static final int LONGEST_LOCATION = 512;

    private SsdpCodec() {}

    /** @param seconds within which devices answer, each at a moment of its own choice */
    static byte[] search(String target, int seconds) {
        return ("M-SEARCH * HTTP/1.1\r\nHOST: " + GROUP + ":" + PORT + "\r\nMAN: \"ssdp:discover\"\r\nMX: " + seconds + "\r\nST: " + target + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Where a gateway describes itself; empty for what is no answer of a gateway. */
    static Optional<URI> location(byte[] datagram) {
        if (datagram.length > LONGEST) {
            return Optional.empty();
        }
        var lines = new String(datagram, StandardCharsets.ISO_8859_1).split("\r?\n", -1);
        if (!lines[0].matches("HTTP/1\\.\\d 200( .*)?")) {
            return Optional.empty();
        }
        var target = "";
        var location = "";
        for (var line : lines) {
            var colon = line.indexOf(':');
            if (colon > 0) {
                switch (line.substring(0, colon).strip().toLowerCase(Locale.ROOT)) {
                    case "st" -> target = line.substring(colon + 1).strip();
                    case "location" -> location = line.substring(colon + 1).strip();
                    default -> {}
                }
            }
        }
        return target.startsWith(KIND) && location.length() <= LONGEST_LOCATION ? uri(location) : Optional.empty();
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(URI.create(text)).filter(uri -> "http".equals(uri.getScheme()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
