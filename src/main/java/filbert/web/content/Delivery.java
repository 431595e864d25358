package filbert.web.content;

import filbert.sharing.download.DownloadReader;
import filbert.sharing.download.UnreadableException;
import filbert.sharing.download.disk.SafeName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Answers requests for the bytes of a file: whole or one range of it, conditions by SHA-1. Bytes that are not there yet are waited for, the first
 * of them before anything is answered, so that a refusal can say why; later a clean end is a closed connection. One piece at a time is on its way
 * to a browser: a slow one holds no more.
 */
@Component
public final class Delivery {
    /** Asked for with this parameter, a file is saved and not shown. */
    public static final String SAVE = "save";

    // whatever the file is, it can run nothing, load nothing else and be framed by nobody
    private static final String SANDBOX = "sandbox; default-src 'none'; media-src 'self'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";

    private final Scheduler lookUps = Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor(), "deliveries");

    /** @param offer looks it up for who asks; may block and throw */
    public Mono<Void> send(ServerWebExchange exchange, Supplier<Offer> offer) {
        return Mono.fromSupplier(offer).subscribeOn(lookUps).flatMap(found -> send(exchange, found));
    }

    private Mono<Void> send(ServerWebExchange exchange, Offer offer) {
        var request = exchange.getRequest();
        var response = exchange.getResponse();
        if (offer.size() < 0) {
            return Mono.error(new UnreadableException(UnreadableException.Why.SIZE_UNKNOWN));
        }
        var save = request.getQueryParams().containsKey(SAVE);
        var unmet = unmet(request.getHeaders(), offer.etag());
        if (unmet.isPresent()) {
            response.setStatusCode(unmet.get());
            response.getHeaders().setETag(offer.etag());
            return response.setComplete();
        }
        var condition = request.getHeaders().getFirst(HttpHeaders.IF_RANGE);
        var range = condition == null || condition.equals(offer.etag()) ? request.getHeaders().getFirst(HttpHeaders.RANGE) : null;
        var portion = Portion.of(range, offer.size());
        if (portion.isEmpty()) {
            response.setStatusCode(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE);
            response.getHeaders().set(HttpHeaders.CONTENT_RANGE, "bytes */" + offer.size());
            response.getHeaders().setContentLength(0);
            return response.setComplete();
        }
        if (request.getMethod() == HttpMethod.HEAD) {
            announce(response, offer, save, portion.get());
            return response.setComplete();
        }
        return Mono.using(
                        () -> offer.opener().open(portion.get().from(), portion.get().to()),
                        reader -> pass(reader, response, offer, save, portion.get()),
                        DownloadReader::close)
                .subscribeOn(lookUps);
    }

    /** RFC 9110, 13. */
    private static Optional<HttpStatus> unmet(HttpHeaders conditions, String etag) {
        var match = conditions.getIfMatch();
        if (!match.isEmpty() && !match.contains(etag) && !match.contains("*")) {
            return Optional.of(HttpStatus.PRECONDITION_FAILED);
        }
        var noneMatch = conditions.getIfNoneMatch();
        return noneMatch.contains(etag) || noneMatch.contains("W/" + etag) || noneMatch.contains("*")
                ? Optional.of(HttpStatus.NOT_MODIFIED)
                : Optional.empty();
    }

    private static void describe(HttpHeaders headers, Offer offer, boolean save) {
        var kind = Kind.of(offer.name());
        var disposition = save || !kind.shown() ? ContentDisposition.attachment() : ContentDisposition.inline();
        headers.setContentType(MediaType.parseMediaType(kind.type()));
        headers.setContentDisposition(disposition.filename(SafeName.of(offer.name()).text(), StandardCharsets.UTF_8).build());
        headers.setETag(offer.etag());
        headers.set(HttpHeaders.ACCEPT_RANGES, "bytes");
        headers.setCacheControl("private, no-cache");
        headers.set("Content-Security-Policy", SANDBOX);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
    }

    private static void announce(ServerHttpResponse response, Offer offer, boolean save, Portion portion) {
        describe(response.getHeaders(), offer, save);
        response.setStatusCode(portion.partial() ? HttpStatus.PARTIAL_CONTENT : HttpStatus.OK);
        if (portion.partial()) {
            response.getHeaders().set(HttpHeaders.CONTENT_RANGE, portion.contentRange(offer.size()));
        }
        response.getHeaders().setContentLength(portion.length());
    }

    private static Mono<Void> pass(DownloadReader reader, ServerHttpResponse response, Offer offer, boolean save, Portion portion) {
        return next(reader).flatMap(first -> {
            announce(response, offer, save, portion);
            reader.cutShort().thenRun(() -> hangUp(response));
            return response.writeAndFlushWith(pieces(reader, response, portion.length(), first));
        });
    }

    /** Each is asked for when the one before is sent, however many of these the server takes at once. */
    private static Flux<Mono<DataBuffer>> pieces(DownloadReader reader, ServerHttpResponse response, long length, ByteBuffer first) {
        var left = new AtomicLong(length - first.remaining());
        var begin = Mono.fromSupplier(() -> wrap(response, first));
        var rest = Flux.<Mono<DataBuffer>>generate(sink -> {
            if (left.get() > 0) {
                sink.next(Mono.defer(() -> left.get() > 0 ? next(reader) : Mono.empty())
                        .doOnNext(piece -> left.addAndGet(-piece.remaining()))
                        .map(piece -> wrap(response, piece)));
            } else {
                sink.complete();
            }
        });
        return Flux.just(begin).concatWith(rest);
    }

    private static DataBuffer wrap(ServerHttpResponse response, ByteBuffer piece) {
        return response.bufferFactory().wrap(piece);
    }

    private static Mono<ByteBuffer> next(DownloadReader reader) {
        return Mono.fromCompletionStage(reader::next)
                .onErrorMap(CompletionException.class, wrapped -> wrapped.getCause() == null ? wrapped : wrapped.getCause());
    }

    /** The rest will not come, and what was promised is longer: only the end of the connection says so. */
    private static void hangUp(ServerHttpResponse response) {
        if (ServerHttpResponseDecorator.getNativeResponse(response) instanceof HttpServerResponse server) {
            server.withConnection(connection -> connection.dispose());
        }
    }
}
