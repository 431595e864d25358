package filbert.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Link;
import filbert.net.Recorder;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VirtualNetworkTest {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final VirtualNetwork net = new VirtualNetwork(7);
    private final VirtualHost alice = net.host("5.1.1.1");
    private final VirtualHost bob = net.host("5.2.1.1");
    private final Recorder atAlice = new Recorder();
    private final Recorder atBob = new Recorder();
    private final List<Link> links = new ArrayList<>();
    private final List<IOException> failures = new ArrayList<>();

    @Test
    void fiveMinutesTakeNoTimeAndClocksAgree() {
        var began = net.instants().instant();
        var nanos = net.time().nanos();
        var ticks = new ArrayList<Long>();
        net.time().every(Duration.ofMinutes(1), () -> ticks.add(net.time().nanos()));
        net.run(Duration.ofMinutes(5));
        assertThat(ticks).hasSize(5);
        assertThat(net.instants().instant()).isEqualTo(began.plus(Duration.ofMinutes(5)));
        assertThat(net.time().nanos() - nanos).isEqualTo(Duration.ofMinutes(5).toNanos());
    }

    @Test
    void anUnknownOrSilentHostTimesOutAndAClosedPortRefuses() {
        dial("9.9.9.9", 6346);
        net.run(Duration.ofSeconds(9));
        assertThat(failures).isEmpty();
        net.run(Duration.ofSeconds(2));
        assertThat(failures).singleElement().satisfies(cause -> assertThat(cause).hasMessageContaining("timed out"));
        dial("5.2.1.1", 6346);
        net.run(Duration.ofSeconds(1));
        assertThat(failures.getLast()).hasMessageContaining("refused");
        bob.fallSilent();
        dial("5.2.1.1", 6346);
        net.run(TEN_SECONDS);
        assertThat(failures.getLast()).hasMessageContaining("timed out");
    }

    @Test
    void aPulledPlugIsAFaultAtBothEnds() throws IOException {
        connect();
        net.pullThePlug(links.getFirst());
        net.run(Duration.ofSeconds(1));
        assertThat(atAlice.cause()).isNotNull();
        assertThat(atBob.cause()).isNotNull();
        assertThat(alice.links()).isEmpty();
    }

    @Test
    void aSilentHostIsNotNoticedUntilItSpeaksAgain() throws IOException {
        connect();
        bob.fallSilent();
        links.getFirst().write(Unpooled.wrappedBuffer(new byte[100]));
        bob.links().getFirst().write(Unpooled.wrappedBuffer(new byte[7]));
        net.run(Duration.ofHours(1));
        assertThat(atBob.size()).isZero();
        assertThat(atAlice.size()).isZero();
        assertThat(links.getFirst().isOpen()).isTrue();
        bob.speakAgain();
        net.run(Duration.ofSeconds(1));
        assertThat(atBob.size()).isEqualTo(100);
        assertThat(atAlice.size()).isEqualTo(7);
    }

    @Test
    void bandwidthBoundsWhatArrives() throws IOException {
        net.bandwidth(10_000);
        connect();
        links.getFirst().write(Unpooled.wrappedBuffer(new byte[1_000_000]));
        net.run(TEN_SECONDS);
        assertThat(atBob.size()).isBetween(95_000, 100_000);
    }

    @Test
    void everyByteMayComeAlone() throws IOException {
        net.largestPortion(1);
        connect();
        links.getFirst().write(Unpooled.wrappedBuffer("hazel".getBytes(StandardCharsets.US_ASCII)));
        net.run(Duration.ofSeconds(1));
        assertThat(atBob.text()).isEqualTo("hazel");
    }

    @Test
    void datagramsAreLostInTheShareAskedFor() throws IOException {
        net.datagramLoss(0.5);
        var heard = new ArrayList<Integer>();
        var there = bob.datagrams().bind(bob.at(6346), (_, bytes) -> {
            heard.add(bytes.readableBytes());
            bytes.release();
        });
        var here = alice.datagrams().bind(alice.at(6346), (_, bytes) -> bytes.release());
        for (var i = 0; i < 1_000; i++) {
            here.send(there.local(), Unpooled.wrappedBuffer(new byte[3]));
        }
        net.run(Duration.ofSeconds(1));
        assertThat(heard).hasSizeBetween(430, 570);
    }

    @Test
    void theSameSeedRepeatsEverything() throws IOException {
        assertThat(story(42)).isEqualTo(story(42)).isNotEqualTo(story(43));
    }

    @Test
    void scopesApplyToVirtualAddresses() throws IOException {
        bob.listener().listen(bob.at(6346), Link::close);
        alice.network(AddressScope.LOOPBACK).dialer().dial(bob.at(6346), TEN_SECONDS, links::add, failures::add);
        net.run(TEN_SECONDS);
        assertThat(links).isEmpty();
        assertThat(failures).hasSize(1);
        alice.network(AddressScope.PUBLIC).dialer().dial(bob.at(6346), TEN_SECONDS, links::add, failures::add);
        net.run(TEN_SECONDS);
        assertThat(links).hasSize(1);
    }

    private static List<Long> story(long seed) throws IOException {
        var net = new VirtualNetwork(seed);
        var arrivals = new ArrayList<Long>();
        var bob = net.host("5.2.1.1");
        var there = bob.datagrams().bind(bob.at(6346), (_, bytes) -> {
            arrivals.add(net.time().nanos());
            bytes.release();
        });
        var alice = net.host("5.1.1.1");
        var here = alice.datagrams().bind(alice.at(6346), (_, bytes) -> bytes.release());
        for (var i = 0; i < 20; i++) {
            here.send(there.local(), Unpooled.wrappedBuffer(new byte[1]));
        }
        net.run(Duration.ofSeconds(1));
        return arrivals;
    }

    private void dial(String ip, int port) {
        alice.dialer().dial(new HostAddress(InetAddress.ofLiteral(ip), port), TEN_SECONDS, links::add, failures::add);
    }

    private void connect() throws IOException {
        bob.listener().listen(bob.at(6346), link -> link.handler(atBob));
        alice.dialer().dial(bob.at(6346), TEN_SECONDS, link -> {
            link.handler(atAlice);
            links.add(link);
        }, failures::add);
        net.run(Duration.ofSeconds(1));
        assertThat(links).hasSize(1);
    }
}
