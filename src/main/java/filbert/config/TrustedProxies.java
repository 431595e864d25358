package filbert.config;

import filbert.household.LayeredSettings;
import filbert.household.SettingKeys;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

/** Believes forwarded headers of the reverse proxies that are listed, and takes them away from everybody else. */
final class TrustedProxies extends ForwardedHeaderTransformer {
    private static final String PREFIX = "X-Forwarded-Prefix";

    private final LayeredSettings settings;
    private final ForwardedHeaderTransformer remover = new ForwardedHeaderTransformer();

    TrustedProxies(LayeredSettings settings) {
        this.settings = settings;
        remover.setRemoveOnly(true);
    }

    @Override
    public ServerHttpRequest apply(ServerHttpRequest request) {
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

    private boolean trusted(InetAddress caller) {
        return settings.list(SettingKeys.WEB_TRUSTED_PROXIES).stream().map(InetAddress::ofLiteral).anyMatch(caller::equals);
    }
}
