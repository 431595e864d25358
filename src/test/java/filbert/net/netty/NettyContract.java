package filbert.net.netty;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.identity.HostAddress;
import filbert.net.Bandwidth;
import filbert.net.Datagrams;
import filbert.net.Dialer;
import filbert.net.Link;
import filbert.net.LinkContract;
import filbert.net.Listener;
import filbert.net.Recorder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract over real sockets on loopback. */
abstract class NettyContract extends LinkContract {
    private static final long PATIENCE = Duration.ofSeconds(20).toNanos();
    private static final long GLANCE = Duration.ofMillis(1).toNanos();

    private static final Tls TLS = new Tls(TlsKeys.fresh());

    private final IoLoops loops;
    protected final Bandwidth bandwidth;

    NettyContract(Transport transport) {
        loops = IoLoops.start(transport, 2, "test-io");
        bandwidth = loops.bandwidth();
    }

    @AfterEach
    void closeEverything() {
        loops.close();
    }

    @Override
    protected Dialer dialer() {
        return loops.dialer(Optional.of(here().ip()), Optional.of(TLS), bandwidth);
    }

    @Override
    protected Listener listener() {
        return loops.listener(Optional.of(TLS), bandwidth);
    }

    @Override
    protected Datagrams datagrams() {
        return loops.datagrams(bandwidth);
    }

    @Override
    protected HostAddress here() {
        return HostAddress.of(0x7F000009, 0);
    }

    @Override
    protected HostAddress nobody() {
        return HostAddress.of(0x7F000009, 9);
    }

    @Override
    protected void until(BooleanSupplier condition) {
        var deadline = System.nanoTime() + PATIENCE;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain").isLessThan(deadline);
            LockSupport.parkNanos(GLANCE);
        }
    }

    @Test
    void aPortThatAnotherProgramHasIsCalledSo() throws IOException {
        var taken = listener().listen(here(), _ -> {});
        assertThatThrownBy(() -> listener().listen(taken.local(), _ -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage("TCP " + taken.local() + " cannot be opened: another program has that port");
        taken.close();
    }

    @Override
    protected void on(Link link, Runnable task) {
        CompletableFuture.runAsync(task, link.loop()).join();
    }

    @Test
    void whoIsNotListenedToAnyMoreCannotGoOnForEver() throws Exception {
        var called = new AtomicReference<Link>();
        var port = listener().listen(here(), link -> {
            link.handler(new Recorder());
            called.set(link);
        });
        try (var deaf = new java.net.Socket(port.local().ip(), port.local().port())) {
            until(() -> called.get() != null);
            requireNonNull(called.get()).closeAfterWrites();
            assertThatThrownBy(() -> {
                        for (var i = 0; i < 64; i++) {
                            deaf.getOutputStream().write(new byte[1 << 20]);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
        port.close();
    }

    @Test
    void aHandlerThatFailsCostsItsOwnLinkOnly() throws IOException {
        var good = pair();
        var bad = pair();
        on(bad.called(), () -> bad.called().handler(new Link.Handler() {
            @Override
            public void received(ByteBuf bytes) {
                bytes.release();
                throw new IllegalStateException("a test's fault");
            }

            @Override
            public void closed(@Nullable IOException cause) {}
        }));
        bad.caller().write(bytes("x"));
        until(() -> bad.atCaller().isClosed());
        good.caller().write(bytes("still here"));
        until(() -> good.atCalled().size() == 10);
    }

    @Test
    void aResetIsAFaultOfTheNetwork() throws Exception {
        var atCalled = new Recorder();
        var called = new AtomicReference<Link>();
        var port = listener().listen(here(), link -> {
            link.handler(atCalled);
            called.set(link);
        });
        try (var rude = new java.net.Socket(port.local().ip(), port.local().port())) {
            rude.setSoLinger(true, 0); // so that closing resets
            until(() -> called.get() != null);
            rude.getOutputStream().write('x');
        }
        until(atCalled::isClosed);
        assertThat(atCalled.cause()).isInstanceOf(IOException.class);
        port.close();
    }

    @Test
    void closingTheLoopsClosesEveryLinkAndFailsLaterCalls() throws IOException {
        var pair = pair();
        loops.close();
        assertThat(pair.atCaller().isClosed()).isTrue();
        assertThat(pair.atCalled().isClosed()).isTrue();
        var late = bytes("late");
        pair.caller().write(late);
        assertThat(late.refCnt()).isZero();
        var failure = new AtomicReference<IOException>();
        dialer().dial(nobody(), Duration.ofSeconds(1), Link::close, failure::set);
        until(() -> failure.get() != null);
        assertThat(requireNonNull(failure.get())).hasMessageContaining("closed");
    }
}
