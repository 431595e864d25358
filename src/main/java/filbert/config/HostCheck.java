package filbert.config;

import filbert.household.LayeredSettings;
import filbert.household.SettingKeys;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Answers only under names that can be ours. A page elsewhere could otherwise point a name of its own at this machine (DNS rebinding) and
 * talk to it with the visitor's cookies.
 */
@Component
@Order(HostCheck.ORDER)
final class HostCheck implements WebFilter {
    static final int ORDER = -300;

    private static final Logger LOG = LoggerFactory.getLogger(HostCheck.class);
    private static final Set<String> HOME_SUFFIXES = Set.of(".local", ".lan", ".home.arpa", ".localhost");

    private final LayeredSettings settings;
    private final Set<String> ownNames = new TreeSet<>();

    HostCheck(LayeredSettings settings) {
        this.settings = settings;
        ownNames.add("localhost");
        try {
            var here = InetAddress.getLocalHost();
            ownNames.add(here.getHostName().toLowerCase(Locale.ROOT));
            ownNames.add(here.getCanonicalHostName().toLowerCase(Locale.ROOT));
        } catch (UnknownHostException e) {
            LOG.debug("this machine has no name of its own", e);
        }
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var host = exchange.getRequest().getURI().getHost();
        if (host != null && isOurs(host.toLowerCase(Locale.ROOT))) {
            return chain.filter(exchange);
        }
        var response = exchange.getResponse();
        response.setStatusCode(HttpStatus.MISDIRECTED_REQUEST);
        response.getHeaders().setContentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8));
        var words = "Filbert does not know itself under this name. Its owner can add it to the setting filbert.web.hosts (FILBERT_WEB_HOSTS).\n";
        return response.writeWith(Mono.just(response.bufferFactory().wrap(words.getBytes(StandardCharsets.UTF_8))));
    }

    private boolean isOurs(String host) {
        return isLiteral(host)
                || ownNames.contains(host)
                || HOME_SUFFIXES.stream().anyMatch(host::endsWith)
                || settings.list(SettingKeys.WEB_HOSTS).stream().anyMatch(host::equalsIgnoreCase);
    }

    private static boolean isLiteral(String host) {
        try {
            InetAddress.ofLiteral(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
