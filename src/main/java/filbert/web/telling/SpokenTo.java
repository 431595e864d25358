package filbert.web.telling;

import filbert.household.Person;
import filbert.household.Tastes;
import filbert.web.Languages;
import filbert.web.Preferences;
import filbert.web.Tongue;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * In which language people are told of things where no page is built for them: the one they chose, else the one they spoke when they last asked to be
 * told, else English.
 */
@Component
final class SpokenTo {
    private static final String SPOKEN = "told-in"; // a taste nobody sets by hand

    private final Tastes tastes;
    private final Languages languages;

    SpokenTo(Tastes tastes, Languages languages) {
        this.tastes = tastes;
        this.languages = languages;
    }

    Locale of(long person) {
        var known = tastes.of(person);
        return languages.of(known.getOrDefault(Preferences.LANGUAGE, ""))
                .or(() -> languages.of(known.getOrDefault(SPOKEN, "")))
                .orElse(Languages.ENGLISH);
    }

    /** They ask to be told, on a page in this language. Blocks. */
    void asks(Person person) {
        var spoken = Tongue.spoken().getLanguage();
        if (!spoken.equals(tastes.of(person.id()).get(SPOKEN))) {
            tastes.choose(person, SPOKEN, spoken);
        }
    }
}
