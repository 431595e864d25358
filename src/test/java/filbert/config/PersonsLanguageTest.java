package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.showroom.PretendHouse;
import filbert.web.Languages;
import filbert.web.Preferences;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpCookie;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

/** In which language a page speaks to whom. */
final class PersonsLanguageTest {
    private final PretendHouse house = new PretendHouse();
    private final PersonsLanguage language = new PersonsLanguage(new Languages(List.of(Locale.GERMAN)), new WhoAsks(house.sessions, house.signOn()), house.tastes);

    private String spoken(String accepted, HttpCookie... cookies) {
        var request = MockServerHttpRequest.get("/").header("Accept-Language", accepted).cookie(cookies);
        return String.valueOf(language.resolveLocaleContext(MockServerWebExchange.from(request)).getLocale());
    }

    @ParameterizedTest
    @CsvSource({"de, de", "'de-AT,en;q=0.5', de", "'fr,de;q=0.9', de", "'en-GB,de;q=0.9', en", "fr, en", "'', en", "'*', en", "';;;q=x', en", "'de;q=0.1,en;q=0.9', en"})
    void aStrangerIsSpokenToAsTheBrowserAsks(String accepted, String spoken) {
        assertThat(spoken(accepted)).isEqualTo(spoken);
    }

    @Test
    void aPersonsChoiceGoesBeforeThatOfTheBrowserAndItsUsers() {
        var signedIn = new HttpCookie("filbert", house.sessions.begin(PretendHouse.MEMBER, "", ""));
        assertThat(spoken("en", new HttpCookie(Preferences.LANGUAGE, "de"))).isEqualTo("de");
        assertThat(spoken("en", signedIn)).isEqualTo("en");
        house.tastes.choose(PretendHouse.MEMBER, Preferences.LANGUAGE, "de");
        assertThat(spoken("en", signedIn)).isEqualTo("de");
        assertThat(spoken("de", new HttpCookie(Preferences.LANGUAGE, "en"), signedIn)).isEqualTo("de");
        house.tastes.choose(PretendHouse.MEMBER, Preferences.LANGUAGE, "");
        assertThat(spoken("en", new HttpCookie(Preferences.LANGUAGE, "de"), signedIn)).as("as the browser asks, again").isEqualTo("en");
    }

    @Test
    void aLanguageWithoutTextsIsNone() {
        assertThat(spoken("de", new HttpCookie(Preferences.LANGUAGE, "xx"))).isEqualTo("de");
        assertThat(spoken("en", new HttpCookie(Preferences.LANGUAGE, "../de"))).isEqualTo("en");
        assertThat(new Languages(List.of(Locale.GERMAN)).spoken()).extracting(java.util.Map.Entry::getValue).containsExactly("English", "Deutsch");
    }
}
