package filbert.servent.topology;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.servent.Reachability.Family;
import filbert.servent.Reachability.SeenAt;
import filbert.servent.Reachability.Transport;
import filbert.servent.Reachability.Verdict;
import filbert.simulation.VirtualNetwork;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StandingTest {
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private final VirtualNetwork net = new VirtualNetwork(19);
    private final TopologySettings settings = TopologySettings.leaf(NetworkMode.PUBLIC, List.of());
    private final Standing standing = new Standing(Guid.ZERO, "Filbert/1.2", settings, AddressScope.PUBLIC, net.time());

    private void called(String from) {
        standing.called(InetAddress.ofLiteral(from));
    }

    @Test
    void nobodyHasReachedUsAtFirst() {
        assertThat(standing.reachable()).isFalse();
    }

    @ParameterizedTest // C-19
    @ValueSource(strings = {"6.1.1.1", "2a00:1:2:3::1"})
    void aCallFromAPublicAddressProvesThatWeAreReached(String from) {
        called(from);
        assertThat(standing.reachable()).isTrue();
    }

    @ParameterizedTest // C-19
    @ValueSource(strings = {"10.0.0.1", "172.16.0.1", "192.168.1.2", "169.254.1.1", "100.64.0.1", "127.0.0.1", "::1", "fe80::1", "fd00::1"})
    void aCallFromPrivateSpaceProvesNothing(String from) {
        called(from);
        assertThat(standing.reachable()).isFalse();
    }

    @Test // C-79
    void theProofLastsHalfAnHourAfterTheLastCall() {
        called("6.1.1.1");
        net.run(HALF_AN_HOUR.minusSeconds(1));
        assertThat(standing.reachable()).isTrue();
        called("6.1.1.1");
        net.run(HALF_AN_HOUR.minusSeconds(1));
        assertThat(standing.reachable()).isTrue();
        net.run(Duration.ofSeconds(1));
        assertThat(standing.reachable()).isFalse();
    }

    @Test // C-78
    void votesForOneFamilyLeaveTheOtherAlone() {
        var four = InetAddress.ofLiteral("5.1.1.1");
        var six = InetAddress.ofLiteral("2a00:1:2:3::1");
        for (var i = 1; i <= 3; i++) {
            standing.vote(InetAddress.ofLiteral("6." + i + ".1.1"), four);
            standing.vote(InetAddress.ofLiteral("2a01:" + i + "::1"), six);
        }
        assertThat(standing.seenAt()).extracting(SeenAt::believed).containsExactly(four, six);
        assertThat(standing.external()).map(HostAddress::ip).contains(four);
    }

    @Test // C-79
    void anotherAddressHasToBeProvedAnew() {
        var proofs = standing.proofs();
        called("6.1.1.1");
        proofs.proved(Transport.UDP, InetAddress.ofLiteral("6.1.1.1"));
        voteThrice("5.1.1.1");
        assertThat(standing.reachable()).as("the first name we are told changes nothing").isTrue();
        voteThrice("5.2.2.2");
        assertThat(standing.reachable()).isFalse();
        assertThat(proofs.stands(Transport.UDP)).isFalse();
    }

    @Test
    void handshakesSayWhetherWeAskAgainByOurselves() {
        assertThat(standing.introduction().requeries()).isFalse();
        standing.asksAgain(AskingAgain.BY_ITSELF);
        assertThat(standing.introduction().requeries()).isTrue();
        standing.asksAgain(AskingAgain.BY_PEOPLE);
        assertThat(standing.introduction().requeries()).isFalse();
        var always = new Standing(Guid.ZERO, "Filbert/1.2", settings.requerying(true), AddressScope.PUBLIC, net.time());
        always.asksAgain(AskingAgain.BY_PEOPLE);
        assertThat(always.introduction().requeries()).as("as the settings say").isTrue();
    }

    @Test
    void thePortOfTheRouterIsTheOneOthersAreTold() {
        standing.listening(HostAddress.of(0, 6346));
        voteThrice("5.1.1.1");
        standing.mapped(40_000);
        assertThat(standing.address()).hasToString("5.1.1.1:40000");
        assertThat(standing.external()).map(Object::toString).contains("5.1.1.1:40000");
        assertThat(standing.introduction().listenAddress()).map(Object::toString).contains("5.1.1.1:40000");
        assertThat(standing.isUs(standing.address())).isTrue();
        assertThat(standing.listening().port()).isEqualTo(6346);
        assertThat(standing.portFor(Family.IPV6)).isEqualTo(6346);
        standing.mapped(0);
        assertThat(standing.address()).hasToString("5.1.1.1:6346");
    }

    @Test
    void anotherPortHasToBeProvedAnewAndTheSameHasNot() {
        standing.listening(HostAddress.of(0, 6346));
        called("6.1.1.1");
        called("2a00:1:2:3::1");
        standing.mapped(6346);
        assertThat(standing.proofs().verdict(Transport.TCP, Family.IPV4)).isEqualTo(Verdict.REACHABLE);
        standing.mapped(40_000);
        assertThat(standing.proofs().verdict(Transport.TCP, Family.IPV4)).isEqualTo(Verdict.UNKNOWN);
        assertThat(standing.proofs().verdict(Transport.TCP, Family.IPV6)).isEqualTo(Verdict.REACHABLE);
    }

    private void voteThrice(String claim) {
        for (var i = 1; i <= 3; i++) {
            standing.vote(InetAddress.ofLiteral("7." + i + ".1.1"), InetAddress.ofLiteral(claim));
        }
    }
}
