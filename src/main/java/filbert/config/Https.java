package filbert.config;

import filbert.household.LayeredSettings;
import filbert.household.SettingKeys;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Https by this server itself: with a certificate of its own, or with one that is given and read again when its files change. */
@Configuration(proxyBeanMethods = false)
class Https {
    static final String NONE = "none";
    static final String OWN = "own";
    static final String GIVEN = "given";

    private static final String BUNDLE = "web";

    /** Whoever comes by http to the port that speaks https is sent on to the same address by https. */
    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> plainCallersAreSentOn() {
        return factory -> factory.addServerCustomizers(server -> {
            var tls = server.configuration().sslProvider();
            return tls == null ? server : server.secure(tls, true);
        });
    }

    static boolean isOn(LayeredSettings settings) {
        return !settings.text(SettingKeys.WEB_HTTPS).equals(NONE);
    }

    /** What Spring Boot is told. @throws StartRefusedException when there is no certificate to be had */
    static Map<String, Object> forSpring(LayeredSettings settings, Path data) {
        return switch (settings.text(SettingKeys.WEB_HTTPS)) {
            case OWN -> Map.of(
                    "server.ssl.key-store", OwnCertificate.in(data, names(settings)).toUri().toString(),
                    "server.ssl.key-store-type", "PKCS12",
                    "server.ssl.key-store-password", OwnCertificate.PASSWORD);
            case GIVEN -> Map.of(
                    "server.ssl.bundle", BUNDLE,
                    "spring.ssl.bundle.pem." + BUNDLE + ".reload-on-update", true,
                    "spring.ssl.bundle.pem." + BUNDLE + ".keystore.certificate", readable(settings.text(SettingKeys.WEB_CERTIFICATE), "filbert.web.certificate"),
                    "spring.ssl.bundle.pem." + BUNDLE + ".keystore.private-key", readable(settings.text(SettingKeys.WEB_PRIVATE_KEY), "filbert.web.private-key"));
            default -> Map.of();
        };
    }

    private static String readable(String file, String key) {
        var path = Path.of(file).toAbsolutePath();
        if (file.isEmpty() || !Files.isReadable(path)) {
            throw new StartRefusedException("filbert.web.https=given needs a file that can be read in " + key + " (" + (file.isEmpty() ? "none is set" : path) + ").");
        }
        return path.toUri().toString();
    }

    private static List<String> names(LayeredSettings settings) {
        var names = new ArrayList<>(List.of("localhost", "127.0.0.1"));
        names.addAll(WebAddresses.of(InetAddress.ofLiteral(settings.text(SettingKeys.WEB_BIND_ADDRESS))));
        names.addAll(settings.list(SettingKeys.WEB_HOSTS));
        try {
            var here = InetAddress.getLocalHost().getHostName();
            names.add(here);
            names.add(here + ".local");
        } catch (UnknownHostException e) {
            return names;
        }
        return names;
    }
}
