package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.download.Grounds.Kind;
import filbert.sharing.download.http.ReplyHead;
import filbert.wire.header.HeaderBlock;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GroundsTest {
    @ParameterizedTest
    @CsvSource({
        "Connection refused: /10.0.0.7:6346, NOBODY_THERE",
        "connection timed out after 10000 ms: /10.0.0.7:6346, UNREACHED",
        "Connection timed out, UNREACHED",
        "No route to host: /10.0.0.7:6346, NO_WAY",
        "Network is unreachable: /10.0.0.7:6346, NO_WAY",
        "Connection reset by peer, CLOSED",
        "Broken pipe, CLOSED"
    })
    void theSystemsWordsAreUnderstood(String words, Kind kind) {
        assertThat(Grounds.uncalled(new IOException(words))).isEqualTo(Grounds.of(kind));
    }

    @Test
    void wordsNobodyKnowsAreKept() {
        assertThat(Grounds.lost("the dog ate it")).isEqualTo(Grounds.said(Kind.LOST, "the dog ate it"));
    }

    @ParameterizedTest
    @CsvSource({"404 Not Found, MISSING, 404", "503, BUSY, 503", "503 Busy, BUSY, 503", "403 Forbidden, FORBIDDEN, 403", "418 I'm a teapot, REFUSED, 418"})
    void aRefusalKeepsTheWordsOfTheOtherSide(String status, Kind kind, long figure) {
        assertThat(Grounds.refused(ReplyHead.of(HeaderBlock.of("HTTP/1.1 " + status)))).isEqualTo(new Grounds(kind, List.of(figure), status));
    }

    @Test
    void longWordsAreCut() {
        assertThat(Grounds.said(Kind.LOST, "x".repeat(1_000)).words()).hasSize(201);
    }
}
