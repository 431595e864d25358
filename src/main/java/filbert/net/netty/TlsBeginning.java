package filbert.net.netty;

import filbert.net.TlsSession;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Stands behind a link's TLS and tells how its handshake went. A peer's close_notify ends the link: nobody here half-closes. */
final class TlsBeginning extends ChannelInboundHandlerAdapter {
    private final SslHandler tls;
    private final Consumer<Optional<TlsSession>> onSettled;
    private final CompletableFuture<TlsSession> outcome = new CompletableFuture<>();

    /** @param onSettled told before anybody else; empty when the handshake failed */
    TlsBeginning(SslHandler tls, Consumer<Optional<TlsSession>> onSettled) {
        this.tls = tls;
        this.onSettled = onSettled;
    }

    CompletableFuture<TlsSession> outcome() {
        return outcome;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        switch (event) {
            case SslHandshakeCompletionEvent done when done.isSuccess() -> settled(session());
            case SslHandshakeCompletionEvent failed -> failed(asIoException(failed.cause()));
            case SslCloseCompletionEvent _ -> context.close();
            default -> context.fireUserEventTriggered(event);
        }
    }

    private void settled(TlsSession session) {
        onSettled.accept(Optional.of(session));
        outcome.complete(session);
    }

    private void failed(IOException why) {
        if (!outcome.isDone()) {
            onSettled.accept(Optional.empty());
            outcome.completeExceptionally(why);
        }
    }

    private TlsSession session() {
        var session = tls.engine().getSession();
        return new TlsSession(session.getProtocol(), session.getCipherSuite());
    }

    private static IOException asIoException(Throwable cause) {
        return cause instanceof IOException io ? io : new IOException("TLS: " + cause.getMessage(), cause);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        failed(new ClosedChannelException());
        context.fireChannelInactive();
    }
}
