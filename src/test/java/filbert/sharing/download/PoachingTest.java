package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.search.Source;
import filbert.sharing.download.disk.Span;
import filbert.sharing.download.disk.Spans;
import filbert.sharing.download.http.ByteRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class PoachingTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long UNIT = Segments.UNIT;

    private final Segments segments = new Segments(8 * UNIT, new Spans());
    private final Candidate slow = candidate(1);
    private final Candidate idle = candidate(2);

    private static Candidate candidate(int number) {
        var address = HostAddress.of(new byte[] {5, 1, 1, (byte) number}, 6346);
        return new Candidate(new Source(address, Guid.ZERO, 7, "hazel.ogg", "PEER", 0, false, false, List.of()), 0);
    }

    /** It was asked at zero and has brought so many bytes a second for ten seconds. */
    private Segments.Claim heldBy(Candidate candidate, int bytesPerSecond) {
        var claim = segments.claim(8 * UNIT, null, candidate).orElseThrow();
        candidate.pace().asked(0);
        for (var second = 1; second <= 10 && bytesPerSecond > 0; second++) {
            claim.course().take(claim.rest().orElseThrow().from(), bytesPerSecond);
            candidate.pace().brought(second * SECOND, bytesPerSecond);
        }
        return claim;
    }

    private static void brought(Candidate candidate, int bytesPerSecond) {
        candidate.pace().asked(0);
        candidate.pace().brought(SECOND, bytesPerSecond);
        candidate.pace().ended(SECOND);
    }

    private Task.Range taken() {
        return Poaching.take(segments, idle, 10 * SECOND).orElseThrow();
    }

    private void assertNothing() {
        assertThat(Poaching.offers(segments, idle, 10 * SECOND)).isFalse();
        assertThat(Poaching.take(segments, idle, 10 * SECOND)).isEmpty();
    }

    @Test
    void bothAreToEndAtTheSameTime() {
        var claim = heldBy(slow, 10_000);
        brought(idle, 90_000);
        var task = taken();
        assertThat(task.span().to()).isEqualTo(8 * UNIT);
        assertThat(task.span().from()).isEqualTo(UNIT); // a tenth, down to the end of a unit
        assertThat(claim.rest()).contains(new Span(100_000, UNIT));
        assertThat(task.claim()).isNotSameAs(claim);
    }

    @Test
    void whoIsLessThanTwiceAsFastTakesNothing() {
        heldBy(slow, 20_000);
        brought(idle, 39_000);
        assertNothing();
    }

    @Test
    void whatEndsSoonAnywayIsLeftAlone() {
        heldBy(slow, 190_000);
        brought(idle, 5_000_000);
        assertNothing();
    }

    @Test
    void aReplyJustBegunIsLeftAlone() {
        segments.claim(8 * UNIT, null, slow);
        slow.pace().asked(8 * SECOND);
        brought(idle, 1_000_000);
        assertNothing();
    }

    @Test
    void aStrangerTakesHalfOfWhatWouldTakeHalfAMinute() {
        heldBy(slow, 20_000);
        assertThat(taken().span()).isEqualTo(new Span(4 * UNIT, 8 * UNIT));
    }

    @Test
    void aStrangerTakesNothingOfWhatIsQuicker() {
        heldBy(slow, 80_000);
        assertNothing();
    }

    @Test
    void itsOwnIsNotTaken() {
        heldBy(idle, 10_000);
        assertNothing();
    }

    @Test
    @DisplayName("3-transfer, 3.8.2: never if partial")
    void aPartialSourceTakesOverNothingEvenWhatItHas() {
        heldBy(slow, 10_000);
        brought(idle, 90_000);
        idle.wares().has(List.of(new ByteRange(0, 5 * UNIT)), 8 * UNIT, 100 * SECOND);
        assertNothing();
        idle.wares().has(List.of(new ByteRange(0, 8 * UNIT - 1)), 8 * UNIT, 100 * SECOND);
        assertNothing();
        idle.wares().hasEverything();
        assertThat(taken().span().to()).isEqualTo(8 * UNIT);
    }

    @Test
    void tooLittleToDivideIsAskedTwiceButNoMore() {
        var claim = segments.claim(8 * UNIT, null, slow).orElseThrow();
        claim.course().take(0, (int) (8 * UNIT - 100_000));
        slow.pace().asked(0);
        var task = taken();
        assertThat(task.claim()).isSameAs(claim);
        assertThat(task.span()).isEqualTo(new Span(8 * UNIT - 100_000, 8 * UNIT));
        assertThat(Poaching.take(segments, candidate(3), 10 * SECOND)).isEmpty();
    }

    @Test
    void whatTwoAreAskedForIsTakenOnceFromWhoeverIsFirst() {
        var claim = segments.claim(UNIT, null, slow).orElseThrow();
        segments.join(claim, idle);
        var course = claim.course();
        assertThat(course.take(0, 1_000)).contains(new Span(0, 1_000));
        assertThat(course.take(0, 400)).isEmpty();
        assertThat(course.take(400, 1_000)).contains(new Span(1_000, 1_400));
        assertThat(course.take(1_000, (int) UNIT)).contains(new Span(1_400, UNIT));
        assertThat(course.rest()).isEmpty();
        segments.release(claim, slow);
        assertThat(segments.claimed()).isTrue();
        segments.release(claim, idle);
        assertThat(segments.claimed()).isFalse();
    }

    /** Whoever takes what over from whom, whatever arrives when, from replies of any length: every byte is brought exactly once. */
    @Test
    @DisplayName("T-43 no byte is brought twice, however often it is taken over")
    void everyByteIsBroughtOnce() {
        for (var seed = 0; seed < 200; seed++) {
            new Race(new Random(seed)).run();
        }
    }

    /** Four sources that read at random speeds, hang up at random, and take over from each other at random times. */
    private static final class Race {
        private final Random random;
        private final long size;
        private final Segments parts;
        private final List<Reader> readers = new ArrayList<>();
        private final long[] brought = new long[1];

        private record Reader(Candidate by, Segments.Claim claim, long[] at, long to) {}

        Race(Random random) {
            this.random = random;
            size = 1 + random.nextInt(4_000_000);
            parts = new Segments(size, new Spans());
        }

        void run() {
            var candidates = List.of(candidate(1), candidate(2), candidate(3), candidate(4));
            var arrived = new Spans();
            for (var second = 1L; !parts.complete(); second++) {
                assertThat(second).isLessThan(100_000);
                for (var candidate : candidates) {
                    work(candidate, second * SECOND, arrived);
                }
            }
            assertThat(brought[0]).isEqualTo(size);
            assertThat(arrived.total()).isEqualTo(size);
        }

        private void work(Candidate candidate, long now, Spans arrived) {
            var reader = readers.stream().filter(each -> each.by() == candidate).findFirst().orElse(null);
            if (reader == null) {
                begin(candidate, now);
                return;
            }
            var count = (int) Math.min(reader.to() - reader.at()[0], random.nextInt(40_000));
            reader.claim().course().take(reader.at()[0], count).ifPresent(span -> {
                assertThat(arrived.within(span)).as("already there").isEmpty();
                arrived.add(span);
                brought[0] += span.length();
                parts.arrived(span);
                candidate.pace().brought(now, span.length());
            });
            reader.at()[0] += count;
            if (reader.at()[0] == reader.to() || reader.claim().rest().isEmpty() || random.nextInt(50) == 0) {
                candidate.pace().ended(now);
                readers.remove(reader);
                parts.release(reader.claim(), candidate);
            }
        }

        private void begin(Candidate candidate, long now) {
            parts.claim(random.nextInt(2_000_000), null, candidate)
                    .map(claim -> new Task.Range(claim, claim.span()))
                    .or(() -> Poaching.take(parts, candidate, now))
                    .ifPresent(task -> {
                        candidate.pace().asked(now);
                        readers.add(new Reader(candidate, task.claim(), new long[] {task.span().from()}, task.span().to()));
                    });
        }
    }
}
