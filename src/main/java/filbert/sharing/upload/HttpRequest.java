package filbert.sharing.upload;

import filbert.identity.HostAddress;
import filbert.wire.header.HeaderBlock;
import filbert.wire.header.Queued;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A request for a file as servents send it (3-transfer, 3.2.2 and 3.2.3). The version is the last word of the line, because old servents
 * leave blanks in names.
 *
 * @param target as it came, Latin-1, in origin form
 */
record HttpRequest(boolean head, String target, boolean persistent, HeaderBlock headers) {
    private static final int LONGEST_LINE = 1_024; // 3-transfer, 3.1
    private static final int LOWEST_PORT = 1_024; // 3-transfer, 3.15: below live other services
    private static final Pattern VERSION = Pattern.compile("HTTP/\\d{1,3}\\.\\d{1,3}");
    private static final Pattern ABSOLUTE = Pattern.compile("http://[^/]*", Pattern.CASE_INSENSITIVE);

    /** @throws RefusedException for what is no request of ours to answer */
    static HttpRequest read(HeaderBlock block) {
        var line = block.startLine();
        var methodEnd = line.indexOf(' ');
        var targetEnd = line.lastIndexOf(' ');
        if (methodEnd <= 0 || line.length() > LONGEST_LINE) {
            throw new RefusedException(Status.BAD_REQUEST, "Bad Request");
        }
        var method = line.substring(0, methodEnd);
        if (!method.equals("GET") && !method.equals("HEAD")) {
            throw new RefusedException(Status.NOT_IMPLEMENTED, "Not Implemented");
        }
        var version = line.substring(targetEnd + 1);
        if (targetEnd == methodEnd || !VERSION.matcher(version).matches()) {
            throw new RefusedException(Status.BAD_REQUEST, "Missing HTTP Version");
        }
        var modern = version.equals("HTTP/1.1");
        if (!modern && !version.equals("HTTP/1.0")) {
            throw new RefusedException(Status.VERSION_NOT_SUPPORTED, Status.VERSION_NOT_SUPPORTED.reason());
        }
        if (modern && !block.has("Host")) {
            throw new RefusedException(Status.BAD_REQUEST, "Missing Host Header");
        }
        if (announcesBody(block)) {
            throw new RefusedException(Status.FORBIDDEN, "No Content Allowed");
        }
        return new HttpRequest(method.equals("HEAD"), originForm(line.substring(methodEnd + 1, targetEnd).strip()), persistent(block, modern), block);
    }

    private static boolean announcesBody(HeaderBlock block) {
        var length = block.get("Content-Length").orElse("0");
        return !length.matches("0{1,20}") || block.has("Transfer-Encoding");
    }

    private static String originForm(String target) {
        var absolute = ABSOLUTE.matcher(target);
        return absolute.lookingAt() ? target.substring(absolute.end()) : target;
    }

    /** {@code Connection: Upgrade}, as gtk-gnutella sends it, leaves the default (3-transfer, 3.14). */
    private static boolean persistent(HeaderBlock block, boolean modern) {
        var connection = block.get("Connection").orElse("").toLowerCase(Locale.ROOT);
        return modern ? !connection.contains("close") : connection.contains("keep-alive");
    }

    /** Would it have the reply inside TLS (3-transfer, 3.14)? The word must stand alone. */
    boolean wantsTls() {
        return headers.get("Connection").filter("upgrade"::equalsIgnoreCase).isPresent()
                && Stream.of(headers.get("Upgrade").orElse("").split(",")).anyMatch(protocol -> protocol.strip().equalsIgnoreCase("TLS/1.0"));
    }

    String userAgent() {
        return headers.get("User-Agent").orElse("");
    }

    /** What the peer can make of being queued. */
    Queueing queueing() {
        return Queueing.of(headers);
    }

    /** The ID it waits under, as it says (3-transfer, 3.6.2). */
    Optional<String> placeId() {
        return headers.get("X-Queued").flatMap(Queued::id).map(id -> id.toUpperCase(Locale.ROOT));
    }

    /**
     * Where it says it can be called. Only the address it speaks from itself counts, or anybody could be made to be called (3-transfer, 3.15).
     *
     * @param from whom it came from
     */
    Optional<HostAddress> callable(InetAddress from) {
        return Stream.of("X-Node", "X-Node-IPv6")
                .flatMap(name -> headers.get(name).stream())
                .flatMap(text -> HostAddress.parse(text.strip()).stream())
                .filter(node -> node.ip().equals(from) && node.port() >= LOWEST_PORT)
                .findFirst();
    }
}
