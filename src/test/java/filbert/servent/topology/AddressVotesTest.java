package filbert.servent.topology;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.net.AddressScope;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

final class AddressVotesTest {
    private static final InetAddress OURS = InetAddress.ofLiteral("5.1.1.1");
    private static final InetAddress OTHER = InetAddress.ofLiteral("5.2.2.2");

    private final AddressVotes votes = new AddressVotes(AddressScope.PUBLIC);

    private void vote(String voter, InetAddress claim) {
        votes.vote(InetAddress.ofLiteral(voter), claim);
    }

    @Test // C-78
    void threeVotesOfDifferentRegionsMakeABelief() {
        vote("6.1.1.1", OURS);
        vote("6.2.1.1", OURS);
        assertThat(votes.believed()).isEmpty();
        assertThat(votes.likely()).contains(OURS);
        vote("6.3.1.1", OURS);
        assertThat(votes.believed()).contains(OURS);
    }

    @Test // C-78
    void votesOfOneRegionCountOnce() {
        for (var i = 0; i < 10; i++) {
            vote("6.1.1." + i, OURS);
            vote("2a00:1:2:3::" + i, OURS);
        }
        assertThat(votes.believed()).isEmpty();
    }

    @Test // C-78
    void aBeliefChangesOnlyByThreeInARow() {
        vote("6.1.1.1", OURS);
        vote("6.2.1.1", OURS);
        vote("6.3.1.1", OURS);
        vote("6.4.1.1", OTHER);
        vote("6.5.1.1", OTHER);
        vote("6.6.1.1", OURS);
        vote("6.7.1.1", OTHER);
        vote("6.8.1.1", OTHER);
        assertThat(votes.believed()).contains(OURS);
        vote("6.9.1.1", OTHER);
        assertThat(votes.believed()).contains(OTHER);
    }

    @Test // C-78
    void twoCandidatesResetEachOther() {
        vote("6.1.1.1", OURS);
        vote("6.2.1.1", OURS);
        vote("6.3.1.1", OTHER);
        vote("6.4.1.1", OURS);
        assertThat(votes.believed()).isEmpty();
    }

    @Test
    void aPrivateAddressIsNotBelieved() {
        var home = InetAddress.ofLiteral("192.168.1.7");
        vote("6.1.1.1", home);
        vote("6.2.1.1", home);
        vote("6.3.1.1", home);
        assertThat(votes.likely()).isEmpty();
    }
}
