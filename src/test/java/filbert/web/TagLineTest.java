package filbert.web;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.servent.search.Tags;
import org.junit.jupiter.api.Test;

final class TagLineTest {
    @Test
    void saysWhatIsKnownAndNothingElse() {
        assertThat(TagLine.of(new Tags("Blue hazel", "The Filberts", "Nuts", "folk", 2026, 201, 192, 640, 480)))
                .isEqualTo("Blue hazel · The Filberts · Nuts · folk · 2026 · 3:21 · 192 kbit/s · 640 × 480");
        assertThat(TagLine.of(new Tags("", "", "", "", 0, 3_723, 0, 640, 0))).isEqualTo("1:02:03");
        assertThat(TagLine.of(Tags.NONE)).isEmpty();
    }
}
