package filbert.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.LeakWatch;
import filbert.identity.HostAddress;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link Link}, {@link Dialer}, {@link Listener} and {@link Datagrams} promise, whoever implements them. */
public abstract class LinkContract {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    protected Path folder;

    protected abstract Dialer dialer();

    protected abstract Listener listener();

    protected abstract Datagrams datagrams();

    /** An address of ours with a free port. */
    protected abstract HostAddress here();

    /** An address where nobody listens. */
    protected abstract HostAddress nobody();

    /** Waits; fails when it does not come true. */
    protected abstract void until(BooleanSupplier condition);

    /** Runs on the loop and waits. */
    protected abstract void on(Link link, Runnable task);

    @AfterAll
    static void nothingLeaked() {
        LeakWatch.lookNow();
    }

    /** Two ends of one connection. */
    protected record Pair(Link caller, Link called, Recorder atCaller, Recorder atCalled) {}

    protected final Pair pair() throws IOException {
        var called = new AtomicReference<Link>();
        var caller = new AtomicReference<Link>();
        var atCalled = new Recorder();
        var atCaller = new Recorder();
        var port = listener().listen(here(), link -> {
            link.handler(atCalled);
            called.set(link);
        });
        dialer().dial(port.local(), PATIENCE, link -> {
            link.handler(atCaller);
            caller.set(link);
        }, LinkContract::fail);
        until(() -> called.get() != null && caller.get() != null);
        port.close();
        return new Pair(requireNonNull(caller.get()), requireNonNull(called.get()), atCaller, atCalled);
    }

    private static void fail(IOException cause) {
        throw new AssertionError("dialling failed", cause);
    }

    protected static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, ISO_8859_1);
    }

    protected static byte[] noise(int size) {
        var content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    protected final FileChannel file(byte[] content) throws IOException {
        return FileChannel.open(Files.write(folder.resolve("hazel.bin"), content), StandardOpenOption.READ);
    }

    @Test
    void eachEndKnowsBothAddressesAndWhoCalled() throws IOException {
        var pair = pair();
        assertThat(pair.caller().remote()).isEqualTo(pair.called().local());
        assertThat(pair.caller().local()).isEqualTo(pair.called().remote());
        assertThat(pair.caller().incoming()).isFalse();
        assertThat(pair.called().incoming()).isTrue();
        assertThat(pair.caller().isOpen()).isTrue();
    }

    @Test
    void bytesArriveInTheOrderTheyWereWritten() throws IOException {
        var pair = pair();
        var expected = new StringBuilder();
        for (var i = 0; i < 2_000; i++) {
            expected.append("line ").append(i).append('\n');
            pair.caller().write(bytes("line " + i + "\n"));
        }
        pair.called().write(bytes("and back"));
        until(() -> pair.atCalled().size() == expected.length() && pair.atCaller().size() == 8);
        assertThat(pair.atCalled().text()).isEqualTo(expected.toString());
        assertThat(pair.atCaller().text()).isEqualTo("and back");
        until(() -> pair.caller().unsentBytes() == 0);
    }

    @Test
    void filesKeepTheirPlaceAmongWritesAndStayOpen() throws IOException {
        var pair = pair();
        var content = noise(3_000_000);
        var progress = Collections.synchronizedList(new ArrayList<Long>());
        try (var file = file(content)) {
            pair.caller().write(bytes("head"));
            var sent = pair.caller().sendFile(file, 0, content.length, progress::add).toCompletableFuture();
            pair.caller().write(bytes("between"));
            var part = pair.caller().sendFile(file, 1_000_000, 10, _ -> {}).toCompletableFuture();
            pair.caller().write(bytes("tail"));
            until(() -> pair.atCalled().size() == 4 + content.length + 7 + 10 + 4);
            until(() -> sent.isDone() && part.isDone());
            assertThat(sent).isCompletedWithValue((long) content.length);
            assertThat(part).isCompletedWithValue(10L);
            assertThat(file.isOpen()).isTrue();
        }
        var expected = Unpooled.wrappedBuffer(
                bytes("head"), Unpooled.wrappedBuffer(content), bytes("between"), Unpooled.wrappedBuffer(content, 1_000_000, 10), bytes("tail"));
        assertThat(Unpooled.wrappedBuffer(pair.atCalled().bytes())).isEqualTo(expected);
        assertThat(progress).isSorted().last().isEqualTo((long) content.length);
    }

    @Test
    void nothingOfAFileIsSentAtOnce() throws IOException {
        var pair = pair();
        try (var file = file(noise(10))) {
            var sent = pair.caller().sendFile(file, 3, 0, _ -> {}).toCompletableFuture();
            until(sent::isDone);
            assertThat(sent).isCompletedWithValue(0L);
        }
    }

    @Test
    void aFileThatEndsEarlyFailsAndClosesTheLink() throws IOException {
        var pair = pair();
        try (var file = file(noise(1_000))) {
            var sent = pair.caller().sendFile(file, 0, 2_000, _ -> {}).toCompletableFuture();
            until(() -> sent.isDone() && pair.atCaller().isClosed() && pair.atCalled().isClosed());
            assertThatThrownBy(sent::join).isInstanceOf(CompletionException.class).hasCauseInstanceOf(IOException.class);
            assertThat(pair.atCalled().size()).isLessThanOrEqualTo(1_000);
        }
    }

    @Test
    void aFileUnderWayFailsWhenTheLinkCloses() throws IOException {
        var pair = pair();
        pair.called().reading(false);
        try (var file = file(noise(40_000_000))) {
            var progress = new AtomicInteger();
            var sent = pair.caller().sendFile(file, 0, 40_000_000, _ -> progress.incrementAndGet()).toCompletableFuture();
            until(() -> progress.get() > 0);
            pair.caller().close();
            until(sent::isDone);
            assertThatThrownBy(sent::join).isInstanceOf(CompletionException.class).hasCauseInstanceOf(IOException.class);
            var late = pair.caller().sendFile(file, 0, 10, _ -> {}).toCompletableFuture();
            until(late::isDone);
            assertThat(late).isCompletedExceptionally();
            assertThat(file.isOpen()).isTrue();
        }
    }

    @Test
    void writingTakesOverTheBufferWhetherOpenOrClosed() throws IOException {
        var pair = pair();
        var sent = bytes("sent");
        pair.caller().write(sent);
        until(() -> sent.refCnt() == 0 && pair.atCalled().size() == 4);
        var pending = bytes("x".repeat(30_000_000));
        pair.called().reading(false);
        pair.caller().write(pending);
        pair.caller().close();
        var late = bytes("late");
        pair.caller().write(late);
        until(() -> pending.refCnt() == 0 && late.refCnt() == 0);
        until(() -> pair.caller().unsentBytes() == 0);
    }

    @Test
    void closingTellsEachEndOnce() throws IOException {
        var pair = pair();
        pair.caller().close();
        pair.caller().close();
        until(() -> pair.atCaller().isClosed() && pair.atCalled().isClosed());
        pair.called().close();
        on(pair.called(), () -> {});
        on(pair.caller(), () -> {});
        assertThat(pair.atCaller().timesClosed()).isOne();
        assertThat(pair.atCaller().cause()).isNull();
        assertThat(pair.atCalled().timesClosed()).isOne();
        assertThat(pair.atCalled().cause()).isNull();
        assertThat(pair.caller().isOpen()).isFalse();
        assertThat(pair.called().isOpen()).isFalse();
    }

    @Test
    void lastWordsArriveEvenWhileThePeerGoesOnTalking() throws IOException {
        var pair = pair();
        for (var i = 0; i < 50; i++) {
            pair.caller().write(bytes("chatter".repeat(1_000)));
        }
        var lastWords = "Bye".repeat(20_000);
        pair.called().write(bytes(lastWords));
        pair.called().closeAfterWrites();
        pair.called().write(bytes("too late"));
        for (var i = 0; i < 50; i++) {
            pair.caller().write(bytes("chatter".repeat(1_000)));
        }
        until(() -> pair.atCaller().isClosed() && pair.atCalled().isClosed());
        assertThat(pair.atCaller().text()).isEqualTo(lastWords);
        assertThat(pair.atCaller().cause()).isNull();
        assertThat(pair.atCalled().timesClosed()).isOne();
    }

    @Test
    void aReaderThatStopsHoldsTheWriterBackUntilItGoesOn() throws IOException {
        var pair = pair();
        pair.called().reading(false);
        var portion = noise(1_000_000);
        for (var i = 0; i < 40; i++) {
            pair.caller().write(Unpooled.wrappedBuffer(portion));
        }
        until(() -> pair.caller().unsentBytes() < 40_000_000); // the systems' buffers are full, or soon will be
        assertThat(pair.caller().unsentBytes()).isGreaterThan(64 * 1024);
        var drainedBefore = pair.atCaller().timesDrained();
        pair.called().reading(true);
        until(() -> pair.atCalled().size() == 40_000_000 && pair.atCaller().timesDrained() > drainedBefore);
        assertThat(pair.caller().unsentBytes()).isZero();
        assertThat(Arrays.copyOfRange(pair.atCalled().bytes(), 39_000_000, 40_000_000)).isEqualTo(portion);
    }

    @Test
    void nothingIsDeliveredBeforeAHandlerIsThere() throws IOException {
        var caller = new AtomicReference<Link>();
        try (var port = open(link -> {
            link.handler(new Recorder());
            link.write(bytes("hello, who are you?"));
        })) {
            dialer().dial(port.local(), PATIENCE, caller::set, LinkContract::fail);
            until(() -> caller.get() != null);
            var link = requireNonNull(caller.get());
            var late = new Recorder();
            on(link, () -> link.handler(late));
            until(() -> late.size() == 19);
        }
    }

    @Test
    void aHandlerInstalledAfterTheEndHearsOfIt() throws IOException {
        var pair = pair();
        pair.called().close();
        until(() -> pair.atCaller().isClosed());
        var caller = new AtomicReference<Link>();
        try (var port = open(_ -> {})) { // no handler: the link is closed at once
            dialer().dial(port.local(), PATIENCE, caller::set, LinkContract::fail);
            until(() -> caller.get() != null);
            var link = requireNonNull(caller.get());
            var late = new Recorder();
            on(link, () -> link.handler(late));
            until(late::isClosed);
            assertThat(late.timesClosed()).isOne();
        }
    }

    @Test
    void theNextHandlerGetsWhatTheFirstHasNotSeen() throws IOException {
        var second = new Recorder();
        var first = new AtomicReference<String>("");
        var caller = new AtomicReference<Link>();
        try (var port = open(link -> link.handler(new Link.Handler() {
            @Override
            public void received(ByteBuf portion) {
                first.set(portion.toString(ISO_8859_1));
                portion.release();
                link.handler(second);
            }

            @Override
            public void closed(@Nullable IOException cause) {
                throw new AssertionError("the first handler is out of the game");
            }
        }))) {
            dialer().dial(port.local(), PATIENCE, link -> {
                link.handler(new Recorder());
                caller.set(link);
            }, LinkContract::fail);
            until(() -> caller.get() != null);
            var link = requireNonNull(caller.get());
            link.write(bytes("A"));
            until(() -> requireNonNull(first.get()).length() == 1);
            link.write(bytes("BCD"));
            until(() -> second.size() == 3);
            link.close();
            until(second::isClosed);
            assertThat(first.get() + second.text()).isEqualTo("ABCD");
        }
    }

    @Test
    void timersOfALoopRunInOrderAndNotWhenCancelled() throws IOException {
        var link = pair().caller();
        List<String> ran = Collections.synchronizedList(new ArrayList<>());
        var loop = link.loop();
        loop.after(Duration.ofMillis(60), () -> ran.add("second"));
        loop.after(Duration.ofMillis(10), () -> ran.add("first"));
        loop.after(Duration.ofMillis(20), () -> ran.add("never")).cancel();
        until(() -> ran.size() == 2);
        assertThat(ran).containsExactly("first", "second");
    }

    @Test
    void diallingWhereNobodyListensFailsOnce() {
        var failures = new AtomicInteger();
        dialer().dial(nobody(), Duration.ofSeconds(3), Link::close, _ -> failures.incrementAndGet());
        until(() -> failures.get() > 0);
        assertThat(failures).hasValue(1);
    }

    @Test
    void aTakenPortIsNamed() throws IOException {
        try (var port = open(Link::close)) {
            assertThatThrownBy(() -> listener().listen(port.local(), Link::close))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("TCP " + port.local());
        }
        var socket = datagrams().bind(here(), (_, bytes) -> bytes.release());
        assertThatThrownBy(() -> datagrams().bind(socket.local(), (_, bytes) -> bytes.release()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("UDP " + socket.local());
        socket.close();
    }

    @Test
    void aClosedPortCanBeTakenAgain() throws IOException {
        var first = listener().listen(here(), Link::close);
        first.close();
        until(() -> canListen(first.local())); // NIO lets go of the port with its next select
    }

    @Test
    void datagramsComeWithTheirSenderAndAreCutAt2048Bytes() throws IOException {
        var heard = Collections.synchronizedList(new ArrayList<String>());
        var answer = Collections.synchronizedList(new ArrayList<Integer>());
        var senders = Collections.synchronizedList(new ArrayList<HostAddress>());
        var bob = new AtomicReference<Datagrams.Socket>();
        bob.set(datagrams().bind(here(), (from, bytes) -> {
            heard.add(bytes.toString(ISO_8859_1));
            senders.add(from);
            requireNonNull(bob.get()).send(from, bytes.clear().writeZero(1).writeZero(bytes.maxFastWritableBytes()));
        }));
        var alice = datagrams().bind(here(), (_, bytes) -> {
            answer.add(bytes.readableBytes());
            bytes.release();
        });
        alice.send(requireNonNull(bob.get()).local(), bytes("ping"));
        until(() -> !answer.isEmpty());
        assertThat(heard).containsExactly("ping");
        assertThat(senders).containsExactly(alice.local());
        requireNonNull(bob.get()).send(alice.local(), Unpooled.wrappedBuffer(new byte[4_000]));
        until(() -> answer.size() == 2);
        assertThat(answer.getLast()).isEqualTo(2_048);
        alice.close();
        var late = bytes("late");
        alice.send(requireNonNull(bob.get()).local(), late);
        until(() -> late.refCnt() == 0);
        requireNonNull(bob.get()).close();
    }

    private boolean canListen(HostAddress at) {
        try {
            listener().listen(at, Link::close).close();
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private OpenPort open(Dialer.Linked onAccepted) throws IOException {
        return new OpenPort(listener().listen(here(), onAccepted));
    }

    private record OpenPort(Listener.Listening port) implements AutoCloseable {
        HostAddress local() {
            return port.local();
        }

        @Override
        public void close() {
            port.close();
        }
    }

    /** Both ends begin TLS and wait for it. */
    protected final void encrypt(Pair pair) {
        on(pair.called(), () -> pair.called().upgradeTls(Unpooled.EMPTY_BUFFER)); // first, or it takes the hello for plain bytes
        on(pair.caller(), () -> pair.caller().upgradeTls(Unpooled.EMPTY_BUFFER));
        until(() -> pair.caller().tls().isPresent() && pair.called().tls().isPresent());
    }

    @Test
    void aLinkIsPlainUntilBothEndsBeginTls() throws IOException {
        var pair = pair();
        assertThat(pair.caller().offersTls()).isTrue();
        assertThat(pair.caller().tls()).isEmpty();
        encrypt(pair);
        assertThat(pair.caller().tls()).isEqualTo(pair.called().tls());
        pair.caller().write(bytes("inside"));
        pair.called().write(bytes("and back"));
        until(() -> pair.atCalled().size() == 6 && pair.atCaller().size() == 8);
        assertThat(pair.atCalled().text()).isEqualTo("inside");
        assertThat(pair.atCaller().text()).isEqualTo("and back");
        pair.caller().closeAfterWrites();
        until(() -> pair.atCalled().isClosed() && pair.atCaller().isClosed());
        assertThat(pair.atCalled().cause()).isNull();
    }

    @Test
    void whatWasSaidBeforeTlsBeginsArrivesBeforeWhatIsSaidInside() throws IOException {
        var pair = pair();
        on(pair.called(), () -> pair.called().reading(false));
        var plain = "x".repeat(200);
        pair.caller().write(bytes(plain));
        on(pair.caller(), () -> pair.caller().upgradeTls(Unpooled.EMPTY_BUFFER));
        pair.caller().write(bytes("inside"));
        var splitter = new Splitter(pair.called(), plain.length(), pair.atCalled());
        on(pair.called(), () -> {
            pair.called().handler(splitter);
            pair.called().reading(true);
        });
        until(() -> pair.atCalled().size() == 6);
        assertThat(pair.atCalled().text()).isEqualTo("inside");
        assertThat(splitter.plain.toString(ISO_8859_1)).isEqualTo(plain);
    }

    /** Takes so many plain bytes, then begins TLS with whatever came along. */
    private static final class Splitter implements Link.Handler {
        final ByteBuf plain = Unpooled.buffer();
        private final Link link;
        private final int count;
        private final Link.Handler next;

        Splitter(Link link, int count, Link.Handler next) {
            this.link = link;
            this.count = count;
            this.next = next;
        }

        @Override
        public void received(ByteBuf bytes) {
            plain.writeBytes(bytes, Math.min(bytes.readableBytes(), count - plain.readableBytes()));
            if (plain.readableBytes() == count) {
                link.handler(next);
                link.upgradeTls(bytes);
            } else {
                bytes.release();
            }
        }

        @Override
        public void closed(@Nullable IOException cause) {}
    }

    @Test
    void tlsMayBeginBeforeAnybodyListens() throws IOException {
        var called = new AtomicReference<Link>();
        var caller = new AtomicReference<Link>();
        var atCaller = new Recorder();
        var port = listener().listen(here(), link -> {
            link.handler(new Recorder());
            link.upgradeTls(Unpooled.EMPTY_BUFFER);
            link.write(bytes("welcome"));
            called.set(link);
        });
        dialer().dial(port.local(), PATIENCE, link -> link.upgradeTls(Unpooled.EMPTY_BUFFER).thenAccept(_ -> {
            link.handler(atCaller);
            caller.set(link);
        }), LinkContract::fail);
        until(() -> atCaller.size() == 7);
        assertThat(atCaller.text()).isEqualTo("welcome");
        requireNonNull(caller.get()).close();
        until(() -> !requireNonNull(called.get()).isOpen());
        port.close();
    }

    @Test
    void filesTravelInsideTlsToo() throws IOException {
        var pair = pair();
        encrypt(pair);
        var content = noise(1_000_000);
        var progress = Collections.synchronizedList(new ArrayList<Long>());
        try (var file = file(content)) {
            pair.caller().write(bytes("head"));
            var sent = pair.caller().sendFile(file, 0, content.length, progress::add).toCompletableFuture();
            pair.caller().write(bytes("tail"));
            until(() -> pair.atCalled().size() == content.length + 8 && sent.isDone());
            assertThat(sent).isCompletedWithValue((long) content.length);
            var early = pair.caller().sendFile(file, 0, content.length + 1, _ -> {}).toCompletableFuture();
            until(() -> early.isDone() && pair.atCalled().isClosed());
            assertThat(early).isCompletedExceptionally();
        }
        assertThat(Arrays.copyOfRange(pair.atCalled().bytes(), 4, 4 + content.length)).isEqualTo(content);
        assertThat(progress).isSorted().last().isEqualTo((long) content.length);
    }

    @Test
    void whatIsNoTlsFailsTheUpgradeAndClosesTheLink() throws IOException {
        var pair = pair();
        var outcome = new AtomicReference<Throwable>();
        on(pair.called(), () -> pair.called().upgradeTls(Unpooled.EMPTY_BUFFER).whenComplete((_, failure) -> outcome.set(failure)));
        pair.caller().write(bytes("GNUTELLA CONNECT/0.6\r\n\r\n"));
        until(() -> outcome.get() != null && pair.atCaller().isClosed() && pair.atCalled().isClosed());
        assertThat(outcome.get()).isInstanceOf(IOException.class);
        assertThat(pair.called().tls()).isEmpty();
        assertThat(pair.atCalled().size()).isZero();
    }

    @Test
    void aPeerThatClosesInTheMiddleOfTheHandshakeFailsTheUpgrade() throws IOException {
        var pair = pair();
        var outcome = new AtomicReference<Throwable>();
        on(pair.called(), () -> pair.called().upgradeTls(Unpooled.EMPTY_BUFFER).whenComplete((_, failure) -> outcome.set(failure)));
        pair.caller().close();
        until(() -> outcome.get() != null && pair.atCalled().isClosed());
        assertThat(outcome.get()).isInstanceOf(IOException.class);
        var late = new AtomicReference<Throwable>();
        on(pair.caller(), () -> pair.caller().upgradeTls(bytes("late")).whenComplete((_, failure) -> late.set(failure)));
        until(() -> late.get() != null);
    }
}
