package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.download.disk.Span;
import filbert.sharing.download.http.ReplyHead;
import filbert.sharing.download.http.Turn;
import filbert.wire.header.HeaderBlock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReactionTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Span ASKED = new Span(1000, 2000);
    private static final String ID = "6A07AA40BC3DDAA9AAB0B3C3D3E34A53";

    private static Reaction to(int status, String... headers) {
        return to(false, status, headers);
    }

    private static Reaction to(boolean busyElsewhere, int status, String... headers) {
        var block = HeaderBlock.of("HTTP/1.1 " + status + " Words");
        for (var header : headers) {
            var colon = header.indexOf(": ");
            block = block.with(header.substring(0, colon), header.substring(colon + 2));
        }
        return Reaction.to(ReplyHead.of(block), ASKED, NOW, busyElsewhere);
    }

    private record Row(int status, Reaction reaction) {}

    static Stream<Row> everyStatus() {
        var hour = new Reaction.Hold(Duration.ofHours(1));
        var minute = new Reaction.Rest(Duration.ofMinutes(1));
        var tenMinutes = new Reaction.Hold(Duration.ofMinutes(10));
        return Stream.of(
                new Row(101, new Reaction.Drop()), // we never ask for another protocol
                new Row(301, new Reaction.Drop()),
                new Row(302, new Reaction.Drop()),
                new Row(304, new Reaction.Drop()),
                new Row(400, new Reaction.Drop()),
                new Row(401, hour),
                new Row(403, hour),
                new Row(404, new Reaction.Drop()),
                new Row(406, new Reaction.Drop()),
                new Row(408, minute),
                new Row(409, minute),
                new Row(410, new Reaction.Drop()),
                new Row(416, new Reaction.OtherRange(Duration.ofMinutes(5))),
                new Row(429, new Reaction.Hold(Duration.ofSeconds(180))),
                new Row(500, tenMinutes),
                new Row(501, new Reaction.Drop()),
                new Row(503, minute),
                new Row(550, tenMinutes));
    }

    @ParameterizedTest
    @MethodSource("everyStatus")
    @DisplayName("T-64")
    void everyStatusHasItsReaction(Row row) {
        assertThat(to(row.status)).isEqualTo(row.reaction);
    }

    @Test
    @DisplayName("T-33")
    void busyHonoursRetryAfterBetweenAMinuteAndAnHour() {
        assertThat(to(503, "Retry-After: 900")).isEqualTo(new Reaction.Rest(Duration.ofSeconds(900)));
        assertThat(to(503, "Retry-After: 5")).isEqualTo(new Reaction.Rest(Duration.ofMinutes(1)));
        assertThat(to(503, "Retry-After: 999999")).isEqualTo(new Reaction.Rest(Duration.ofHours(1)));
        assertThat(to(503, "Retry-After: Sat, 21 Nov 2026 10:20:00 GMT")).isEqualTo(new Reaction.Rest(Duration.ofMinutes(20)));
        assertThat(to(503, "Retry-After: Sat, 21 Nov 2020 10:20:00 GMT")).isEqualTo(new Reaction.Rest(Duration.ofMinutes(1)));
    }

    @Test
    void busyWithoutATimeWaitsLongerWhileTheFileComesFromElsewhere() {
        assertThat(to(true, 503)).isEqualTo(new Reaction.Rest(Duration.ofMinutes(10)));
    }

    @Test
    void aBanHonoursRetryAfterWithinReason() {
        assertThat(to(429, "Retry-After: 300")).isEqualTo(new Reaction.Hold(Duration.ofSeconds(300)));
        assertThat(to(429, "Retry-After: 10")).isEqualTo(new Reaction.Hold(Duration.ofSeconds(180)));
        assertThat(to(429, "Retry-After: 99999999")).isEqualTo(new Reaction.Hold(Duration.ofHours(3)));
    }

    @Test
    @DisplayName("T-29")
    void aQueueIsPolledOnAConnectionThatLasts() {
        var queue = "X-Queue: position=3, pollMin=45, pollMax=120";
        assertThat(to(503, queue)).isEqualTo(new Reaction.Poll(new Turn(
                Optional.empty(), 3, Optional.empty(), Optional.empty(), Duration.ofSeconds(45), Duration.ofSeconds(50), Duration.ofSeconds(120))));
        assertThat(to(503, queue, "Connection: close")).isEqualTo(new Reaction.Rest(Duration.ofMinutes(1)));
    }

    @Test
    @DisplayName("T-31")
    void aPlaceWithANameIsPolledOnItsConnectionOrWithoutOne() {
        var queued = "X-Queued: ID=" + ID + "; position=14; lifetime=400; length=430; ETA=2100";
        var turn = new Turn(
                Optional.of(ID), 14, Optional.of(430), Optional.of(Duration.ofMinutes(35)), Duration.ofSeconds(290), Duration.ofSeconds(360),
                Duration.ofSeconds(400));
        assertThat(to(503, queued, "Retry-After: 290")).isEqualTo(new Reaction.Poll(turn));
        assertThat(to(503, queued, "Retry-After: 290", "Connection: close")).isEqualTo(new Reaction.Return(turn));
    }

    @Test
    @DisplayName("T-31")
    void ofTwoQueuesTheOneThatLastsCounts() {
        var both = new String[] {"X-Queue: position=3, pollMin=45, pollMax=120", "X-Queued: ID=" + ID + "; position=3", "Retry-After: 60"};
        assertThat(to(503, both)).isInstanceOfSatisfying(Reaction.Poll.class, poll -> assertThat(poll.turn().id()).contains(ID));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # position, lifetime, Retry-After: earliest, due, lost
            1,     100,  40, 40, 40, 100
            1,     200,  40, 40, 40, 200
            3,     400,  40, 40, 90, 400
            99,    400,  40, 40, 360, 400
            2,     -,    60, 60, 60, 120
            3,     -,    60, 60, 80, 120
            1,     -,    -,  60, 60, 120
            2,     -,    -,  60, 60, 120
            1,     90,   -,  50, 50, 90
            1,     300,  -,  60, 60, 300
            0,     300,  30, 30, 30, 300
            1,     0,    -,  60, 60, 60
            1,     0,    0,  60, 60, 60
            5,     0,    30, 30, 30, 30
            5,     20,   90, 90, 90, 90
            1,     60,   1,  10, 20, 60
            1,     60,   -5, 20, 20, 60
            999999999, 999999999, 60, 60, 999999959, 999999999
            """)
    @DisplayName("T-31")
    void aTurnIsNeverBeforeRetryAfterAndFortySecondsBeforeTheEndWhereItCan(
            int position, Integer lifetime, Integer retryAfter, long earliest, long due, long lost) {
        var headers = new ArrayList<>(List.of("X-Queued: ID=" + ID + "; position=" + position + (lifetime == null ? "" : "; lifetime=" + lifetime)));
        if (retryAfter != null) {
            headers.add("Retry-After: " + retryAfter);
        }
        var turn = ((Reaction.Poll) to(503, headers.toArray(String[]::new))).turn();
        assertThat(turn.earliest()).hasSeconds(earliest);
        assertThat(turn.due()).hasSeconds(due);
        assertThat(turn.lost()).hasSeconds(lost);
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999", "99999999999999999999999999", "86401"})
    @DisplayName("T-31")
    void whoWantsToBeLeftAloneForMoreThanADayIsNoSource(String retryAfter) {
        assertThat(to(503, "X-Queued: ID=" + ID + "; position=1", "Retry-After: " + retryAfter)).isEqualTo(new Reaction.Drop());
    }

    @ParameterizedTest
    @ValueSource(strings = {"position=1", "ID=6A07; position=1", "ID=zz07AA40BC3DDAA9AAB0B3C3D3E34A53; position=1", "ID=" + ID + "; position=next", "ID=" + ID})
    @DisplayName("T-31")
    void aPlaceWithoutNameOrNumberIsNone(String queued) {
        assertThat(to(503, "X-Queued: " + queued, "Retry-After: 90")).isEqualTo(new Reaction.Rest(Duration.ofSeconds(90)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes 0-999", "bytes 2000-3000", "bytes 1500-1999", "bytes"})
    @DisplayName("T-34")
    void unavailableWithOtherRangesIsAsked416(String ranges) {
        assertThat(to(503, "X-Available-Ranges: " + ranges)).isEqualTo(new Reaction.OtherRange(Duration.ofMinutes(5)));
    }

    @Test
    @DisplayName("T-34")
    void unavailableWithOurRangeIsBusy() {
        assertThat(to(503, "X-Available-Ranges: bytes 0-10, 900-1999", "Retry-After: 120")).isEqualTo(new Reaction.Rest(Duration.ofMinutes(2)));
    }

    @Test
    void aRangeNotThereHonoursRetryAfter() {
        assertThat(to(416, "Retry-After: 3600")).isEqualTo(new Reaction.OtherRange(Duration.ofHours(1)));
        assertThat(to(416, "Retry-After: 1")).isEqualTo(new Reaction.OtherRange(Duration.ofMinutes(1)));
    }
}
