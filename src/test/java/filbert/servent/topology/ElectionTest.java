package filbert.servent.topology;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.servent.Reachability.Role.Missing;
import filbert.servent.Reachability.Role.Why;
import filbert.servent.Reachability.Transport;
import filbert.servent.reachability.Proofs;
import filbert.simulation.VirtualNetwork;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** C-43: the role changes only by 1-connect, 3.9. */
final class ElectionTest {
    private static final InetAddress PEER = InetAddress.ofLiteral("6.1.1.1");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final VirtualNetwork net = new VirtualNetwork(5);
    private final Proofs proofs = new Proofs(net.time());
    private final Weak machine = new Weak();
    private final Election election = of(RoleChoice.AUTO);
    private boolean callers = true;
    private int leaves = 1;

    private static final class Weak implements Machine {
        boolean memory = true;
        boolean descriptors = true;
        boolean bandwidth = true;

        @Override
        public boolean hasMemoryFor(int leaves) {
            return memory;
        }

        @Override
        public boolean hasDescriptorsFor(int links) {
            return descriptors;
        }

        @Override
        public boolean hasBandwidth() {
            return bandwidth;
        }
    }

    private Election of(RoleChoice choice) {
        return new Election(net.time(), new TopologySettings(NetworkMode.PUBLIC, choice, List.of(), 32, 100), proofs, machine);
    }

    /** Minute by minute, being called in each. @return the role at the end */
    private boolean after(Duration span) {
        var ultrapeer = false;
        for (var left = span; left.isPositive(); left = left.minus(MINUTE)) {
            if (callers) {
                proofs.proved(Transport.TCP, PEER);
                proofs.proved(Transport.UDP, PEER);
            }
            net.run(MINUTE);
            ultrapeer = election.look(leaves);
        }
        return ultrapeer;
    }

    private List<Missing> missing() {
        return election.view(net.instants().instant(), leaves).missing();
    }

    @Test
    void aReachableLeafIsElectedAfterAnHour() {
        assertThat(after(Duration.ofMinutes(59))).isFalse();
        assertThat(missing()).containsExactly(Missing.UPTIME);
        assertThat(election.view(net.instants().instant(), 0).next()).isEqualTo(net.instants().instant().plus(MINUTE));
        assertThat(after(MINUTE)).isTrue();
        assertThat(election.view(net.instants().instant(), 0).why()).isEqualTo(Why.QUALIFIED);
    }

    @Test
    void whoIsNotReachedIsNotElectedAndIsToldWhatIsMissing() {
        callers = false;
        assertThat(after(Duration.ofHours(3))).isFalse();
        assertThat(missing()).containsExactly(Missing.TCP_UNKNOWN, Missing.UDP_UNKNOWN);
        proofs.proved(Transport.TCP, PEER);
        assertThat(after(MINUTE)).isFalse();
        assertThat(missing()).containsExactly(Missing.UDP_UNKNOWN);
    }

    @Test
    void aWayOfOneFamilyAndAnotherOfTheOtherAreNotEnough() {
        callers = false;
        net.run(Duration.ofHours(2));
        proofs.proved(Transport.TCP, PEER);
        proofs.proved(Transport.UDP, InetAddress.ofLiteral("2a00::1"));
        assertThat(election.look(0)).isFalse();
        proofs.proved(Transport.TCP, InetAddress.ofLiteral("2a00::1"));
        assertThat(election.look(0)).isTrue();
    }

    @Test
    void aWeakMachineIsNotElected() {
        machine.memory = false;
        machine.descriptors = false;
        machine.bandwidth = false;
        assertThat(after(Duration.ofHours(2))).isFalse();
        assertThat(missing()).containsExactly(Missing.MEMORY, Missing.DESCRIPTORS, Missing.BANDWIDTH);
    }

    @Test
    void whatIsMissingLaterEndsATermAfterHalfAnHourAtTheEarliest() {
        after(Duration.ofHours(1));
        machine.bandwidth = false;
        assertThat(after(Duration.ofMinutes(29))).isTrue();
        assertThat(after(MINUTE)).isFalse();
    }

    @Test
    void aTermWithoutLeavesEndsAfterAnHour() {
        leaves = 0;
        assertThat(after(Duration.ofHours(1).plusMinutes(59))).isTrue();
        assertThat(after(MINUTE)).isFalse();
    }

    @Test
    void aLeafThatCameKeepsTheTermForAnotherHour() {
        after(Duration.ofMinutes(100));
        leaves = 0;
        assertThat(after(Duration.ofMinutes(59))).isTrue();
        assertThat(after(MINUTE)).isFalse();
    }

    @Test
    void eachReturnDoublesTheWaitForTheNextTerm() {
        after(Duration.ofHours(1));
        leaves = 0;
        after(Duration.ofHours(1));
        assertThat(election.view(net.instants().instant(), 0).why()).isEqualTo(Why.WAITING);
        assertThat(after(Duration.ofMinutes(29))).isFalse();
        assertThat(after(MINUTE)).isTrue();
        assertThat(after(Duration.ofHours(1))).isFalse();
        assertThat(after(Duration.ofMinutes(59))).isFalse();
        assertThat(after(MINUTE)).isTrue();
    }

    @Test
    void aWayThatWorkedIsTrustedForAnHourWhenThereIsNobodyToAsk() {
        after(Duration.ofHours(1));
        callers = false;
        assertThat(after(Duration.ofMinutes(58))).isTrue();
        assertThat(missing()).containsExactly(Missing.TCP_UNKNOWN, Missing.UDP_UNKNOWN);
        assertThat(after(Duration.ofMinutes(2))).isFalse();
    }

    @Test
    void aRoleAPersonChoseStays() {
        var leaf = of(RoleChoice.LEAF);
        var ultrapeer = of(RoleChoice.ULTRAPEER);
        callers = false;
        net.run(Duration.ofHours(5));
        assertThat(ultrapeer.look(0)).isTrue();
        proofs.proved(Transport.TCP, PEER);
        proofs.proved(Transport.UDP, PEER);
        assertThat(leaf.look(0)).isFalse();
        assertThat(leaf.view(net.instants().instant(), 0).why()).isEqualTo(Why.CHOSEN);
    }
}
