package filbert.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/**
 * Who stands behind a reverse proxy. Each proxy adds its caller at the end; what came before may be anybody's invention. So the last address that is
 * no proxy of ours counts (RFC 7239, 8.1).
 */
final class ForwardedFor {
    private static final String FOR = "X-Forwarded-For";
    private static final String FORWARDED = "Forwarded";
    private static final Pattern FOR_PART = Pattern.compile("(?i)(?:^|;)\\s*for=\"?([^\";]+)\"?");
    private static final Pattern WITH_PORT = Pattern.compile("\\[?([0-9a-fA-F:.]+?)]?(?::\\d{1,5})?");

    private ForwardedFor() {}

    /** @param ours tells the proxies that are believed */
    static Optional<InetSocketAddress> caller(HttpHeaders headers, Predicate<InetAddress> ours) {
        Optional<InetSocketAddress> caller = Optional.empty();
        for (var named : addresses(headers).reversed()) {
            var address = parse(named);
            if (address.isEmpty()) {
                return caller;
            }
            caller = address.map(ip -> new InetSocketAddress(ip, 0));
            if (!ours.test(address.get())) {
                return caller;
            }
        }
        return caller;
    }

    /** The header that proxies set more often goes first: a caller's own invention in the other one must not win. */
    private static List<String> addresses(HttpHeaders headers) {
        var listed = headers.getValuesAsList(FOR);
        if (!listed.isEmpty()) {
            return listed;
        }
        return headers.getOrEmpty(FORWARDED).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(hop -> {
                    var named = FOR_PART.matcher(hop);
                    return named.find() ? named.group(1) : "";
                })
                .toList();
    }

    private static Optional<InetAddress> parse(String named) {
        var text = named.strip();
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException notBare) {
            var withPort = WITH_PORT.matcher(text);
            return withPort.matches() ? literal(withPort.group(1)) : Optional.empty();
        }
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }
}
