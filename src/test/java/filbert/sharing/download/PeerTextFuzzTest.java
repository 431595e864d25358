package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import filbert.sharing.download.disk.SafeName;
import java.nio.charset.StandardCharsets;

final class PeerTextFuzzTest {
    /** A GIV line is a caller's or nobody's. */
    @FuzzTest
    void noLineCrashesTheGreeting(FuzzedDataProvider data) {
        var line = data.consumeRemainingAsString();
        GivCallers.caller(line).ifPresent(guid -> assertThat(line.toLowerCase(java.util.Locale.ROOT)).contains(guid.toString().toLowerCase(java.util.Locale.ROOT)));
    }

    /** A magnet is read or refused with a key. */
    @FuzzTest
    void noMagnetCrashesTheReader(FuzzedDataProvider data) {
        try {
            assertThat(Magnet.parse("magnet:?" + data.consumeRemainingAsString())).isNotEmpty();
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageStartingWith("magnet.");
        }
    }

    /** A name becomes one component. */
    @FuzzTest
    void noNameLeavesItsFolder(FuzzedDataProvider data) {
        var name = SafeName.of(data.consumeRemainingAsString()).text();
        assertThat(name).isNotEmpty().doesNotContain("/", "\\", "\0").doesNotStartWith(".");
        assertThat(name.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(200);
    }
}
