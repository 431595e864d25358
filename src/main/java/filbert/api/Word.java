package filbert.api;

import java.util.Locale;

/** How one of a few values is spelt in answers: in small letters, with hyphens. */
final class Word {
    private Word() {}

    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
