package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.config.engine.Membership;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/api.md tells scripts to do is done here, word by word, on the practice network. */
final class ApiExamplesTest {
    private static final Pattern EXAMPLE = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final int SECONDS = 60;

    @TempDir
    private Path folder;

    @Test
    void everyExampleWorks() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/jq")) && Files.isExecutable(Path.of("/usr/bin/curl")));
        try (var filbert = RunningFilbert.setUp(folder.resolve("data"), "network.mode=practice")) {
            Eventually.eventually(() -> assertThat(filbert.part(Membership.class).overlay().view().ultrapeers()).isPositive());
            var examples = EXAMPLE.matcher(Files.readString(Path.of("docs/api.md"))).results().map((MatchResult found) -> found.group(1))
                    .filter(example -> example.contains("curl"))
                    .collect(Collectors.joining());
            assertThat(examples).contains("/searches", "/downloads", "/events", "/v3/api-docs");
            var script = folder.resolve("examples.sh");
            Files.writeString(script, "set -eux\n" + examples.replace("127.0.0.1:8346", "127.0.0.1:" + filbert.webPort()));
            var process = new ProcessBuilder("bash", script.toString()).redirectErrorStream(true).redirectOutput(folder.resolve("output").toFile());
            process.environment().put("FILBERT_OWNER_TOKEN", RunningFilbert.TOKEN);
            var running = process.start();
            var ended = running.waitFor(SECONDS, TimeUnit.SECONDS);
            running.destroyForcibly();
            var output = Files.readString(folder.resolve("output"));
            assertThat(ended).as(output).isTrue();
            assertThat(running.exitValue()).as(output).isZero();
            assertThat(output).contains("event:status", "\n204\n", "/api/v1/");
        }
    }
}
