package filbert.web.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class HopsSeenTest {
    @Test
    void saysFromWhereToWhereAndWhatIsCommonest() {
        assertThat(HopsSeen.of(List.of(0L, 3L, 9L, 1L))).isEqualTo(new HopsSeen("1–3+", "2", true));
        assertThat(HopsSeen.of(List.of(5L, 0L, 0L, 0L))).isEqualTo(new HopsSeen("0", "0", false));
        assertThat(HopsSeen.of(List.of(0L, 0L))).isEqualTo(new HopsSeen("", "", false));
    }
}
