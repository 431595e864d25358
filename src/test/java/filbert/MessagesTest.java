package filbert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import filbert.household.Kind;
import filbert.household.SettingKey;
import filbert.household.SettingKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ChoiceFormat;
import java.text.Format;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What people read is there in English and in German, and both say the same of the same things. Problems of the API have one language: their
 * {@code code} is for scripts, and {@code api-messages} has no German twin.
 */
final class MessagesTest {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)(,[a-z]+)?");
    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}]*}");
    private static final List<Integer> SAMPLES = List.of(0, 1, 2, 1_234);

    /** What is called the same in both: names, and the field's own words. */
    private static final Set<String> SAME_IN_BOTH = Set.of(
            "Filbert", "LimeWire", "gtk-gnutella", "Downloads", "Uploads", "Name", "Port", "Host", "Hosts", "Hops", "Hash", "Pongs", "Code", "Router", "Web",
            "Leaf", "Ultrapeer", "Normal", "Enter", "Esc", "In", "Magnet", "Feed", "Token", "ntfy", "Gotify", "about", "txt", "kbit");

    private static Map<String, String> read(String bundle) {
        var texts = new LinkedHashMap<String, String>();
        for (var line : lines(bundle)) {
            var cut = line.indexOf('=');
            assertThat(cut).as(line).isPositive();
            assertThat(texts.put(line.substring(0, cut), line.substring(cut + 1))).as("twice in " + bundle + ": " + line).isNull();
        }
        return texts;
    }

    private static List<String> lines(String bundle) {
        try (var lines = Files.lines(RESOURCES.resolve(bundle + ".properties"))) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages", "rescue-messages"})
    void everyTextIsThereInBothLanguages(String bundle) {
        var english = read(bundle);
        var german = read(bundle + "_de");
        assertThat(english.keySet()).as("in English, not in German").allMatch(german::containsKey);
        assertThat(german.keySet()).as("in German, not in English").allMatch(english::containsKey);
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages", "rescue-messages"})
    void theGermanTextTakesWhatTheEnglishOneTakes(String bundle) {
        var german = read(bundle + "_de");
        read(bundle).forEach((key, text) -> assertThat(arguments(german.getOrDefault(key, text))).as(key).isEqualTo(arguments(text)));
    }

    private static Set<String> arguments(String text) {
        return new TreeSet<>(ARGUMENT.matcher(text).results().map(MatchResult::group).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages", "messages_de", "api-messages", "rescue-messages", "rescue-messages_de"})
    void everyTextCanBeShown(String bundle) {
        var locale = bundle.endsWith("_de") ? Locale.GERMAN : Locale.ENGLISH;
        read(bundle).forEach((key, text) -> {
            assertThat(text.strip()).as(key).isNotEmpty().isEqualTo(text);
            // half of the texts go through MessageFormat, where it quotes, and half do not; ’ is the same in both
            assertThat(text).as(key + ": write ’").doesNotContain("'");
            if (!arguments(text).isEmpty()) {
                shown(text, locale).forEach(words -> assertThat(words).as(key).isNotBlank().doesNotContainPattern("\\{\\d"));
            }
        });
    }

    private static List<String> shown(String text, Locale locale) {
        var all = new ArrayList<String>();
        assertThatCode(() -> {
                    var format = new MessageFormat(text, locale);
                    SAMPLES.forEach(sample -> all.add(format.format(samples(format, sample))));
                })
                .as(text)
                .doesNotThrowAnyException();
        return all;
    }

    /** A choice takes a number; the rest comes as words. */
    private static Object[] samples(MessageFormat format, int number) {
        var formats = format.getFormatsByArgumentIndex();
        var numbers = Arrays.stream(formats).anyMatch(ChoiceFormat.class::isInstance);
        // an argument may stand inside another's choice, beyond those the format knows of
        return IntStream.range(0, 9).mapToObj(at -> sample(at < formats.length ? formats[at] : null, number, numbers)).toArray();
    }

    private static Object sample(@org.jspecify.annotations.Nullable Format format, int number, boolean numbers) {
        return format != null || numbers ? number : "hazel";
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages", "rescue-messages"})
    void nothingWasLeftInEnglish(String bundle) {
        var german = read(bundle + "_de");
        read(bundle).forEach((key, text) -> {
            if (text.equals(german.get(key))) {
                assertThat(WORD.matcher(PLACEHOLDER.matcher(text).replaceAll(" ")).results().map(MatchResult::group)).as(key).allMatch(MessagesTest::sameInBoth);
            }
        });
    }

    private static boolean sameInBoth(String word) {
        return SAME_IN_BOTH.stream().anyMatch(known -> Arrays.asList(known.split("-")).contains(word));
    }

    @Test
    void aTextLeftInEnglishWouldBeSeen() {
        assertThat(sameInBoth("Downloads")).isTrue();
        assertThat(sameInBoth("Settings")).isFalse();
    }

    @Test
    void settingsThatAreOnOrOffSaySoInWords() {
        var words = read("messages").keySet();
        var flags = SettingKeys.all().stream().filter(key -> key.kind() instanceof Kind.Flag && !key.section().isEmpty()).map(SettingKey::name).toList();
        assertThat(flags).isNotEmpty().allMatch(name -> words.contains("setting." + name + ".true") && words.contains("setting." + name + ".false"));
    }
}
