package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.search.Source;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("T-32")
final class PlacesTest {
    private final Places places = new Places();

    private static Candidate candidate(int number) {
        var source = new Source(HostAddress.of(0x05010000 + number, 6346), Guid.ZERO, 0, "", "", 0, false, false, List.of());
        return new Candidate(source, 0);
    }

    private static String id(int number) {
        return "%032X".formatted(number);
    }

    private Candidate named(Candidate candidate, int number) {
        candidate.footing().served(Optional.of(id(number)), 0);
        places.keep(null, candidate);
        return candidate;
    }

    private Optional<Candidate> holder(int number) {
        return places.holder(id(number)).map(Places.Holder::candidate);
    }

    @Test
    void aPlaceIsFoundByItsNameInAnyCase() {
        var one = named(candidate(1), 0xABC);
        assertThat(places.holder(id(0xABC).toLowerCase(java.util.Locale.ROOT)).map(Places.Holder::candidate)).contains(one);
        assertThat(holder(0xABD)).isEmpty();
    }

    @Test
    void aNewNameReplacesTheOld() {
        var one = candidate(1);
        for (var number = 0; number < 100; number++) {
            named(one, number);
        }
        assertThat(holder(98)).isEmpty();
        assertThat(holder(99)).contains(one);
        assertThat(places.size()).isOne();
    }

    @Test
    void aNameGivenTwiceIsTheLatestOnes() {
        named(candidate(1), 7);
        var second = named(candidate(2), 7);
        assertThat(holder(7)).contains(second);
        assertThat(places.size()).isOne();
    }

    @Test
    void whoLostItsPlaceIsNotFound() {
        var one = named(candidate(1), 7);
        one.drop(Grounds.of(Grounds.Kind.MISSING, 404));
        assertThat(holder(7)).isEmpty();
        assertThat(places.size()).isZero();
    }

    @Test
    void neverMoreThanTheCeilingAreRemembered() {
        for (var number = 0; number < Places.MAX_KNOWN + 10; number++) {
            named(candidate(number), number);
        }
        assertThat(places.size()).isEqualTo(Places.MAX_KNOWN);
        assertThat(holder(9)).isEmpty();
        assertThat(holder(10)).isPresent();
    }
}
