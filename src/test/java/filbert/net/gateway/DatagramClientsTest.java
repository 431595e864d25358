package filbert.net.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import filbert.net.gateway.Attempt.Result;
import filbert.servent.routing.SteppedOwner;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** PCP and NAT-PMP against routers on loopback, good and bad. */
final class DatagramClientsTest {
    private static final InetAddress LOCAL = InetAddress.getLoopbackAddress();
    private static final Duration LEASE = Duration.ofHours(2);
    private static final Wish TCP = new Wish(Transport.TCP, 23_456, 23_456, LEASE);
    private static final List<Duration> WAITS = List.of(Duration.ofSeconds(10)); // an answer on loopback never takes that long
    private static final List<Duration> SHORT = List.of(Duration.ofMillis(30), Duration.ofMillis(30));

    private final SteppedOwner owner = new SteppedOwner();

    @Test
    void pcpOpensAndTakesBackUnderOneNonce() throws Exception {
        try (var router = new FakeDatagrams(request -> List.of(pcp(request, 0, 23_457, 3_600, 1_000)))) {
            var client = pcp(router.address(), WAITS);
            var grant = client.open(TCP);
            assertThat(grant).isEqualTo(new Grant(
                    Transport.TCP, 23_456, 23_457, Optional.of(InetAddress.ofLiteral("198.51.100.7")), Duration.ofHours(1), false));
            client.close(grant);
            assertThat(router.heard).hasSize(2);
            assertThat(nonce(router.heard.get(1))).isEqualTo(nonce(router.heard.get(0)));
            assertThat(ByteBuffer.wrap(router.heard.get(1)).getInt(4)).isZero();
        }
    }

    @Test
    void pcpHearsOnlyTheAnswerToItsOwnQuestion() throws Exception {
        Function<byte[], List<byte[]>> wrongOnesFirst = request -> {
            var wrongNonce = pcp(request, 0, 1_111, 3_600, 1);
            wrongNonce[24] ^= 1;
            var wrongProtocol = pcp(request, 0, 2_222, 3_600, 1);
            wrongProtocol[36] = 17;
            var wrongPort = pcp(request, 0, 3_333, 3_600, 1);
            wrongPort[41] ^= 1;
            var othersRefusal = pcp(request, 2, 0, 30, 1);
            othersRefusal[30] ^= 1;
            return List.of(request, wrongNonce, wrongProtocol, wrongPort, othersRefusal, pcp(request, 0, 23_457, 3_600, 1));
        };
        try (var router = new FakeDatagrams(wrongOnesFirst)) {
            assertThat(pcp(router.address(), WAITS).open(TCP).outside()).isEqualTo(23_457);
        }
    }

    @Test
    void pcpSaysWhyItWasRefused() throws Exception {
        try (var router = new FakeDatagrams(request -> List.of(pcp(request, 11, 0, 30, 1)))) {
            assertThatExceptionOfType(GatewayException.class)
                    .isThrownBy(() -> pcp(router.address(), WAITS).open(TCP))
                    .satisfies(e -> assertThat(Attempt.of(Method.PCP, e))
                            .isEqualTo(new Attempt(Method.PCP, Result.REFUSED, 11, "cannot provide this port")));
        }
    }

    @Test
    void pcpKnowsARouterThatSpeaksOnlyNatPmp() throws Exception {
        try (var router = new FakeDatagrams(_ -> List.of(new byte[] {0, (byte) 0x81, 0, 1, 0, 0, 0, 9}))) {
            assertTrouble(Result.NOT_SPOKEN, () -> pcp(router.address(), WAITS).open(TCP));
            assertTrouble(Result.NOT_SPOKEN, () -> pcp(router.address(), WAITS).probe());
        }
    }

    @Test
    void pcpProbesWithoutOpening() throws Exception {
        Function<byte[], List<byte[]>> announce = request -> {
            var answer = request.clone();
            answer[1] = (byte) 0x80;
            return List.of(answer);
        };
        try (var router = new FakeDatagrams(announce)) {
            assertThat(pcp(router.address(), WAITS).probe()).isEmpty();
            assertThat(router.heard.getFirst()).hasSize(24);
        }
    }

    @Test
    void aPortNobodyListensOnIsNotSpoken() throws Exception {
        InetSocketAddress closed;
        try (var taken = new DatagramSocket(0, LOCAL)) {
            closed = new InetSocketAddress(LOCAL, taken.getLocalPort());
        }
        assertTrouble(Result.NOT_SPOKEN, () -> pcp(closed, WAITS).open(TCP));
        assertTrouble(Result.NOT_SPOKEN, () -> natPmp(closed, WAITS).probe());
    }

    @Test
    void asksAgainAndThenTakesSilenceForAnAnswer() throws Exception {
        try (var router = new FakeDatagrams(_ -> List.of())) {
            assertTrouble(Result.SILENT, () -> new NatPmpClient(router.address(), SHORT, owner).probe());
            assertThat(router.heard).hasSize(SHORT.size());
        }
    }

    @Test
    void aFloodOfWrongAnswersIsReadOnlySoLong() throws Exception {
        Function<byte[], List<byte[]>> flood = request -> {
            var wrong = pcp(request, 0, 1_111, 3_600, 1);
            wrong[24] ^= 1;
            return Collections.nCopies(100, wrong);
        };
        try (var router = new FakeDatagrams(flood)) {
            assertTrouble(Result.SILENT, () -> pcp(router.address(), WAITS).open(TCP));
        }
    }

    @Test
    void mappingsOfNothingAreNotBelieved() throws Exception {
        try (var router = new FakeDatagrams(request -> List.of(pcp(request, 0, 0, 3_600, 1)))) {
            assertTrouble(Result.CONFUSED, () -> pcp(router.address(), WAITS).open(TCP));
        }
        try (var router = new FakeDatagrams(request -> List.of(natPmp(request, 0, 23_456, 0, 1)))) {
            assertTrouble(Result.CONFUSED, () -> natPmp(router.address(), WAITS).open(TCP));
        }
        try (var router = new FakeDatagrams(_ -> List.of(new byte[] {2, (byte) 0x81, 0, 0, 0, 0}))) {
            assertTrouble(Result.CONFUSED, () -> pcp(router.address(), WAITS).open(TCP));
        }
    }

    @Test
    void natPmpOpensAsksForTheAddressAndTakesBack() throws Exception {
        try (var router = new FakeDatagrams(request -> List.of(natPmp(request, 0, 23_457, 3_600, 1_000)))) {
            var client = natPmp(router.address(), WAITS);
            var grant = client.open(TCP);
            assertThat(grant).isEqualTo(new Grant(
                    Transport.TCP, 23_456, 23_457, Optional.of(InetAddress.ofLiteral("198.51.100.7")), Duration.ofHours(1), false));
            client.close(grant);
            assertThat(router.heard.getLast()).containsExactly(0, 2, 0, 0, 0x5B, 0xA0, 0, 0, 0, 0, 0, 0);
        }
    }

    @Test
    void natPmpHearsOnlyTheAnswerToItsOwnQuestion() throws Exception {
        Function<byte[], List<byte[]>> wrongOnesFirst = request -> {
            if (request.length == 2) {
                return List.of(natPmp(request, 0, 0, 0, 1));
            }
            var wrongPort = natPmp(request, 0, 1_111, 3_600, 1);
            wrongPort[9] ^= 1;
            var udp = natPmp(request, 0, 2_222, 3_600, 1);
            udp[1] = (byte) 129;
            return List.of(request, wrongPort, udp, natPmp(request, 0, 23_456, 3_600, 1));
        };
        try (var router = new FakeDatagrams(wrongOnesFirst)) {
            assertThat(natPmp(router.address(), WAITS).open(TCP).outside()).isEqualTo(23_456);
        }
    }

    @Test
    void bothNoticeThatTheRouterHasRestarted() throws Exception {
        var seconds = new long[] {1_000};
        Function<byte[], List<byte[]>> answers =
                request -> List.of(request[0] == 2 ? pcp(request, 0, 23_456, 3_600, seconds[0]) : natPmp(request, 0, 23_456, 3_600, seconds[0]));
        try (var router = new FakeDatagrams(answers)) {
            for (var client : List.of(pcp(router.address(), WAITS), natPmp(router.address(), WAITS))) {
                seconds[0] = 1_000;
                assertThat(client.open(TCP).restarted()).isFalse();
                owner.pass(Duration.ofMinutes(15));
                seconds[0] = 1_900;
                assertThat(client.open(TCP).restarted()).isFalse();
                owner.pass(Duration.ofMinutes(15));
                seconds[0] = 60;
                assertThat(client.open(TCP).restarted()).isTrue();
            }
        }
    }

    private GatewayClient pcp(InetSocketAddress router, List<Duration> waits) {
        return new PcpClient(router, LOCAL, waits, owner, new Random(1));
    }

    private GatewayClient natPmp(InetSocketAddress router, List<Duration> waits) {
        return new NatPmpClient(router, waits, owner);
    }

    private static void assertTrouble(Result expected, ThrowingCallable asking) throws IOException {
        assertThatExceptionOfType(GatewayException.class).isThrownBy(asking).satisfies(e -> assertThat(e.result()).isEqualTo(expected));
    }

    private static List<Long> nonce(byte[] request) {
        return List.of(ByteBuffer.wrap(request).getLong(24), (long) ByteBuffer.wrap(request).getInt(32));
    }

    /** RFC 6887, 11.1: the request turned into its answer. */
    static byte[] pcp(byte[] request, int code, int outside, long lifetime, long epoch) {
        var answer = ByteBuffer.wrap(request.clone());
        answer.put(1, (byte) (request[1] | 0x80)).putShort(2, (short) code).putInt(4, (int) lifetime).putInt(8, (int) epoch);
        answer.putLong(12, 0).putInt(20, 0);
        answer.putShort(42, (short) outside).putInt(56, 0xC6336407);
        return answer.array();
    }

    /** RFC 6886, 3.2 and 3.3. */
    static byte[] natPmp(byte[] request, int code, int outside, long lifetime, long epoch) {
        var isAddress = request[1] == 0;
        var answer = ByteBuffer.allocate(isAddress ? 12 : 16).put((byte) 0).put((byte) (request[1] + 128)).putShort((short) code).putInt((int) epoch);
        if (isAddress) {
            return answer.putInt(0xC6336407).array();
        }
        return answer.putShort(ByteBuffer.wrap(request).getShort(4)).putShort((short) outside).putInt((int) lifetime).array();
    }
}
