package filbert.servent.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

final class SearchSentencesTest {
    @Test
    void everyReasonAndRefusalCanBeSaid() throws IOException {
        var sentences = new Properties();
        try (var in = SearchSentencesTest.class.getResourceAsStream("/messages.properties")) {
            sentences.load(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8));
        }
        assertThat(sentences)
                .containsKeys(
                        "search.why.no-neighbours",
                        "search.why.not-connected",
                        "search.why.nobody-answered",
                        "search.why.enough",
                        "search.why.horizon",
                        "search.why.time",
                        "search.why.no-ultrapeers",
                        "search.why.nobody-knows-new",
                        "search.refused.too-common",
                        "search.refused.too-short",
                        "search.refused.too-long",
                        "search.refused.too-many-a-minute",
                        "search.refused.too-many-live");
    }
}
