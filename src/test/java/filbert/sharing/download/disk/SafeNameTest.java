package filbert.sharing.download.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("T-63")
final class SafeNameTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "blue hazel.ogg ; blue hazel.ogg",
                "../../etc/passwd ; etcpasswd",
                "..\\..\\boot.ini ; boot.ini",
                "/absolute ; absolute",
                "C:\\Windows\\win.ini ; CWindowswin.ini",
                ".bashrc ; bashrc",
                "... ; unnamed",
                ". . / ; unnamed",
                "name. . ; name",
                "a<b>c\"d|e?f*g:h ; abcdefgh",
                "con ; _con",
                "NUL.txt ; _NUL.txt",
                "lpt1.a.b ; _lpt1.a.b",
                "console.txt ; console.txt"
            })
    void aNameFromTheNetworkBecomesOneHarmlessComponent(String remote, String safe) {
        assertThat(SafeName.of(remote).text()).isEqualTo(safe);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "/", "\\", "\0", "\u202E\u200B", "\n\r\t", "\uD800"})
    void whatHasNoNameIsUnnamed(String remote) {
        assertThat(SafeName.of(remote).text()).isEqualTo("unnamed");
    }

    @Test
    void controlsAndDirectionMarksVanish() {
        assertThat(SafeName.of("photo\u202Egpj.exe\0\n").text()).isEqualTo("photogpj.exe");
    }

    @Test
    void composedAndDecomposedNamesAreTheSame() {
        assertThat(SafeName.of("cafe\u0301.txt")).isEqualTo(SafeName.of("caf\u00E9.txt"));
    }

    @Test
    void aLongNameKeepsItsExtensionAndWholeCharacters() {
        var safe = SafeName.of("\uD83C\uDF30".repeat(300) + ".flac").text();
        assertThat(safe).endsWith(".flac").matches("(\uD83C\uDF30)+\\.flac");
        assertThat(safe.getBytes(StandardCharsets.UTF_8).length).isBetween(190, 200);
    }

    @Test
    void numbersGoBeforeTheExtensionWithinTheSameLength() {
        assertThat(SafeName.of("hazel.ogg").numbered(2).text()).isEqualTo("hazel (2).ogg");
        assertThat(SafeName.of("hazel").numbered(12).text()).isEqualTo("hazel (12)");
        var longest = SafeName.of("x".repeat(400) + ".ogg").numbered(9999).text();
        assertThat(longest).hasSize(200).endsWith(" (9999).ogg");
    }

    @Test
    void noNameWhateverLeavesItsFolder() {
        var random = new Random(11);
        var alphabet = "../\\:*?\"<>| \0\n\u0301\u202Eabc.CON\uD83C\uDF30\uD800é".toCharArray();
        var folder = Path.of("/downloads/someone");
        for (var i = 0; i < 5_000; i++) {
            var remote = new StringBuilder();
            for (var length = random.nextInt(i % 50 == 0 ? 3_000 : 30); length >= 0; length--) {
                remote.append(alphabet[random.nextInt(alphabet.length)]);
            }
            var name = SafeName.of(remote.toString()).numbered(1 + random.nextInt(3));
            var path = folder.resolve(name.text());
            assertThat(path.normalize().getParent()).isEqualTo(folder);
            assertThat(path.getNameCount()).isEqualTo(3);
            assertThat(name.text().getBytes(StandardCharsets.UTF_8).length).isBetween(1, 200);
            assertThat(name.text()).doesNotStartWith(".").doesNotContain("/", "\\", "\0");
        }
    }
}
