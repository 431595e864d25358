package filbert.web.network;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.Router;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every state and every result has its words. */
final class CheckSentencesTest {
    @Test
    void nothingIsWithoutWords() throws IOException {
        var messages = new Properties();
        try (var in = Files.newBufferedReader(Path.of("src/main/resources/messages.properties"), StandardCharsets.UTF_8)) {
            messages.load(in);
        }
        var states = Stream.of(Router.State.values()).map(state -> "check.router." + state.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        var results = Stream.of("asked", "answered", "opened", "refused", "not-spoken", "silent", "confused").map(result -> "check.result." + result);
        var moods = Stream.of("good", "bad", "warn", "wait", "info").map(mood -> "check.mood." + mood);
        assertThat(Stream.of(states, results, moods).flatMap(one -> one)).allSatisfy(key -> assertThat(messages.getProperty(key)).as(key).isNotBlank());
    }
}
