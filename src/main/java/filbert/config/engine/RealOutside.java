package filbert.config.engine;

import filbert.net.AddressScope;
import filbert.servent.bootstrap.Outside;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/** Names by the system's resolver, pages by Reactor Netty: only from addresses of the scope, and from the very address that was looked at. */
final class RealOutside implements Outside {
    private static final Duration PATIENCE = Duration.ofSeconds(10); // 1-connect, 8.4
    private static final int LONGEST_BODY = 64 * 1024; // 1-connect, 8.4
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final Executor RESOLVING = task -> Thread.ofVirtual().name("resolving").start(task);

    private final AddressScope scope;

    RealOutside(AddressScope scope) {
        this.scope = scope;
    }

    @Override
    public CompletionStage<List<InetAddress>> resolve(String name) {
        return CompletableFuture.supplyAsync(() -> lookUp(name), RESOLVING);
    }

    private static List<InetAddress> lookUp(String name) {
        try {
            return Arrays.asList(InetAddress.getAllByName(name));
        } catch (UnknownHostException e) {
            throw new CompletionException(e);
        }
    }

    @Override
    public CompletionStage<Page> get(URI from) {
        if (from.getHost() == null) {
            return CompletableFuture.failedStage(new IOException(from + " names no host"));
        }
        return resolve(from.getHost()).thenCompose(found -> found.stream()
                .filter(scope::admits)
                .findFirst()
                .<CompletionStage<Page>>map(ip -> fetch(from, ip))
                .orElseGet(() -> CompletableFuture.failedStage(new IOException(from.getHost() + " is outside the " + scope + " address scope"))));
    }

    private static CompletionStage<Page> fetch(URI from, InetAddress ip) {
        var secure = "https".equals(from.getScheme());
        var port = from.getPort() < 0 ? (secure ? HTTPS : HTTP) : from.getPort();
        var client = HttpClient.create(ConnectionProvider.newConnection())
                .remoteAddress(() -> new InetSocketAddress(named(from.getHost(), ip), port))
                .followRedirect(false)
                .responseTimeout(PATIENCE);
        var path = (from.getRawPath().isEmpty() ? "/" : from.getRawPath()) + (from.getRawQuery() == null ? "" : "?" + from.getRawQuery());
        return (secure ? client.secure() : client)
                .headers(headers -> headers.set(HttpHeaderNames.CONNECTION, "close"))
                .get()
                .uri(path)
                .response(RealOutside::page)
                .next()
                .timeout(PATIENCE)
                .toFuture();
    }

    /** The address looked at, under the name asked for. */
    private static InetAddress named(String name, InetAddress ip) {
        try {
            return InetAddress.getByAddress(name, ip.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("bug: an address of a wrong length", e);
        }
    }

    private static Mono<Page> page(HttpClientResponse response, ByteBufFlux content) {
        var location = response.responseHeaders().get(HttpHeaderNames.LOCATION, "");
        var body = Unpooled.buffer();
        return content.doOnNext(part -> take(part, body))
                .takeUntil(_ -> body.readableBytes() >= LONGEST_BODY)
                .then(Mono.fromSupplier(() -> new Page(response.status().code(), location, bytes(body))));
    }

    private static void take(ByteBuf part, ByteBuf body) {
        body.writeBytes(part, Math.min(part.readableBytes(), LONGEST_BODY - body.readableBytes()));
    }

    private static byte[] bytes(ByteBuf body) {
        var bytes = new byte[body.readableBytes()];
        body.readBytes(bytes);
        return bytes;
    }
}
