package filbert.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The languages there are texts in: English, and each that has a {@code messages_xx.properties} of its own. */
@Component
public final class Languages {
    public static final Locale ENGLISH = Locale.ENGLISH;

    private static final List<Locale> THOUGHT_OF = List.of(Locale.GERMAN, Locale.FRENCH, Locale.of("es"), Locale.ITALIAN, Locale.of("nl"), Locale.of("pl"));

    private final List<Locale> spoken;

    Languages() {
        this(THOUGHT_OF.stream().filter(one -> Languages.class.getResource("/messages_" + one.getLanguage() + ".properties") != null).toList());
    }

    /** @param besides English */
    public Languages(List<Locale> besides) {
        spoken = Stream.concat(Stream.of(ENGLISH), besides.stream()).toList();
    }

    /** @return codes and what speakers call their own language, English first */
    public List<Map.Entry<String, String>> spoken() {
        return spoken.stream().map(one -> Map.entry(one.getLanguage(), own(one))).toList();
    }

    private static String own(Locale language) {
        var name = language.getDisplayLanguage(language);
        return name.substring(0, 1).toUpperCase(language) + name.substring(1);
    }

    /** @param code such as {@code de}; anything else is nothing */
    public Optional<Locale> of(String code) {
        return spoken.stream().filter(one -> one.getLanguage().equals(code)).findFirst();
    }

    /** The best of those a browser asks for, or English. */
    public Locale best(List<Locale.LanguageRange> wanted) {
        return Optional.ofNullable(Locale.lookup(wanted, spoken)).orElse(ENGLISH);
    }
}
