package filbert.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class QrTest {
    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");

    @Test
    void theThreeCornersStandInsideAQuietMargin() {
        var qr = Qr.of("magnet:?kt=a");
        assertThat(qr.side()).isEqualTo(21 + 8); // version 1
        assertThat(qr.path()).startsWith("M4 4h7v1h-7z").contains("M4 10h7v1h-7z", "M18 4h7v1h-7z", "M4 18h7v1h-7z", "M4 24h7v1h-7z");
        var runs = RUN.matcher(qr.path());
        while (runs.find()) {
            var start = Integer.parseInt(runs.group(1));
            assertThat(start).isBetween(4, 24);
            assertThat(start + Integer.parseInt(runs.group(3))).isLessThanOrEqualTo(25);
            assertThat(Integer.parseInt(runs.group(2))).isBetween(4, 24);
        }
        assertThat(RUN.matcher(qr.path()).replaceAll("")).isEmpty();
    }

    @Test
    void whatNoCodeHoldsHasNone() {
        assertThat(Qr.of("x".repeat(3_000)).side()).isZero();
        assertThat(Qr.of("").side()).isZero();
    }

    @Test
    void blanksOfANameAreWrittenForEveryProgram() {
        assertThat(MagnetText.rest(3, "blue hazel+1.ogg")).isEqualTo("&xl=3&dn=blue%20hazel%2B1.ogg");
    }
}
