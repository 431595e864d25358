package filbert.household;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PlayLengthTest {
    @ParameterizedTest
    @CsvSource({"3:20, 200", "0:05, 5", "1:02:03, 3723", "90, 90", "90 s, 90", "5 min, 300", "5m, 300", "2 h, 7200", " 7 , 7"})
    void lengthsAreReadAsPeopleTypeThem(String typed, int seconds) {
        assertThat(PlayLength.parse(typed)).hasValue(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "3:60", "x", "5 days", "1:2:3", "99999999", "999999 h"})
    void anythingElseIsNoLength(String typed) {
        assertThat(PlayLength.parse(typed)).isEmpty();
    }
}
