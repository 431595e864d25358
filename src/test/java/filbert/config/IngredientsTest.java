package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.operations.About.Ingredient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

final class IngredientsTest {
    private static final Pattern NAME = Pattern.compile("\"name\": \"([^\"]+)\"[^}]*\"licence\": \"([^\"]+)\"");

    @Test
    void everyDependencyOfThePackageIsTold() throws IOException {
        var pom = Jsoup.parse(Files.readString(Path.of("pom.xml")), Parser.xmlParser());
        var groups = pom.select("project > dependencies > dependency").stream()
                .filter(one -> one.select("> scope").text().isEmpty() || one.select("> scope").text().equals("runtime"))
                .map(one -> one.select("> groupId").text())
                .toList();
        assertThat(groups).hasSizeGreaterThan(10).allSatisfy(group -> assertThat(Ingredients.ALL).anyMatch(one -> group.startsWith(one.group())));
    }

    @Test
    void theScriptsOfOurPagesAreToldWithTheLicencesOfTheManifest() throws IOException {
        var scripts = NAME.matcher(Files.readString(Path.of("frontend/vendor/manifest.json"))).results().map(one -> List.of(one.group(1), one.group(2))).toList();
        assertThat(scripts).isNotEmpty();
        assertThat(Ingredients.ALL).extracting(one -> List.of(one.group(), one.licence())).containsAll(scripts);
    }

    @Test
    void nothingIsToldTwice() {
        assertThat(Ingredients.ALL).extracting(Ingredient::group).doesNotHaveDuplicates();
    }
}
