package filbert.web.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KindTest {
    @ParameterizedTest
    @ValueSource(strings = {"a.html", "a.HTM", "a.svg", "a.xml", "a.xhtml", "a.pdf", "a.js", "a.swf", "a.mp3.html", "a", "a.", ".mp3.exe", "a.ogg.", "mht"})
    void whatMayBringScriptsIsSavedAndNotShown(String name) {
        assertThat(Kind.of(name)).isEqualTo(Kind.BINARY).matches(kind -> !kind.shown() && !kind.plays());
    }

    @Test
    void soundAndFilmPlay() {
        assertThat(Kind.of("Blue Hazel.OGG")).isEqualTo(new Kind("audio/ogg", "audio"));
        assertThat(Kind.of("hazel.webm")).matches(Kind::plays).matches(Kind::shown);
        assertThat(Kind.of("hazel.png")).matches(Kind::shown).matches(kind -> !kind.plays());
    }
}
