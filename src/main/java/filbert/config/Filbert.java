package filbert.config;

import filbert.command.Commands;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.reactor.autoconfigure.ReactorAutoConfiguration;
import org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration;
import org.springframework.boot.reactor.netty.autoconfigure.actuate.web.server.NettyReactiveManagementContextAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.ReactiveMultipartAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.actuate.endpoint.web.WebFluxHealthEndpointExtensionAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;

/**
 * A Gnutella servent for the home: starts the web first, then the library and the network. What Spring Boot configures by itself is listed: looking
 * through all that it could configure takes a fifth of the start.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ComponentScan(basePackages = {"filbert.config", "filbert.web", "filbert.api"})
@ImportAutoConfiguration({
    PropertyPlaceholderAutoConfiguration.class,
    ConfigurationPropertiesAutoConfiguration.class,
    MessageSourceAutoConfiguration.class,
    // certificates that are read again when they change
    SslAutoConfiguration.class,
    // pages and API
    JacksonAutoConfiguration.class,
    CodecsAutoConfiguration.class,
    ReactorAutoConfiguration.class,
    NettyReactiveWebServerAutoConfiguration.class,
    HttpHandlerAutoConfiguration.class,
    ReactiveMultipartAutoConfiguration.class,
    WebFluxAutoConfiguration.class,
    ErrorWebFluxAutoConfiguration.class,
    ThymeleafAutoConfiguration.class,
    ReactiveWebSecurityAutoConfiguration.class,
    // /actuator/health
    EndpointAutoConfiguration.class,
    JacksonEndpointAutoConfiguration.class,
    WebEndpointAutoConfiguration.class,
    HealthContributorRegistryAutoConfiguration.class,
    HealthContributorAutoConfiguration.class,
    HealthEndpointAutoConfiguration.class,
    WebFluxHealthEndpointExtensionAutoConfiguration.class,
    ManagementContextAutoConfiguration.class,
    NettyReactiveManagementContextAutoConfiguration.class
})
public class Filbert {
    static {
        // without it a connection that is kept alive may never be read again when its next request comes quickly: reactor-netty issue 4361, put right in
        // 1.3.8, which needs a newer Netty than Boot 4.1.1 brings
        System.setProperty("reactor.netty.http.server.lastFlushWhenNoRead", "true");
    }

    public static void main(String[] arguments) {
        var words = Errand.words(arguments);
        switch (Errand.of(words)) {
            case COMMAND -> System.exit(new Commands(System.getenv(), System.out, System.err).run(words));
            case DATABASE -> System.exit(new DatabaseCommands(System.out, System.err).run(words));
            case WARM_UP -> {
                WarmUp.run(words);
                System.exit(0);
            }
            case NONE -> System.exit(new Commands(System.getenv(), System.out, System.err).refuse(words));
            case SERVENT -> {
                Thread.setDefaultUncaughtExceptionHandler(new LastWords(System::exit, code -> Runtime.getRuntime().halt(code)));
                application().run(words);
            }
        }
    }

    static SpringApplication application() {
        var application = new SpringApplication(Filbert.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setHeadless(true);
        application.addInitializers(new Groundwork());
        return application;
    }
}
