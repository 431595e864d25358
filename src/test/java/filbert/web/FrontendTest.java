package filbert.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class FrontendTest {
    private static final int MOST_COMPRESSED_BYTES = 120_000; // UI.md, the feel
    private static final Path FRONTEND = Path.of("frontend");
    private static final Pattern MESSAGE = Pattern.compile("#\\{([a-z][\\w.-]*)[}(]");
    private static final Pattern ICON = Pattern.compile("icon\\('([a-z-]+)'\\)");

    @Test
    void scriptAndStyleTogetherStaySmall() throws IOException {
        var bytes = 0;
        for (var file : files("")) {
            if (file.toString().matches(".*\\.(js|css)")) {
                bytes += gzipped(Files.readAllBytes(file));
            }
        }
        assertThat(bytes).isBetween(1, MOST_COMPRESSED_BYTES);
    }

    @Test
    void everySentenceATemplateNamesExists() throws IOException {
        var messages = new Properties();
        for (var bundle : List.of("messages", "rescue-messages")) {
            try (var in = Files.newBufferedReader(Path.of("src/main/resources/" + bundle + ".properties"))) {
                messages.load(in);
            }
        }
        var named = new TreeSet<String>();
        for (var file : files("templates")) {
            MESSAGE.matcher(Files.readString(file)).results().forEach(match -> named.add(match.group(1)));
        }
        assertThat(named).hasSizeGreaterThan(100);
        assertThat(messages.stringPropertyNames()).containsAll(named);
    }

    @Test
    void everyIconIsInTheSprite() throws IOException {
        var sprite = Files.readString(FRONTEND.resolve("icons/sprite.svg"));
        for (var file : files("templates")) {
            ICON.matcher(Files.readString(file)).results().forEach(match -> assertThat(sprite).contains("id=\"" + match.group(1) + "\""));
        }
    }

    @Test
    void noTemplatePutsTextIntoAPageUnescapedOrStyleIntoAnAttribute() throws IOException {
        for (var file : files("templates")) {
            assertThat(Files.readString(file, StandardCharsets.UTF_8))
                    .as(file.toString())
                    .doesNotContain("th:utext")
                    .doesNotContain("[(")
                    .doesNotContain(" style=")
                    .doesNotContain("javascript:");
        }
    }

    private static List<Path> files(String below) throws IOException {
        try (var walk = Files.walk(FRONTEND.resolve(below))) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }

    private static int gzipped(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.size();
    }
}
