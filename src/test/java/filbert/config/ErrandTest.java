package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.command.Commands;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is meant by what somebody types, by every form the documents show. */
final class ErrandTest {
    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private static Errand errand(String... arguments) {
        return Errand.of(Errand.words(arguments));
    }

    private static String[] with(List<String> words, String... more) {
        return Stream.concat(words.stream(), Stream.of(more)).toArray(String[]::new);
    }

    /** The lines of the block of code behind these words, each with and without what may be left out. */
    private static List<List<String>> forms(String document, String behind) throws IOException {
        var text = Files.readString(Path.of(document));
        var start = text.indexOf("```sh\n", text.indexOf(behind)) + 6;
        return text.substring(start, text.indexOf("```", start))
                .lines()
                .map(line -> line.replaceAll("\\s*#.*", "").replaceFirst("^filbert ", ""))
                .filter(line -> !line.isBlank() && !line.startsWith("export "))
                .flatMap(line -> line.contains("[") ? Stream.of(line.replaceAll("\\[(.*?)]", "$1"), line.replaceAll("\\s*\\[.*?]", "")) : Stream.of(line))
                .map(line -> List.of(line.split("\\s+")))
                .toList();
    }

    @Test
    void everyFormOfACommandForTheDatabaseIsUnderstoodWithSettingsBeforeAndBehind() throws IOException {
        var forms = forms("docs/operations.md", "The same by command");
        assertThat(forms).extracting(List::getFirst).contains("backup", "restore", "compact");
        var nowhere = "--filbert.data-dir=" + directory.resolve("nowhere");
        for (var form : forms) {
            var before = with(List.of(nowhere), form.toArray(String[]::new));
            for (var typed : List.of(with(form, nowhere), before, with(List.of("", nowhere, " "), with(form, "")))) {
                assertThat(errand(typed)).as("%s", List.of(typed)).isEqualTo(Errand.DATABASE);
                assertThat(database(Errand.words(typed))).as("%s is no misuse, but there is nothing there", List.of(typed)).isEqualTo(DatabaseCommands.FAILED);
                assertThat(said(err)).hasLineCount(1);
            }
            assertThat(errand(form.toArray(String[]::new))).isEqualTo(Errand.DATABASE);
        }
    }

    private int database(String... words) {
        out.reset();
        err.reset();
        return new DatabaseCommands(new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8)).run(words);
    }

    private static String said(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theyExplainThemselves() {
        for (var typed : List.of(List.of("backup", "--help"), List.of("--filbert.web.port=1", "restore", "--help"))) {
            assertThat(errand(typed.toArray(String[]::new))).isEqualTo(Errand.DATABASE);
            assertThat(database(typed.toArray(String[]::new))).isEqualTo(DatabaseCommands.DONE);
            assertThat(said(out)).contains("restore FILE [--move=");
        }
    }

    @Test
    void optionsInFrontOfARestoreAreItsOwn() {
        assertThat(errand("--preview", "--move=/a=/b", "restore", "x")).isEqualTo(Errand.DATABASE);
        assertThat(database("--preview", "--colour", "restore", "x")).isEqualTo(DatabaseCommands.MISUSED);
        assertThat(database("restore")).as("no file").isEqualTo(DatabaseCommands.MISUSED);
    }

    @Test
    void everyFormOfTheSmallCommandIsUnderstood() throws IOException {
        var forms = forms("docs/api.md", "## A small command");
        assertThat(forms).extracting(List::getFirst).contains("status", "search", "get", "add-folder");
        for (var form : forms) {
            assertThat(errand(form.toArray(String[]::new))).as("%s", form).isEqualTo(Errand.COMMAND);
            assertThat(errand(with(List.of("--json", "", "--url=http://nas.lan"), form.toArray(String[]::new)))).as("%s", form).isEqualTo(Errand.COMMAND);
        }
        assertThat(errand("--help")).isEqualTo(Errand.COMMAND);
        assertThat(errand("search", "backup")).isEqualTo(Errand.COMMAND);
    }

    @Test
    void aServentsSettingsAreNoneOfTheSmallCommand() {
        assertThat(errand("--filbert.web.port=1", "status")).isEqualTo(Errand.COMMAND);
        var code = new Commands(Map.of(), new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8)).run("--filbert.web.port=1", "status");
        assertThat(code).isEqualTo(Commands.MISUSED);
        assertThat(said(err)).startsWith("unknown option --filbert.web.port=1");
    }

    @Test
    void withNothingButSettingsItIsAServent() {
        assertThat(errand()).isEqualTo(Errand.SERVENT);
        assertThat(errand("", " ")).as("an empty variable in quotes").isEqualTo(Errand.SERVENT);
        assertThat(errand("--filbert.web.port=1", "", "--spring.config.additional-location=/etc/filbert/")).isEqualTo(Errand.SERVENT);
        assertThat(errand("--debug")).isEqualTo(Errand.SERVENT);
        assertThat(Errand.words("", "--filbert.web.port=1")).containsExactly("--filbert.web.port=1");
    }

    @Test
    void whatIsMistypedIsForNothing() {
        for (var typed : List.of(List.of("serach", "hazel"), List.of("-v"), List.of("-h"), List.of("warm-up"), List.of("--filbert.web.port=1", "bakcup"), List.of("Backup"), List.of("x", "backup"))) {
            assertThat(errand(typed.toArray(String[]::new))).as("%s", typed).isEqualTo(Errand.NONE);
        }
        assertThat(errand("warm-up", "/tmp/folder")).isEqualTo(Errand.WARM_UP);
    }
}
