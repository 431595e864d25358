package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.search.Source;
import filbert.sharing.download.disk.Span;
import filbert.sharing.download.disk.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class SegmentsTest {
    private static final long UNIT = Segments.UNIT;
    private static final Candidate NOBODY = candidate(1);

    private static Candidate candidate(int number) {
        var address = HostAddress.of(new byte[] {5, 1, 1, (byte) number}, 6346);
        return new Candidate(new Source(address, Guid.ZERO, 7, "hazel.ogg", "PEER", 0, false, false, List.of()), 0);
    }

    @Test
    void claimsEndAtUnits() {
        var segments = new Segments(10 * UNIT + 5, new Spans());
        assertThat(segments.claim(1, null, NOBODY).orElseThrow().span()).isEqualTo(new Span(0, UNIT));
        assertThat(segments.claim(UNIT + 1, null, NOBODY).orElseThrow().span()).isEqualTo(new Span(UNIT, 3 * UNIT));
        assertThat(segments.claim(100 * UNIT, null, NOBODY).orElseThrow().span()).isEqualTo(new Span(3 * UNIT, 10 * UNIT + 5));
        assertThat(segments.claim(1, null, NOBODY)).isEmpty();
    }

    @Test
    void aTreesSlicesAreUnits() {
        var segments = new Segments(10 * UNIT, new Spans());
        segments.align(4 * UNIT);
        assertThat(segments.claim(1, null, NOBODY).orElseThrow().span()).isEqualTo(new Span(0, 4 * UNIT));
    }

    @Test
    void whatSomebodyReadsIsClaimedFirstThenWhatIsBehindIt() {
        var segments = new Segments(10 * UNIT, new Spans());
        segments.wanted(List.of(new Span(4 * UNIT + 9, 5 * UNIT + 9), new Span(8 * UNIT, 8 * UNIT + 1)));
        assertThat(segments.claim(1, null, NOBODY).orElseThrow().span()).isEqualTo(new Span(4 * UNIT, 5 * UNIT));
        assertThat(segments.claim(9 * UNIT, null, NOBODY).orElseThrow().span()).isEqualTo(new Span(5 * UNIT, 6 * UNIT));
        assertThat(segments.claim(1, null, NOBODY).orElseThrow().span()).isEqualTo(new Span(8 * UNIT, 9 * UNIT));
        assertThat(segments.claim(9 * UNIT, null, NOBODY).orElseThrow().span()).isEqualTo(new Span(6 * UNIT, 8 * UNIT));
        assertThat(segments.claim(1, null, NOBODY).orElseThrow().span()).isEqualTo(new Span(9 * UNIT, 10 * UNIT));
        assertThat(segments.claim(9 * UNIT, null, NOBODY).orElseThrow().span()).isEqualTo(new Span(0, 4 * UNIT));
        assertThat(segments.claim(1, null, NOBODY)).isEmpty();
    }

    @Test
    void whatASourceLacksOfTheWantedIsNotWaitedFor() {
        var segments = new Segments(10 * UNIT, new Spans());
        segments.wanted(List.of(new Span(4 * UNIT, 5 * UNIT)));
        assertThat(segments.claim(1, Spans.of(List.of(new Span(UNIT, 2 * UNIT))), NOBODY).orElseThrow().span()).isEqualTo(new Span(UNIT, 2 * UNIT));
    }

    @Test
    void whatArrivedIsNotClaimedAgain() {
        var segments = new Segments(4 * UNIT, Spans.of(List.of(new Span(0, UNIT + 7))));
        var claim = segments.claim(1, null, NOBODY).orElseThrow();
        assertThat(claim.span()).isEqualTo(new Span(UNIT + 7, 2 * UNIT));
        segments.arrived(new Span(UNIT + 7, UNIT + 100));
        segments.release(claim, NOBODY);
        assertThat(segments.claim(1, null, NOBODY).orElseThrow().span().from()).isEqualTo(UNIT + 100);
    }

    @Test
    void aNarrowedClaimFreesTheRest() {
        var segments = new Segments(4 * UNIT, new Spans());
        var claim = segments.claim(4 * UNIT, null, NOBODY).orElseThrow();
        segments.narrow(claim, new Span(UNIT, UNIT + 10));
        assertThat(segments.free()).isEqualTo(4 * UNIT - 10);
        assertThat(segments.claim(1, null, NOBODY).orElseThrow().span()).isEqualTo(new Span(0, UNIT));
    }

    @Test
    void aPartialSourceIsAskedForWhatItHas() {
        var segments = new Segments(4 * UNIT, new Spans());
        var has = Spans.of(List.of(new Span(UNIT + 5, UNIT + 50)));
        assertThat(segments.offers(has)).isTrue();
        assertThat(segments.claim(UNIT, has, NOBODY).orElseThrow().span()).isEqualTo(new Span(UNIT + 5, UNIT + 50));
        assertThat(segments.offers(has)).isFalse();
        assertThat(segments.claim(UNIT, has, NOBODY)).isEmpty();
        assertThat(segments.offers(null)).isTrue();
    }

    @Test
    void wrongBytesAreFreeAgain() {
        var segments = new Segments(2 * UNIT, Spans.of(List.of(new Span(0, 2 * UNIT))));
        assertThat(segments.complete()).isTrue();
        segments.missing(new Span(UNIT, 2 * UNIT));
        assertThat(segments.complete()).isFalse();
        assertThat(segments.claim(1, null, NOBODY).orElseThrow().span()).isEqualTo(new Span(UNIT, 2 * UNIT));
    }

    /** Whatever sources take, bring, cut short and give back: no byte belongs to two, and in the end all arrive. */
    @Test
    @DisplayName("T-43")
    void noTwoClaimsEverShareAByte() {
        for (var seed = 0; seed < 50; seed++) {
            var random = new Random(seed);
            var size = 1 + random.nextInt(3_000_000);
            var segments = new Segments(size, new Spans());
            var claims = new ArrayList<Segments.Claim>();
            for (var step = 0; !segments.complete(); step++) {
                assertThat(step).isLessThan(10_000);
                if (claims.size() < 5 && random.nextBoolean()) {
                    segments.claim(random.nextInt(1_000_000), null, NOBODY).ifPresent(claims::add);
                    assertDisjoint(claims);
                } else if (!claims.isEmpty()) {
                    bringSome(segments, claims.remove(random.nextInt(claims.size())), random);
                }
            }
        }
    }

    private static void bringSome(Segments segments, Segments.Claim claim, Random random) {
        if (random.nextInt(4) == 0 && claim.span().length() > 10) {
            var from = claim.span().from() + random.nextLong(claim.span().length() / 2);
            segments.narrow(claim, new Span(from, claim.span().to()));
        }
        var brought = random.nextLong(claim.span().length() + 1);
        if (brought > 0) {
            segments.arrived(new Span(claim.span().from(), claim.span().from() + brought));
        }
        segments.release(claim, NOBODY);
    }

    private static void assertDisjoint(List<Segments.Claim> claims) {
        var all = new Spans();
        long sum = 0;
        for (var claim : claims) {
            all.add(claim.span());
            sum += claim.span().length();
        }
        assertThat(all.total()).isEqualTo(sum);
    }
}
