package filbert.web.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110, section 14. */
final class PortionTest {
    private static final long SIZE = 1_000;

    @ParameterizedTest
    @CsvSource({"bytes=0-0,0,1", "bytes=0-,0,1000", "bytes=999-,999,1000", "bytes=10-19,10,20", "bytes=10-99999,10,1000", "bytes=-10,990,1000", "bytes=-5000,0,1000",
            "' Bytes = 10 - 19 ',10,20"})
    void aSingleRangeIsCutToTheFile(String range, long from, long to) {
        assertThat(Portion.of(range, SIZE)).contains(new Portion(from, to, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=1000-", "bytes=1000-2000", "bytes=-0", "bytes=999999999999999999-"})
    void whatLiesBehindTheEndIsRefused(String range) {
        assertThat(Portion.of(range, SIZE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes=", "bytes=-", "bytes=9-5", "bytes=0-9,20-29", "bytes=a-b", "lines=1-2", "bytes=-1-2", "bytes=9999999999999999999999-", "bytes=0x1-2"})
    void whatIsNoSingleRangeIsNotHeeded(String range) {
        assertThat(Portion.of(range, SIZE)).contains(Portion.whole(SIZE));
    }

    @Test
    void anEmptyFileHasNoRange() {
        assertThat(Portion.of("bytes=0-", 0)).isEmpty();
        assertThat(Portion.of("bytes=-1", 0)).isEmpty();
        assertThat(Portion.of(null, 0)).contains(new Portion(0, 0, false));
    }
}
