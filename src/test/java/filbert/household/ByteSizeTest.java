package filbert.household;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ByteSizeTest {
    @ParameterizedTest
    @CsvSource({"700 MB, 734003200", "1.5g, 1610612736", "'1,5 GiB', 1610612736", "2048, 2048", "10k, 10240", "3 b, 3", "1tb, 1099511627776"})
    void readsSizesAsPeopleTypeThem(String text, long bytes) {
        assertThat(ByteSize.parse(text)).hasValue(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MB", "-1", "1e9", "12345678", "ten", "1.2.3", "5 parsecs"})
    void anythingElseIsNoSize(String text) {
        assertThat(ByteSize.parse(text)).isEmpty();
    }
}
