package filbert.config;

import filbert.household.LayeredSettings;
import filbert.household.SettingKeys;
import filbert.household.SignOn;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

/** Believes forwarded headers, and that which names somebody, of the reverse proxies listed for each, and takes them away from everybody else. */
final class TrustedProxies extends ForwardedHeaderTransformer {
    private static final String PREFIX = "X-Forwarded-Prefix";

    private final LayeredSettings settings;
    private final SignOn signOn;
    private final ForwardedHeaderTransformer remover = new ForwardedHeaderTransformer();

    TrustedProxies(LayeredSettings settings, SignOn signOn) {
        this.settings = settings;
        this.signOn = signOn;
        remover.setRemoveOnly(true);
    }

    @Override
    public ServerHttpRequest apply(ServerHttpRequest asked) {
        var request = withoutForgedName(asked);
        var caller = request.getRemoteAddress();
        if (caller == null || !trusted(caller.getAddress())) {
            return remover.apply(request);
        }
        if (!request.getPath().contextPath().value().isEmpty()) {
            // the path is ours to know: a proxy that passes it on and tells it besides would double it
            return behind(request.mutate().headers(headers -> headers.remove(PREFIX)).build(), caller);
        }
        return behind(request, caller);
    }

    private ServerHttpRequest behind(ServerHttpRequest request, InetSocketAddress caller) {
        var behind = ForwardedFor.caller(request.getHeaders(), this::trusted).orElse(caller);
        return super.apply(request).mutate().remoteAddress(behind).build();
    }

    /** Here, because here alone it is known who really called: afterwards a request seems to come from whom a proxy names. */
    private ServerHttpRequest withoutForgedName(ServerHttpRequest request) {
        var header = signOn.header().filter(request.getHeaders()::containsHeader);
        if (header.isEmpty()) {
            return request;
        }
        var caller = request.getRemoteAddress() == null ? null : request.getRemoteAddress().getAddress();
        var once = request.getHeaders().getOrEmpty(header.get()).size() == 1; // twice: one of them the caller's own
        if (once && caller != null && signOn.trusts(caller)) {
            return request;
        }
        signOn.ignored(caller);
        return request.mutate().headers(headers -> headers.remove(header.get())).build();
    }

    private boolean trusted(InetAddress caller) {
        return settings.list(SettingKeys.WEB_TRUSTED_PROXIES).stream().map(InetAddress::ofLiteral).anyMatch(caller::equals);
    }
}
