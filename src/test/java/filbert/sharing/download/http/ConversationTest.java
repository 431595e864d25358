package filbert.sharing.download.http;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.HostAddress;
import filbert.net.Link;
import filbert.simulation.VirtualNetwork;
import filbert.wire.header.HeaderBlock;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConversationTest {
    private static final HeaderBlock REQUEST = HeaderBlock.of("GET /x HTTP/1.1");
    private static final Duration STALL = Duration.ofSeconds(60);

    private final VirtualNetwork net = new VirtualNetwork(3);
    private @Nullable Conversation conversation;
    private @Nullable Link server;
    private final StringBuilder asked = new StringBuilder();
    private boolean closed;

    @BeforeEach
    void listen() throws IOException {
        var there = net.host("5.2.1.1");
        there.listener().listen(there.at(7000), link -> {
            server = link;
            link.handler(new Link.Handler() {
                @Override
                public void received(ByteBuf bytes) {
                    asked.append(bytes.toString(StandardCharsets.ISO_8859_1));
                    bytes.release();
                }

                @Override
                public void closed(@Nullable IOException cause) {}
            });
        });
        connect();
    }

    private void connect() {
        net.host("5.1.1.1").dialer().dial(net.host("5.2.1.1").at(7000), STALL, link -> {
            conversation = new Conversation(link, _ -> closed = true);
            link.handler(conversation);
        }, cause -> {});
        net.run(Duration.ofSeconds(1));
        assertThat(conversation).isNotNull();
    }

    /** Wants or does not want the body, and remembers everything. */
    private static final class Taker implements Exchange {
        private final Body body;
        private final List<ReplyHead> heads = new ArrayList<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final List<Ending> endings = new ArrayList<>();
        private boolean congested;

        Taker(Body body) {
            this.body = body;
        }

        static Taker of(long bytes) {
            return new Taker(new Body.Wanted(bytes));
        }

        static Taker ofNothing() {
            return new Taker(new Body.Unwanted());
        }

        @Override
        public Body head(ReplyHead head) {
            heads.add(head);
            return body;
        }

        @Override
        public void body(ByteBuf portion) {
            var array = new byte[portion.readableBytes()];
            portion.readBytes(array);
            portion.release();
            bytes.writeBytes(array);
        }

        @Override
        public boolean congested() {
            return congested;
        }

        @Override
        public void ended(Ending ending, String detail) {
            endings.add(ending);
        }

        String text() {
            return bytes.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private Taker ask(Taker taker) {
        conversation().ask(REQUEST, STALL, taker);
        net.run(Duration.ofSeconds(1));
        return taker;
    }

    private Conversation conversation() {
        return java.util.Objects.requireNonNull(conversation);
    }

    private void serve(String text) {
        java.util.Objects.requireNonNull(server).write(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
        net.run(Duration.ofSeconds(1));
    }

    @Test
    void requestsFollowEachOtherOnOneLink() {
        var first = ask(Taker.of(5));
        assertThat(asked.toString()).isEqualTo("GET /x HTTP/1.1\r\n\r\n");
        serve("HTTP/1.1 206 OK\r\nContent-Length: 5\r\n\r\nhello");
        assertThat(first.text()).isEqualTo("hello");
        assertThat(first.endings).containsExactly(Exchange.Ending.COMPLETE);
        var second = ask(Taker.of(2));
        serve("HTTP/1.1 206 OK\nContent-Length: 2\n\nyo");
        assertThat(second.text()).isEqualTo("yo");
        assertThat(second.endings).containsExactly(Exchange.Ending.COMPLETE);
        assertThat(closed).isFalse();
    }

    @Test
    void anEmptyBodyEndsWithItsHead() {
        var taker = ask(Taker.ofNothing());
        serve("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
        assertThat(taker.endings).containsExactly(Exchange.Ending.COMPLETE);
    }

    @Test
    @DisplayName("T-20")
    void aShortUnwantedBodyIsDiscardedAndTheLinkKept() {
        var taker = ask(Taker.ofNothing());
        serve("HTTP/1.1 404 No\r\nContent-Length: 16384\r\n\r\n" + "<html>".repeat(2730) + "1234");
        assertThat(taker.bytes.size()).isZero();
        assertThat(taker.endings).containsExactly(Exchange.Ending.COMPLETE);
        assertThat(closed).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 16385\r\n", "", "Content-Length: 5\r\nConnection: close\r\n", "Content-Length: -1\r\n"})
    @DisplayName("T-20")
    void aLongOrEndlessUnwantedBodyCostsTheLink(String headers) {
        var taker = ask(Taker.ofNothing());
        serve("HTTP/1.1 404 No\r\n" + headers + "\r\n<html");
        assertThat(taker.bytes.size()).isZero();
        assertThat(taker.endings).containsExactly(Exchange.Ending.COMPLETE_AND_CLOSED);
        assertThat(closed).isTrue();
    }

    @Test
    void ofABodyLongerThanWantedOnlyTheBeginningIsTaken() {
        var taker = ask(Taker.of(3));
        serve("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789");
        assertThat(taker.text()).isEqualTo("012");
        assertThat(taker.endings).containsExactly(Exchange.Ending.COMPLETE_AND_CLOSED);
        assertThat(closed).isTrue();
    }

    @Test
    void bytesBehindTheBodyCostTheLink() {
        var taker = ask(Taker.of(3));
        serve("HTTP/1.1 206 OK\r\nContent-Length: 3\r\n\r\n012more");
        assertThat(taker.text()).isEqualTo("012");
        assertThat(closed).isTrue();
        assertThat(ask(Taker.of(3)).endings).containsExactly(Exchange.Ending.LOST);
    }

    @Test
    void bytesBeforeAnyRequestCostTheLink() {
        serve("HTTP/1.1 200 OK\r\n\r\n");
        assertThat(closed).isTrue();
    }

    @Test
    void interimRepliesArePassedOverAFewTimes() {
        var taker = ask(Taker.of(1));
        serve("HTTP/1.1 100 Continue\r\n\r\n".repeat(4) + "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx");
        assertThat(taker.heads).extracting(ReplyHead::status).containsExactly(200);
        var impatient = ask(Taker.of(1));
        serve("HTTP/1.1 100 Continue\r\n\r\n".repeat(5));
        assertThat(impatient.endings).containsExactly(Exchange.Ending.GARBAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GNUTELLA/0.6 200 OK\r\n\r\n", "\u0016\u0003\u0001\n\n", "HTTP/1.1 101 Switching\r\n\r\n", "HTTP/1.1 200 OK\r\nno header\r\n\r\n"})
    void whatIsNoHttpEndsTheLink(String text) {
        var taker = ask(Taker.of(1));
        serve(text);
        assertThat(taker.endings).containsExactly(Exchange.Ending.GARBAGE);
        assertThat(closed).isTrue();
    }

    @Test
    void aServerThatSaysNothingIsLeftAfter45Seconds() {
        var taker = ask(Taker.of(1));
        net.run(Duration.ofSeconds(43));
        assertThat(taker.endings).isEmpty();
        net.run(Duration.ofSeconds(2));
        assertThat(taker.endings).containsExactly(Exchange.Ending.SILENT);
        assertThat(closed).isTrue();
    }

    @Test
    void aHeadThatTricklesIsLeftAfter45SecondsToo() {
        var taker = ask(Taker.of(1));
        for (var i = 0; i < 46; i++) {
            serve("H");
        }
        assertThat(taker.endings).containsExactly(Exchange.Ending.SILENT);
    }

    @Test
    void waitingForOurOwnBandwidthIsNoStall() {
        var taker = ask(Taker.of(100));
        serve("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nten bytes.");
        net.host("5.1.1.1").holdBack(true);
        net.run(STALL.multipliedBy(5));
        assertThat(taker.endings).isEmpty();
        net.host("5.1.1.1").holdBack(false);
        net.run(STALL.multipliedBy(2));
        assertThat(taker.endings).containsExactly(Exchange.Ending.STALLED);
    }

    @Test
    void aBodyThatStandsStillIsLeftAfterAMinute() {
        var taker = ask(Taker.of(100_000));
        serve("HTTP/1.1 206 OK\r\nContent-Length: 100000\r\n\r\n" + "x".repeat(10_000));
        net.run(Duration.ofSeconds(55));
        assertThat(taker.endings).isEmpty();
        net.run(Duration.ofSeconds(15));
        assertThat(taker.endings).containsExactly(Exchange.Ending.STALLED);
    }

    @Test
    void aBodyThatTricklesIsLeftToo() {
        var taker = ask(Taker.of(100_000));
        serve("HTTP/1.1 206 OK\r\nContent-Length: 100000\r\n\r\n");
        for (var i = 0; i < 75; i++) {
            serve("x");
        }
        assertThat(taker.endings).containsExactly(Exchange.Ending.STALLED);
        assertThat(taker.text()).matches("x+");
    }

    @Test
    void aSlowBodyThatFlowsIsNotLeft() {
        var taker = ask(Taker.of(1_000_000));
        serve("HTTP/1.1 206 OK\r\nContent-Length: 1000000\r\n\r\n");
        for (var i = 0; i < 1000; i++) {
            serve("x".repeat(1000));
        }
        assertThat(taker.endings).containsExactly(Exchange.Ending.COMPLETE);
    }

    @Test
    void aCongestedTakerStopsTheReadingAndIsNoStall() {
        var taker = ask(Taker.of(500_000));
        taker.congested = true;
        serve("HTTP/1.1 206 OK\r\nContent-Length: 500000\r\n\r\n" + "x".repeat(500_000));
        net.run(Duration.ofMinutes(10));
        assertThat(taker.bytes.size()).isLessThan(10_000);
        assertThat(taker.endings).isEmpty();
        taker.congested = false;
        conversation().goOn();
        net.run(Duration.ofSeconds(30));
        assertThat(taker.endings).containsExactly(Exchange.Ending.COMPLETE);
        assertThat(taker.bytes.size()).isEqualTo(500_000);
    }

    @Test
    void aServerThatClosesAtAnyByteEndsTheExchangeOnce() {
        var reply = "HTTP/1.1 206 OK\r\nContent-Length: 5\r\n\r\nhello";
        for (var length = 0; length < reply.length(); length++) {
            connect();
            var taker = ask(Taker.of(5));
            closed = false;
            serve(reply.substring(0, length));
            java.util.Objects.requireNonNull(server).close();
            net.run(Duration.ofSeconds(1));
            assertThat(taker.endings).as("closed after %d bytes", length).containsExactly(Exchange.Ending.LOST);
            assertThat(closed).isTrue();
        }
    }

    @Test
    void noBytesHurtMoreThanTheirOwnLink() {
        var random = new Random(17);
        var pieces = new String[] {"HTTP/1.1 200 OK\r\n", "Content-Length: 3\r\n", "\r\n", "\n", "abc", ":", "Content-Range: bytes 0-2/3\r\n", "\0", " x\r\n"};
        for (var i = 0; i < 300; i++) {
            connect();
            var taker = ask(Taker.of(3));
            var noise = new StringBuilder();
            for (var n = random.nextInt(12); n >= 0; n--) {
                noise.append(pieces[random.nextInt(pieces.length)]);
            }
            serve(noise.toString());
            conversation().close();
            net.run(Duration.ofMinutes(2));
            assertThat(taker.endings).hasSize(1);
        }
    }
}
