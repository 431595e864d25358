package filbert.config.practice;

import filbert.identity.HostAddress;
import filbert.net.Link;
import filbert.net.Precedence;
import filbert.net.TlsSession;
import io.netty.buffer.ByteBuf;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A link on which files leave in small portions with pauses between them. What is written meanwhile waits behind the file. */
final class UnhurriedLink implements Link {
    private static final int PORTIONS_A_SECOND = 10;

    private final Link link;
    private final int portion;

    /** Guards itself and {@link #sending}. */
    private final Queue<Runnable> behind = new ArrayDeque<>();

    private boolean sending;

    UnhurriedLink(Link link, int bytesPerSecond) {
        this.link = link;
        this.portion = Math.max(1, bytesPerSecond / PORTIONS_A_SECOND);
    }

    @Override
    public CompletionStage<Long> sendFile(FileChannel file, long position, long count, Progress progress) {
        var whole = new Whole(file, position, count, progress, new CompletableFuture<>());
        inTurn(() -> {
            synchronized (behind) {
                sending = true;
            }
            send(whole, 0);
        });
        return whole.done();
    }

    private record Whole(FileChannel file, long position, long count, Progress progress, CompletableFuture<Long> done) {}

    private void send(Whole whole, long before) {
        var length = Math.min(portion, whole.count() - before);
        link.sendFile(whole.file(), whole.position() + before, length, sent -> whole.progress().sent(before + sent))
                .whenComplete((sent, failure) -> {
                    if (failure != null) {
                        whole.done().completeExceptionally(failure);
                        goOn();
                    } else if (before + sent >= whole.count()) {
                        whole.done().complete(before + sent);
                        goOn();
                    } else {
                        loop().after(Duration.ofSeconds(1).dividedBy(PORTIONS_A_SECOND), () -> send(whole, before + sent));
                    }
                });
    }

    private void goOn() {
        synchronized (behind) {
            sending = false;
        }
        for (var next = nextInTurn(); next != null; next = nextInTurn()) {
            next.run();
        }
    }

    private @Nullable Runnable nextInTurn() {
        synchronized (behind) {
            return sending ? null : behind.poll();
        }
    }

    private void inTurn(Runnable step) {
        synchronized (behind) {
            if (sending || !behind.isEmpty()) {
                behind.add(step);
                return;
            }
        }
        step.run();
    }

    @Override
    public void write(ByteBuf bytes) {
        inTurn(() -> link.write(bytes));
    }

    @Override
    public void closeAfterWrites() {
        inTurn(link::closeAfterWrites);
    }

    @Override
    public HostAddress remote() {
        return link.remote();
    }

    @Override
    public HostAddress local() {
        return link.local();
    }

    @Override
    public boolean incoming() {
        return link.incoming();
    }

    @Override
    public Loop loop() {
        return link.loop();
    }

    @Override
    public void handler(Handler handler) {
        link.handler(handler);
    }

    @Override
    public boolean offersTls() {
        return link.offersTls();
    }

    @Override
    public Optional<TlsSession> tls() {
        return link.tls();
    }

    @Override
    public CompletionStage<TlsSession> upgradeTls(ByteBuf soFar) {
        return link.upgradeTls(soFar);
    }

    @Override
    public long unsentBytes() {
        return link.unsentBytes();
    }

    @Override
    public void reading(boolean wanted) {
        link.reading(wanted);
    }

    @Override
    public void reads(Precedence what) {
        link.reads(what);
    }

    @Override
    public boolean heldBack() {
        return link.heldBack();
    }

    @Override
    public void close() {
        link.close();
    }

    @Override
    public boolean isOpen() {
        return link.isOpen();
    }

    @Override
    public String toString() {
        return link.toString();
    }
}
