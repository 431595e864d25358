package filbert.config;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;

/** A Gnutella servent for the home: starts the web first, then the library and the network. */
@SpringBootApplication(
        scanBasePackages = {"filbert.config", "filbert.web", "filbert.api"},
        proxyBeanMethods = false,
        exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class, ReactiveUserDetailsServiceAutoConfiguration.class})
public class Filbert {
    public static void main(String[] arguments) {
        application().run(arguments);
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
