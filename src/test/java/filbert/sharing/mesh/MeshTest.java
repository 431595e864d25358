package filbert.sharing.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.net.AddressScope;
import filbert.simulation.VirtualNetwork;
import filbert.wire.header.HeaderBlock;
import filbert.wire.header.PushEndpoint;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MeshTest {
    private static final Sha1 HAZEL = Sha1.of(new byte[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
    private static final InetAddress READER = InetAddress.ofLiteral("5.9.9.9");
    private static final String PUSHED = "9DBC52EEEBCA2C8A79036D626B959900";
    private final VirtualNetwork net = new VirtualNetwork(3);
    private final Mesh mesh = new Mesh(net.time(), AddressScope.PUBLIC, () -> Optional.of(host("5.1.1.1:4000")));

    private static HostAddress host(String text) {
        return HostAddress.parse(text).orElseThrow();
    }

    private static InetAddress ip(String text) {
        return InetAddress.ofLiteral(text);
    }

    private List<HostAddress> good() {
        return mesh.good(HAZEL, 0, READER, 100);
    }

    private static HeaderBlock headers(String... namesAndValues) {
        var block = HeaderBlock.of("GET / HTTP/1.1");
        for (var i = 0; i < namesAndValues.length; i += 2) {
            block = block.with(namesAndValues[i], namesAndValues[i + 1]);
        }
        return block;
    }

    @Test
    void theBannedAndTheHostileAreNoSources() {
        var wary = new Mesh(net.time(), AddressScope.PUBLIC, Optional::empty, ip("5.2.1.1")::equals);
        assertThat(wary.hear(HAZEL, List.of(host("5.2.1.1:6400"), host("5.2.1.2:6400")), ip("5.3.1.1"))).containsExactly(host("5.2.1.2:6400"));
    }

    @Test
    @DisplayName("T-38 hearsay is tried and passed on to nobody before it has proved itself")
    void hearsayStaysHearsay() {
        assertThat(mesh.hear(HAZEL, List.of(host("5.2.1.1:6400")), ip("5.3.1.1"))).containsExactly(host("5.2.1.1:6400"));
        assertThat(good()).isEmpty();
        mesh.good(HAZEL, host("5.2.1.1:6400"));
        assertThat(good()).containsExactly(host("5.2.1.1:6400"));
    }

    @Test
    @DisplayName("T-38 what others call bad is gone when three networks say so, and not before")
    void threeNetworksMakeItBad() {
        var victim = host("5.2.1.1:6400");
        mesh.good(HAZEL, victim);
        mesh.denied(HAZEL, List.of(victim), ip("5.3.1.1"));
        mesh.denied(HAZEL, List.of(victim), ip("5.3.2.2")); // the same network again
        mesh.denied(HAZEL, List.of(victim), ip("5.4.1.1"));
        assertThat(good()).containsExactly(victim);
        mesh.denied(HAZEL, List.of(victim), ip("5.5.1.1"));
        assertThat(good()).isEmpty();
    }

    @Test
    void whatFailedFirstHandIsGoneAtOnceAndNobodyTalksUsIntoItAgain() { // T-40
        var liar = host("5.2.1.1:6400");
        mesh.good(HAZEL, liar);
        mesh.bad(HAZEL, liar);
        assertThat(good()).isEmpty();
        assertThat(mesh.failed(HAZEL, 0, 10)).containsExactly(liar);
        assertThat(mesh.hear(HAZEL, List.of(liar), ip("5.3.1.1"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.1.1:6400", "127.0.0.1:6400", "192.168.1.1:6400", "224.1.1.1:6400", "5.2.1.1:80", "5.2.1.1:1023", "5.1.1.1:4000"})
    @DisplayName("T-36 private, loopback, own and low-port entries are dropped")
    void whatIsNoHostOfThePublicNetworkIsDropped(String text) {
        assertThat(mesh.hear(HAZEL, List.of(host(text)), ip("5.3.1.1"))).isEmpty();
        mesh.good(HAZEL, host(text));
        assertThat(good()).isEmpty();
    }

    @Test
    void onePeerNamesTwentyNewHostsInTenMinutes() {
        var many = IntStream.range(0, 50).mapToObj(i -> host("5.2." + i + ".1:6400")).toList();
        assertThat(mesh.hear(HAZEL, many, ip("5.3.1.1"))).hasSize(Newcomers.MOST);
        assertThat(mesh.hear(HAZEL, many.subList(0, 30), ip("5.3.1.2"))).as("another peer").hasSize(10);
        net.run(Newcomers.WINDOW);
        assertThat(mesh.hear(HAZEL, many, ip("5.3.1.1"))).as("later").hasSize(20);
    }

    @Test
    void oneNeighbourhoodHasThreePlaces() {
        var near = IntStream.range(1, 10).mapToObj(i -> host("5.2.1." + i + ":6400")).toList();
        assertThat(mesh.hear(HAZEL, near, ip("5.3.1.1"))).hasSize(Mesh.MOST_OF_A_NEIGHBOURHOOD);
    }

    @Test
    void aFileHasSoManyHostsAndHearsayMakesRoomForTheGood() {
        for (var i = 0; i < 2 * Mesh.MOST_HOSTS; i++) {
            mesh.hear(HAZEL, List.of(host("5.2." + i % 250 + "." + (1 + i / 250) + ":6400")), ip("5.3." + i % 250 + ".1"));
        }
        assertThat(mesh.known(HAZEL)).isEqualTo(Mesh.MOST_HOSTS);
        mesh.good(HAZEL, host("5.4.1.1:6400"));
        assertThat(mesh.known(HAZEL)).isEqualTo(Mesh.MOST_HOSTS);
        assertThat(good()).containsExactly(host("5.4.1.1:6400"));
    }

    @Test
    void everythingIsForgottenAfterTwelveHours() {
        mesh.good(HAZEL, host("5.2.1.1:6400"));
        net.run(Mesh.LIFE.minus(Duration.ofMinutes(1)));
        assertThat(good()).hasSize(1);
        net.run(Duration.ofMinutes(1));
        assertThat(good()).isEmpty();
    }

    @Test
    void soManyFilesAreKept() {
        for (var i = 0; i < Mesh.MOST_FILES + 100; i++) {
            var bytes = new byte[20];
            bytes[0] = (byte) i;
            bytes[1] = (byte) (i >> 8);
            bytes[19] = 9;
            mesh.good(Sha1.of(bytes), host("5.2.1.1:6400"));
            mesh.known(HAZEL);
        }
        mesh.good(HAZEL, host("5.2.1.1:6400"));
        assertThat(good()).hasSize(1);
        var first = new byte[20];
        first[19] = 9;
        assertThat(mesh.known(Sha1.of(first))).as("the one longest unused").isZero();
    }

    @Test
    void aConnectionIsToldEachHostOnceAndNeverOfItself() {
        var conversation = new Alternatives(mesh, READER);
        mesh.good(HAZEL, host("5.2.1.1:6400"));
        mesh.good(HAZEL, host("5.9.9.9:6400"));
        assertThat(conversation.tell(HAZEL, headers()).get("X-Alt")).contains("5.2.1.1:6400");
        assertThat(conversation.tell(HAZEL, headers()).get("X-Alt")).isEmpty();
        mesh.good(HAZEL, host("5.2.2.1:6401"));
        mesh.bad(HAZEL, host("5.2.1.1:6400"));
        var news = conversation.tell(HAZEL, headers());
        assertThat(news.get("X-Alt")).contains("5.2.2.1:6401");
        assertThat(news.get("X-NAlt")).contains("5.2.1.1:6400");
    }

    @Test
    void whoSpeaksOfItselfIsBelieved() {
        var conversation = new Alternatives(mesh, ip("5.3.1.1"));
        conversation.heard(HAZEL, headers("X-Alt", "5.3.1.1:6400, 5.4.1.1:6401", "X-Node", "5.3.1.1:6400"));
        assertThat(good()).containsExactly(host("5.3.1.1:6400"));
    }

    @Test
    void whoPretendsToBeAnotherIsNot() {
        var conversation = new Alternatives(mesh, ip("5.3.1.1"));
        conversation.heard(HAZEL, headers("X-Alt", "5.4.1.1:6401", "X-Node", "5.4.1.1:6401"));
        assertThat(good()).isEmpty();
    }

    @Test
    @DisplayName("T-38 whoever speaks of itself takes three places for its neighbourhood, and nobody's who has proved itself")
    void whoSpeaksOfItselfPushesNobodyOut() {
        for (var i = 0; i < Mesh.MOST_HOSTS; i++) {
            mesh.good(HAZEL, host("5.2." + i + ".1:6400"));
        }
        var greedy = new Alternatives(mesh, ip("5.3.1.1"));
        for (var port = 7_000; port < 7_050; port++) {
            greedy.heard(HAZEL, headers("X-Alt", "5.3.1.1:" + port, "X-Node", "5.3.1.1:" + port));
        }
        assertThat(good()).hasSize(100).noneMatch(host -> host.ip().equals(ip("5.3.1.1")));
    }

    @Test
    @DisplayName("T-38 one neighbourhood that speaks of itself has three places")
    void whoSpeaksOfItselfHasThreePlaces() {
        var greedy = new Alternatives(mesh, ip("5.3.1.1"));
        for (var port = 7_000; port < 7_050; port++) {
            greedy.heard(HAZEL, headers("X-Alt", "5.3.1.1:" + port, "X-Node", "5.3.1.1:" + port));
        }
        assertThat(good()).hasSize(Mesh.MOST_OF_A_NEIGHBOURHOOD);
    }

    @Test
    @DisplayName("T-38 who says how it can be pushed names its own address, and few servents in ten minutes")
    void whoSpeaksOfItselfAsPushedSpeaksForOneServent() {
        var elsewhere = new Alternatives(mesh, ip("5.3.1.1"));
        elsewhere.heard(HAZEL, headers("X-Falt", PUSHED, "X-FW-Node-Info", PUSHED + ";26252:5.4.1.1;5.6.1.1:1085"));
        assertThat(mesh.goodPushed(HAZEL, 0, 10)).extracting(PushEndpoint::text).as("another's address").containsExactly(PUSHED + ";5.6.1.1:1085");
        var greedy = new Alternatives(mesh, ip("5.3.1.2"));
        for (var i = 0; i < 60; i++) {
            var servent = String.format("%032X", 0x1000 + i);
            greedy.heard(HAZEL, headers("X-Falt", servent, "X-FW-Node-Info", servent + ";26252:5.3.1.2"));
        }
        assertThat(mesh.goodPushed(HAZEL, 0, 100)).hasSize(1 + Newcomers.MOST);
    }

    @Test
    void theOldHeadersAreReadAndThoseOfOtherFilesLeftOut() {
        var other = Sha1.of(new byte[] {2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
        var old = "http://5.2.1.1:6400/uri-res/N2R?urn:sha1:" + HAZEL.base32() + " 2026-01-01T10:00:00Z, http://5.2.2.1/uri-res/N2R?urn:sha1:" + HAZEL.base32()
                + ",http://5.2.3.1:6400/uri-res/N2R?urn:sha1:" + other.base32() + ", nonsense";
        var heard = new Alternatives(mesh, ip("5.3.1.1")).heard(HAZEL, headers("X-Gnutella-Alternate-Location", old));
        assertThat(heard.hosts()).containsExactly(host("5.2.1.1:6400"), host("5.2.2.1:6346"));
    }

    @Test
    @DisplayName("T-39 X-Falt is told only to who reads it; its GUID is hex, the own address reversed, private proxies left out")
    void thoseThatMustBePushedAreToldToWhoReadsIt() {
        var firewalled = new Alternatives(mesh, ip("5.3.1.1"));
        var itself = PUSHED + ";26252:5.3.1.1;10.0.0.1:7000;5.6.1.1:1085";
        firewalled.heard(HAZEL, headers("X-Falt", PUSHED, "X-FW-Node-Info", itself));
        var knows = new Alternatives(mesh, READER);
        knows.heard(HAZEL, headers("X-Features", "queue/0.1, fwalt/0.1"));
        assertThat(knows.tell(HAZEL, headers()).get("X-Falt")).contains(PUSHED + ";26252:5.3.1.1;5.6.1.1:1085");
        assertThat(knows.tell(HAZEL, headers()).get("X-Falt")).as("once").isEmpty();
        var other = new Alternatives(mesh, ip("5.8.1.1"));
        other.heard(HAZEL, headers("X-Features", "queue/0.1"));
        assertThat(other.tell(HAZEL, headers()).get("X-Falt")).isEmpty();
    }

    @Test
    @DisplayName("T-38 hearsay of those that must be pushed stays hearsay, too")
    void pushedHearsayStaysHearsay() {
        var gossip = new Alternatives(mesh, ip("5.3.1.1"));
        var news = gossip.heard(HAZEL, headers("X-Falt", PUSHED + ";5.6.1.1:1085, nonsense, 10;5.6.1.1:1", "X-Features", "fwalt/0.1"));
        assertThat(news.pushed()).hasSize(1).allSatisfy(each -> assertThat(each.proxies()).containsExactly(host("5.6.1.1:1085")));
        assertThat(gossip.tell(HAZEL, headers()).get("X-Falt")).isEmpty();
        mesh.goodPushed(HAZEL, news.pushed().getFirst());
        assertThat(gossip.tell(HAZEL, headers()).get("X-Falt")).contains(PUSHED + ";5.6.1.1:1085");
        mesh.badPushed(HAZEL, news.pushed().getFirst().servent());
        assertThat(mesh.goodPushed(HAZEL, 0, 10)).isEmpty();
    }
}
