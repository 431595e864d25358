package filbert.web.downloads;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.download.Grounds;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

final class WhyTest {
    @ParameterizedTest
    @EnumSource(value = Grounds.Kind.class, mode = Mode.EXCLUDE, names = "NONE")
    void eachIsSaidInBothLanguages(Grounds.Kind kind) {
        var why = Why.of(new Grounds(kind, List.of(), ""));
        assertThat(why).isNotNull();
        for (var language : List.of(Locale.ROOT, Locale.GERMAN)) {
            assertThat(ResourceBundle.getBundle("messages", language, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT)).containsKey(why.key())).isTrue();
        }
    }
}
