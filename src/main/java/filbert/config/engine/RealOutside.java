package filbert.config.engine;

import filbert.net.AddressScope;
import filbert.net.Way;
import filbert.net.netty.Device;
import filbert.servent.bootstrap.Outside;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/**
 * Names by the system's resolver, pages by Reactor Netty: only from addresses of the scope, and from the very address that was looked at.
 * Pages leave by the servent's way out; the system's resolver asks its name servers as it pleases.
 */
final class RealOutside implements Outside {
    private static final Duration PATIENCE = Duration.ofSeconds(10); // 1-connect, 8.4
    private static final int LONGEST_BODY = 64 * 1024; // 1-connect, 8.4
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final Executor RESOLVING = task -> Thread.ofVirtual().name("resolving").start(task);

    private final AddressScope scope;
    private final Way way;
    private final Device device;

    /** @param device the one {@code way} stands for */
    RealOutside(AddressScope scope, Way way, Device device) {
        this.scope = scope;
        this.way = way;
        this.device = device;
    }

    @Override
    public CompletionStage<List<InetAddress>> resolve(String name) {
        return way.open() ? CompletableFuture.supplyAsync(() -> lookUp(name), RESOLVING) : CompletableFuture.failedStage(new IOException(way.name() + " is not there"));
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
                .filter(ip -> scope.admits(ip) && mayReach(ip))
                .findFirst()
                .<CompletionStage<Page>>map(ip -> fetch(from, ip))
                .orElseGet(() -> CompletableFuture.failedStage(new IOException(from.getHost() + " is outside the " + scope + " address scope"))));
    }

    private boolean mayReach(InetAddress ip) {
        return way.addresses().isEmpty() || ownEnd(ip).isPresent();
    }

    /** Where to call an address from; empty leaves it to the system. */
    private Optional<InetAddress> ownEnd(InetAddress ip) {
        return way.addresses().stream().filter(own -> own instanceof Inet4Address == ip instanceof Inet4Address).findFirst();
    }

    private CompletionStage<Page> fetch(URI from, InetAddress ip) {
        var secure = "https".equals(from.getScheme());
        var port = from.getPort() < 0 ? (secure ? HTTPS : HTTP) : from.getPort();
        var client = HttpClient.create(ConnectionProvider.newConnection())
                .remoteAddress(() -> new InetSocketAddress(named(from.getHost(), ip), port))
                .doOnChannelInit((_, channel, _) -> device.tie(channel))
                .followRedirect(false)
                .responseTimeout(PATIENCE);
        var own = ownEnd(ip);
        if (!way.name().isEmpty() && own.isEmpty()) {
            return CompletableFuture.failedStage(new IOException(way.name() + " is not there"));
        }
        if (own.isPresent()) {
            client = client.bindAddress(() -> new InetSocketAddress(own.get(), 0));
        }
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
