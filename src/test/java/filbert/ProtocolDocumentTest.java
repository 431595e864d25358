package filbert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/PROTOCOL.md names every requirement once, and every test it names exists. */
final class ProtocolDocumentTest {
    private static final Pattern LINE = Pattern.compile("- \\*\\*([CST]-\\d+)\\*\\* .+ — (.+)");
    private static final Pattern PROOF = Pattern.compile("`(\\w+)#(\\w+)`");

    @Test
    void everyRequirementHasOneLine() throws IOException {
        var listed = requirements().stream().map(Requirement::id).toList();
        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(numbers("C", 96), numbers("S", 72), numbers("T", 67)).flatMap(s -> s).toList());
    }

    @Test
    void everyTestNamedExists() throws IOException {
        var tests = sources();
        for (var requirement : requirements()) {
            var proofs = PROOF.matcher(requirement.proof());
            var proved = 0;
            while (proofs.find()) {
                proved++;
                assertThat(tests).as("%s names %s", requirement.id(), proofs.group(1)).containsKey(proofs.group(1));
                assertThat(tests.get(proofs.group(1)))
                        .as("%s names %s", requirement.id(), proofs.group())
                        .containsPattern("\\b" + proofs.group(2) + "\\s*\\(");
            }
            if (proved == 0) {
                assertThat(requirement.proof()).as(requirement.id()).startsWith("not yet");
            }
        }
    }

    private record Requirement(String id, String proof) {}

    private static List<Requirement> requirements() throws IOException {
        var found = new ArrayList<Requirement>();
        for (var line : Files.readAllLines(Path.of("docs/PROTOCOL.md"))) {
            var match = LINE.matcher(line);
            if (match.matches()) {
                found.add(new Requirement(match.group(1), match.group(2)));
            }
        }
        return found;
    }

    private static Stream<String> numbers(String letter, int last) {
        return IntStream.rangeClosed(1, last).mapToObj(n -> letter + "-" + n);
    }

    private static Map<String, String> sources() throws IOException {
        var sources = new HashMap<String, String>();
        try (var files = Files.walk(Path.of("src/test/java"))) {
            files.filter(file -> file.toString().endsWith("Test.java")).forEach(file -> {
                try {
                    sources.merge(file.getFileName().toString().replace(".java", ""), Files.readString(file), String::concat);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return sources;
    }
}
