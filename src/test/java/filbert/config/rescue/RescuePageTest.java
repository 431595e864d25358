package filbert.config.rescue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RescuePageTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {"de-DE,de;q=0.9,en;q=0.8|de", "fr, en;q=0.5|en", "ja|en", "\"\"|en", ";;q=x|en", "en-GB, de;q=0.1|en"})
    void itSpeaksTheBrowsersLanguageWhereItCan(String wanted, String language) {
        assertThat(RescuePage.language(wanted)).isEqualTo(Locale.of(language));
    }

    @Test
    void anEndlessWishIsEnglish() {
        assertThat(RescuePage.language("de,".repeat(10_000))).isEqualTo(Locale.ENGLISH);
    }

    @Test
    void itIsThereInGerman() {
        var page = Jsoup.parse(new RescuePage().choose(Locale.GERMAN, "kaputt", List.of("2026-11-20"), "rescue.problem.code", ""));
        assertThat(page.selectFirst("html").attr("lang")).isEqualTo("de");
        assertThat(page.text()).contains("20. November 2026").doesNotContain("The database", "This code", "??");
        assertThat(Jsoup.parse(new RescuePage().done(Locale.ENGLISH)).selectFirst("html").attr("lang")).isEqualTo("en");
    }
}
