package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.config.engine.Membership;
import filbert.servent.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps Filbert from starting is said in one line, by a process that ends with 1. */
final class StartRefusedTest {
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    Path directory;

    private record Ended(int code, List<String> said) {}

    private Ended start(Map<String, String> environment, String... settings) throws IOException, InterruptedException {
        var output = directory.resolve("output");
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Filbert.class.getName(),
                "--filbert.web.bind-address=127.0.0.1",
                "--filbert.network.bind-address=127.0.0.1",
                "--filbert.network.mode=private"));
        Arrays.stream(settings).map(setting -> "--filbert." + setting).forEach(command::add);
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readAllLines(output));
    }

    private String data() {
        return "data-dir=" + directory.resolve("data");
    }

    @Test
    void anUnknownVariableIsNamed() throws Exception {
        var ended = start(Map.of("FILBERT_WEB_PROT", "8346"), data());
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said())
                .containsExactly("Filbert cannot start: There is no setting FILBERT_WEB_PROT (found in the environment)."
                        + " Did you mean FILBERT_WEB_PORT?");
        assertThat(Files.exists(directory.resolve("data"))).isFalse();
    }

    @Test
    void anUnknownKeyInTheFileIsNamedWithTheFile() throws Exception {
        var file = Files.writeString(directory.resolve("mine.yml"), "filbert:\n  network:\n    mod: public\n");
        var refused = refusal("--spring.config.additional-location=file:" + file, "--filbert." + data());
        assertThat(refused).contains("filbert.network.mod", "mine.yml", "Did you mean filbert.network.mode?");
    }

    @Test
    void aValueThatCannotBeIsNamedWithWhatItMustBe() {
        assertThat(refusal("--filbert." + data(), "--filbert.web.port=many"))
                .isEqualTo("filbert.web.port is 'many' in the environment, but must be a whole number from 0 to 65535.");
    }

    private static String refusal(String... arguments) {
        try {
            Filbert.application().run(arguments).close();
            return "it started";
        } catch (StartRefusedException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    @Test
    void aSecondFilbertOnTheSameDataDirectoryIsRefusedAndTheFirstGoesOn() throws Exception {
        try (var first = RunningFilbert.setUp(directory.resolve("data"))) {
            var second = start(Map.of(), data(), "web.port=0");
            assertThat(second.code()).isEqualTo(1);
            assertThat(second.said()).singleElement().asString().contains(
                    "Another Filbert (process " + ProcessHandle.current().pid() + ") already uses the data directory",
                    "FILBERT_DATA_DIR");
            assertThat(refusal("--filbert." + data())).contains("Another Filbert");
            first.script().get().uri("/api/v1/status").exchange().expectStatus().isOk().expectBody();
        }
    }

    @Test
    void aBusyWebPortIsNamed() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var ended = start(Map.of(), data(), "web.port=" + other.getLocalPort());
            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.said())
                    .containsExactly("Filbert cannot start: The web port " + other.getLocalPort()
                            + " is taken by another program. Stop it, or set filbert.web.port (FILBERT_WEB_PORT) to a free one.");
        }
    }

    @Test
    void aBusyGnutellaPortIsSaidOnThePagesWhichOpenNevertheless() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                var filbert = RunningFilbert.setUp(directory.resolve("data"), "network.port=" + other.getLocalPort())) {
            Eventually.eventually(() ->
                    assertThat(filbert.part(Membership.class).overlay().view().lastRefusal()).isEqualTo(new Refusal(Refusal.Kind.PORT_TAKEN, "", String.valueOf(other.getLocalPort()))));
            filbert.script().get().uri("/api/v1/status").exchange().expectStatus().isOk().expectBody();
        }
    }

    @Test
    void aDataDirectoryThatCannotBeWrittenIsNamed() throws IOException {
        var file = Files.writeString(directory.resolve("file"), "in the way");
        assertThat(refusal("--filbert.data-dir=" + file.resolve("data"))).contains("The data directory", "cannot be made", "FILBERT_DATA_DIR");
    }
}
