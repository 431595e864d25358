package filbert.config.rescue;

import filbert.household.Origin;
import filbert.household.SetUpCode;
import filbert.store.Backups;
import filbert.store.DamagedDatabaseException;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** One page at every address, on the web port, until somebody who can read the log has chosen what shall become of the database. */
public final class Rescue {
    private static final Logger LOG = LoggerFactory.getLogger(Rescue.class);
    private static final int LONGEST_FORM = 4_096;
    private static final String NEW = "new";
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Path database;
    private final DamagedDatabaseException damage;
    private final Backups backups;
    private final SetUpCode code;
    private final RescuePage page = new RescuePage();
    private final CompletableFuture<Void> rescued = new CompletableFuture<>();
    private volatile boolean done;

    /** @param database without its ending */
    public Rescue(Path database, DamagedDatabaseException damage, Backups backups, SetUpCode code) {
        this.database = database;
        this.damage = damage;
        this.backups = backups;
        this.code = code;
    }

    /**
     * Blocks until the database can be tried again.
     *
     * @param opened told the port in use
     */
    public void await(InetSocketAddress address, Consumer<Integer> opened) {
        var server = HttpServer.create().bindAddress(() -> address).handle(this::answer).bindNow();
        try {
            opened.accept(server.port());
            rescued.join();
        } finally {
            server.disposeNow();
        }
    }

    private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        var query = new QueryStringDecoder(request.uri());
        var language = RescuePage.language(request.requestHeaders().get("Accept-Language", ""));
        if (request.method().name().equals("POST")) {
            return request.receive()
                    .aggregate()
                    .asString(StandardCharsets.UTF_8)
                    .filter(form -> form.length() <= LONGEST_FORM)
                    .defaultIfEmpty("")
                    .publishOn(Schedulers.boundedElastic())
                    .map(form -> rescue(new QueryStringDecoder(form, StandardCharsets.UTF_8, false), origin(request)))
                    .flatMap(problem -> send(response, problem.isEmpty() ? page.done(language) : choose(language, problem, "")))
                    .doFinally(_ -> finishIfRescued());
        }
        var style = first(query, "style");
        return style.matches("[a-z]{1,20}") ? sendStyle(response, style) : send(response, choose(language, "", first(query, "code")));
    }

    private String choose(Locale language, String problem, String typedCode) {
        var names = backups.list().stream().map(RescuePage::name).toList();
        return page.choose(language, damage.file() + ": " + damage.words(), names, problem, typedCode);
    }

    /** @return a message key, or empty when it is done */
    private synchronized String rescue(QueryStringDecoder form, Origin origin) {
        if (done) {
            return "";
        }
        if (!code.accepts(first(form, "code"), origin)) {
            return code.lockedUntil(origin).isPresent() ? "rescue.problem.locked" : "rescue.problem.code";
        }
        var choice = first(form, "choice");
        var backup = backups.list().stream().filter(file -> RescuePage.name(file).equals(choice)).findFirst();
        if (backup.isEmpty() && !choice.equals(NEW)) {
            return "rescue.problem.failed";
        }
        try {
            backups.restore(database, backup);
            code.forget();
            LOG.info("Instead of the damaged database there is now {}", backup.map(file -> "the backup " + file).orElse("a new one"));
            done = true;
            return "";
        } catch (IOException e) {
            LOG.warn("The database could not be rescued: {}", e.getMessage());
            return "rescue.problem.failed";
        }
    }

    private static Origin origin(HttpServerRequest request) {
        return Origin.of(request.remoteAddress() instanceof InetSocketAddress socket ? socket : null);
    }

    private void finishIfRescued() {
        if (done) {
            rescued.complete(null);
        }
    }

    private static String first(QueryStringDecoder decoder, String name) {
        return Optional.ofNullable(decoder.parameters().get(name)).map(values -> values.getFirst()).orElse("");
    }

    private static Mono<Void> send(HttpServerResponse response, String html) {
        return response.status(503)
                .header("Content-Type", "text/html; charset=utf-8")
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .sendString(Mono.just(html))
                .then();
    }

    private static Mono<Void> sendStyle(HttpServerResponse response, String name) {
        try {
            var css = new ClassPathResource("frontend/styles/" + name + ".css").getContentAsByteArray();
            return response.header("Content-Type", "text/css; charset=utf-8").sendByteArray(Mono.just(css)).then();
        } catch (IOException absent) {
            return response.sendNotFound();
        }
    }
}
