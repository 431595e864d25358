package filbert.config;

import filbert.household.telling.Letter;
import filbert.household.telling.Postman;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.timeout.TimeoutException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts letters over HTTP. A name is looked up once, here, and the very address that was admitted is called: a name that leads elsewhere a moment later leads
 * nobody astray.
 */
final class HttpPostman implements Postman {
    private static final int CONNECT_MILLISECONDS = 5_000;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(8);
    private static final Duration ALL_WITHIN = Duration.ofSeconds(10);

    private final JsonMapper json = new JsonMapper();
    private final String userAgent;
    private final Duration patience;
    private final Duration within;
    private final Names names;

    /** Looks names up; may take as long as it likes. */
    interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    HttpPostman(String userAgent) {
        this(userAgent, ANSWER_WITHIN, ALL_WITHIN, InetAddress::getAllByName);
    }

    /** @param patience how long to wait for an answer; {@code within} for all of it, the name included */
    HttpPostman(String userAgent, Duration patience, Duration within, Names names) {
        this.userAgent = userAgent;
        this.patience = patience;
        this.within = within;
        this.names = names;
    }

    @Override
    public int post(Letter letter, Predicate<InetAddress> admitted) throws UndeliverableException {
        var end = System.nanoTime() + within.toNanos();
        var to = letter.to();
        var address = address(to, admitted);
        var content = json.writeValueAsBytes(letter.content());
        var client = HttpClient.newConnection()
                .followRedirect(false)
                .responseTimeout(patience)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLISECONDS)
                .remoteAddress(() -> address)
                .headers(headers -> {
                    headers.set("User-Agent", userAgent);
                    headers.set("Content-Type", "application/json");
                    headers.set("Content-Length", content.length);
                    letter.headers().forEach(headers::set);
                });
        var secured = to.getScheme().equalsIgnoreCase("https") ? client.secure() : client;
        try {
            var status = secured.post()
                    .uri(path(to))
                    .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(content)))
                    .responseSingle((response, _) -> Mono.just(response.status().code()))
                    .block(left(end));
            return Objects.requireNonNull(status);
        } catch (RuntimeException failed) {
            throw new UndeliverableException(why(Exceptions.unwrap(failed)));
        }
    }

    private static String why(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException || cause instanceof java.util.concurrent.TimeoutException || cause instanceof IllegalStateException) {
                return "timeout"; // the last is what waiting too long ends with
            }
            if (cause instanceof SSLException) {
                return "tls";
            }
        }
        return "unreachable";
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(1, end - System.nanoTime()));
    }

    /** On a thread of its own, which the system lets go when its own patience ends: that may be much later. */
    private InetAddress[] lookUp(String host) throws UndeliverableException {
        var found = new FutureTask<>(() -> names.of(host));
        Thread.ofPlatform().daemon().name("webhook-name").start(found);
        try {
            return found.get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new UndeliverableException("unknown-host");
        } catch (java.util.concurrent.TimeoutException e) {
            throw new UndeliverableException("timeout");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UndeliverableException("timeout");
        }
    }

    private InetSocketAddress address(URI to, Predicate<InetAddress> admitted) throws UndeliverableException {
        var address = Arrays.stream(lookUp(to.getHost()))
                .filter(admitted)
                .findFirst()
                .orElseThrow(() -> new UndeliverableException("forbidden"));
        return new InetSocketAddress(address, port(to));
    }

    private static int port(URI to) {
        var usual = to.getScheme().equalsIgnoreCase("https") ? 443 : 80;
        return to.getPort() < 0 ? usual : to.getPort();
    }

    private static String path(URI to) {
        var path = to.getRawPath() == null || to.getRawPath().isEmpty() ? "/" : to.getRawPath();
        return to.getRawQuery() == null ? path : path + "?" + to.getRawQuery();
    }
}
