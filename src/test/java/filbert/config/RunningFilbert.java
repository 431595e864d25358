package filbert.config;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.boot.web.context.reactive.StandardReactiveWebEnvironment;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.netty.http.client.HttpClient;

/** The whole program, started in this process on loopback as its owner would start it, with a data directory of its own. */
public final class RunningFilbert implements AutoCloseable {
    static final String PASSWORD = "hazelnut grove";
    static final String TOKEN = "a token for scripts";

    private final ReactiveWebServerApplicationContext context;

    private RunningFilbert(ReactiveWebServerApplicationContext context) {
        this.context = context;
    }

    /** As a newcomer finds it. @param settings {@code key=value} below {@code filbert.} */
    public static RunningFilbert fresh(Path data, String... settings) {
        var given = String.join(" ", settings);
        var arguments = new ArrayList<>(List.of("--filbert.data-dir=" + data));
        for (var usual : List.of("web.port=0", "web.bind-address=127.0.0.1", "network.bind-address=127.0.0.1", "network.mode=private")) {
            if (!given.contains(usual.substring(0, usual.indexOf('=') + 1))) {
                arguments.add("--filbert." + usual);
            }
        }
        Arrays.stream(settings).map(setting -> "--filbert." + setting).forEach(arguments::add);
        var application = Filbert.application();
        application.setEnvironment(withoutOurVariables());
        return new RunningFilbert((ReactiveWebServerApplicationContext) application.run(arguments.toArray(String[]::new)));
    }

    /** What is set around the tests, for them or for a servent of the builder's own, is no setting of this one. */
    private static ConfigurableEnvironment withoutOurVariables() {
        var environment = new StandardReactiveWebEnvironment();
        var variables = new HashMap<String, Object>(environment.getSystemEnvironment());
        variables.keySet().removeIf(name -> name.startsWith("FILBERT_"));
        var name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, variables));
        return environment;
    }

    /** Set up from the environment, with an owner and a token. */
    public static RunningFilbert setUp(Path data, String... settings) {
        var all = new ArrayList<>(List.of("owner.password=" + PASSWORD, "owner.token=" + TOKEN));
        all.addAll(Arrays.asList(settings));
        return fresh(data, all.toArray(String[]::new));
    }

    public static int freePort() throws java.io.IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    int webPort() {
        var server = context.getWebServer();
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server.getPort();
    }

    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    <T> Collection<T> parts(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    /**
     * A browser without cookies, or a script without a token. Every request has a connection of its own: one that was refused early may be closed
     * while it waits in a pool for the next.
     */
    WebTestClient stranger() {
        return WebTestClient.bindToServer(new ReactorClientHttpConnector(HttpClient.newConnection().compress(true)))
                .baseUrl("http://127.0.0.1:" + webPort())
                .responseTimeout(Duration.ofSeconds(20))
                .build();
    }

    /** A script of the owner's. */
    WebTestClient script() {
        return stranger().mutate().defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + TOKEN).build();
    }

    Browser browser() {
        return new Browser(stranger());
    }

    /** @param forwardedFor what a reverse proxy here says about the caller */
    Browser browserBehind(String forwardedFor) {
        return new Browser(stranger().mutate().defaultHeader("X-Forwarded-For", forwardedFor).build());
    }

    @Override
    public void close() {
        context.close();
    }
}
