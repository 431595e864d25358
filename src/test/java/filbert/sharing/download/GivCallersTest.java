package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.net.Link;
import filbert.simulation.VirtualNetwork;
import filbert.vectors.Vectors;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("T-47")
final class GivCallersTest {
    private static final Guid GUID = Guid.parse("3e0d3102d62a5b99ef138a641188238f");

    private final VirtualNetwork net = new VirtualNetwork(2);
    private final List<Guid> accepted = new ArrayList<>();
    private @Nullable Link caller;

    /** Calls, and says {@code text} in the portions the network makes of it. */
    private void call(String text) {
        var here = net.host("5.1.1.1");
        var callers = new GivCallers(net.time(), (guid, _) -> accepted.add(guid));
        try {
            var listening = here.listener().listen(here.at(0), link -> link.handler(new FirstBytes(link, callers)));
            net.host("5.2.1.1").dialer().dial(listening.local(), Duration.ofSeconds(5), link -> {
                caller = link;
                link.handler(new Deaf());
                link.write(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
            }, _ -> {});
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        net.run(Duration.ofSeconds(1));
    }

    private boolean open() {
        return java.util.Objects.requireNonNull(caller).isOpen();
    }

    /** As the reception does: looks at the first bytes and passes everything on. */
    private record FirstBytes(Link link, GivCallers callers) implements Link.Handler {
        @Override
        public void received(ByteBuf bytes) {
            callers.giv(link, bytes);
        }

        @Override
        public void closed(@Nullable IOException cause) {}
    }

    private static final class Deaf implements Link.Handler {
        @Override
        public void received(ByteBuf bytes) {
            bytes.release();
        }

        @Override
        public void closed(@Nullable IOException cause) {}
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GIV 13:3e0d3102d62a5b99ef138a641188238f/file\n\n", // gtk-gnutella
                "GIV 0:3E0D3102D62A5B99EF138A641188238F/file\n\n", // LimeWire
                "GIV 7:3E0D3102D62A5B99EF138A641188238F/blue%20hazel.ogg\n\n", // Phex
                "GIV 7:3E0D3102D62A5B99EF138A641188238F/\n\n", // Shareaza
                "GIV 7:3e0d3102d62a5b99ef138a641188238f/blue hazel.ogg\n\n", // gnutella-bun-client
                "GIV 4294967295:3E0D3102D62A5B99EF138A641188238F/../../etc/passwd\r\n\r\n"
            })
    void linesOfAllServentsAreAccepted(String line) {
        call(line);
        assertThat(accepted).containsExactly(GUID);
        assertThat(open()).isTrue();
    }

    @Test
    void theRecordedLineIsAccepted() {
        call(Vectors.of("push-giv.hex").kind("GIV-on-incoming-tcp").findFirst().orElseThrow().text());
        assertThat(accepted).containsExactly(GUID);
    }

    @Test
    void theLineMayComeByteByByte() {
        net.largestPortion(1);
        call("GIV 13:3e0d3102d62a5b99ef138a641188238f/file\n\n");
        assertThat(accepted).containsExactly(GUID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GIV :3e0d3102d62a5b99ef138a641188238f/file\n\n",
                "GIV 1:3e0d3102d62a5b99ef138a641188238/file\n\n",
                "GIV 1:3e0d3102d62a5b99ef138a64118823zz/file\n\n",
                "GIV 1:3e0d3102d62a5b99ef138a641188238f\n\n",
                "GIV -1:3e0d3102d62a5b99ef138a641188238f/x\n\n",
                "GIV 1\n\n",
                "GIVE me\n\n",
                "\n\n"
            })
    void anythingElseIsHungUpOn(String line) {
        call(line);
        assertThat(accepted).isEmpty();
        assertThat(open()).isFalse();
    }

    @Test
    void whoDoesNotFinishIsHungUpOnAfterFiveSeconds() {
        call("GIV 13:3e0d3102d62a5b99ef138a641188238f/file\n");
        assertThat(open()).isTrue();
        net.run(Duration.ofSeconds(5));
        assertThat(open()).isFalse();
        assertThat(accepted).isEmpty();
    }

    @Test
    void anEndlessLineIsHungUpOn() {
        call("GIV 13:3e0d3102d62a5b99ef138a641188238f/" + "x".repeat(2000));
        assertThat(open()).isFalse();
    }

    @Test
    void whoSpeaksOutOfTurnIsHungUpOn() {
        call("GIV 13:3e0d3102d62a5b99ef138a641188238f/file\n\nHTTP/1.1 200 OK\r\n\r\n");
        assertThat(open()).isFalse();
    }

    @Test
    void noBytesHurt() {
        var random = new Random(8);
        for (var i = 0; i < 200; i++) {
            var noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            call("GIV " + new String(noise, StandardCharsets.ISO_8859_1) + (i % 2 == 0 ? "\n\n" : ""));
        }
        net.run(Duration.ofSeconds(10));
        assertThat(accepted).isEmpty();
        assertThat(net.host("5.2.1.1").links()).isEmpty();
    }
}
