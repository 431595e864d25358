package filbert.servent.bootstrap;

import filbert.identity.HostAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a GWebCache says, version 1 and 2 and mixtures, line by line; what is no such line is skipped, and a page for people is none at all
 * (1-connect, 8.4).
 *
 * @param understood it spoke as a web cache, even if only to refuse
 */
record WebCacheReply(boolean understood, List<HostAddress> hosts, List<URI> caches) {
    static final int LONGEST_BODY = 64 * 1024; // 1-connect, 8.4
    static final int MOST_LINES = 500;
    static final int LONGEST_LINE = 256;

    private static final WebCacheReply NO_CACHE = new WebCacheReply(false, List.of(), List.of());
    private static final int LONGEST_ADDRESS = 200;

    /** Total: any bytes give a reply. */
    static WebCacheReply parse(byte[] body) {
        var text = new String(body, 0, Math.min(body.length, LONGEST_BODY), StandardCharsets.ISO_8859_1);
        var hosts = new LinkedHashSet<HostAddress>();
        var caches = new LinkedHashSet<URI>();
        var understood = false;
        for (var line : text.lines().limit(MOST_LINES).map(String::strip).toList()) {
            if (line.startsWith("<")) {
                return NO_CACHE;
            }
            if (line.length() <= LONGEST_LINE) {
                understood |= read(line, hosts, caches);
            }
        }
        return new WebCacheReply(understood, List.copyOf(hosts), List.copyOf(caches));
    }

    private static boolean read(String line, Set<HostAddress> hosts, Set<URI> caches) {
        var fields = line.split("\\|", 3);
        if (fields.length == 1) {
            HostAddress.parse(line).ifPresent(hosts::add);
            address(line).ifPresent(caches::add);
            return !line.isEmpty() && (HostAddress.parse(line).isPresent() || address(line).isPresent() || line.matches("(OK|PONG|ERROR)\\b.*"));
        }
        switch (fields[0].toUpperCase(Locale.ROOT)) {
            case "H" -> HostAddress.parse(fields[1]).ifPresent(hosts::add);
            case "U" -> address(fields[1]).ifPresent(caches::add);
            case "I" -> {}
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Only plain addresses of pages: no other schemes, no one's name and password, no query of its own. */
    static Optional<URI> address(String text) {
        if (text.length() > LONGEST_ADDRESS || !text.matches("https?://[!-~]+")) {
            return Optional.empty();
        }
        try {
            var uri = new URI(text);
            var plain = uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
            return plain ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException none) {
            return Optional.empty();
        }
    }
}
