package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.download.http.QueueTicket;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class FootingTest {
    private static final String ID = "0123456789ABCDEF0123456789ABCDEF";

    private final Footing footing = new Footing(5);

    private static Place place(String id, int position, long earliest) {
        return new Place(Optional.of(id), position, OptionalInt.empty(), OptionalLong.empty(), earliest, earliest + 10, earliest + 20);
    }

    @Test
    void aPlaceKeepsUsFromAskingTooEarlyAndIsLostInTheEnd() {
        assertThat(footing.waits()).isFalse();
        footing.takes(place(ID, 3, 100));
        assertThat(footing.notBefore()).isEqualTo(100);
        assertThat(footing.inLine(119)).isPresent();
        assertThat(footing.inLine(120)).isEmpty();
        assertThat(footing.ticket()).contains(new QueueTicket(ID, 3));
    }

    @Test
    void whatCallsTheSlotOutlivesTheWait() {
        footing.takes(place(ID, 3, 100));
        assertThat(footing.served(Optional.empty(), 50)).as("nothing new").isFalse();
        assertThat(footing.parqId()).contains(ID);
        assertThat(footing.waits()).isFalse();
        assertThat(footing.notBefore()).isEqualTo(50);
    }

    @Test
    void twoChangePlaces() {
        var other = new Footing(7);
        footing.takes(place(ID, 3, 100));
        footing.exchange(other);
        assertThat(other.parqId()).contains(ID);
        assertThat(other.notBefore()).isEqualTo(100);
        assertThat(footing.place()).isNull();
    }

    @Test
    void onlyASoonerTurnIsAGain() {
        assertThat(footing.wouldGainBy(place(ID, 1, 0))).as("waits nowhere").isFalse();
        footing.takes(place(ID, 3, 100));
        assertThat(footing.wouldGainBy(place("OTHER", 2, 0))).isTrue();
        assertThat(footing.wouldGainBy(place("OTHER", 3, 0))).isFalse();
    }

    @Test
    void whoIsThrownOutHasNoPlaceAndWaits() {
        footing.takes(place(ID, 3, 100));
        footing.thrownOut(900);
        assertThat(footing.place()).isNull();
        assertThat(footing.notBefore()).isEqualTo(900);
        footing.called(30);
        assertThat(footing.notBefore()).as("it calls by itself").isEqualTo(30);
    }
}
