package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import filbert.command.Commands;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The small command, against a Filbert that runs. */
final class CommandsTest {
    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(Map<String, String> variables, String... arguments) {
        out.reset();
        err.reset();
        return new Commands(variables, new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8)).run(arguments);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void itAsksARunningFilbert() throws Exception {
        var music = Files.createDirectories(directory.resolve("music"));
        try (var filbert = RunningFilbert.setUp(directory.resolve("data"), "network.mode=practice")) {
            var variables = Map.of("FILBERT_URL", "http://127.0.0.1:" + filbert.webPort() + "/", "FILBERT_TOKEN", RunningFilbert.TOKEN);
            assertThat(run(variables, "status")).isZero();
            assertThat(said()).contains("Network    practice", "Downloads  0 active", "Library    0 files");
            assertThat(run(variables, "status", "--json")).isZero();
            assertThat(said()).startsWith("{\"person\":\"owner\"");
            assertThat(run(variables, "add-folder", music.toString())).isZero();
            assertThat(said()).isEqualTo("Shared (household): " + music + System.lineSeparator());
            assertThat(run(variables, "add-folder", directory.resolve("nosuch").toString())).isEqualTo(Commands.REFUSED);
            assertThat(complained()).isNotBlank().hasLineCount(1);

            Eventually.eventually(() -> {
                assertThat(run(variables, "search", "--seconds=1", "hazel", "grove")).isZero();
                assertThat(said()).contains("hazel grove at dawn.txt");
            });
            var search = said().split("[ ,]")[1];
            var row = said().lines().filter(line -> line.contains("hazel grove at dawn.txt")).findFirst().orElseThrow();
            assertThat(run(variables, "get", search, row.split(" ")[0])).isZero();
            assertThat(said()).isEqualTo("Download 1: hazel grove at dawn.txt" + System.lineSeparator());
            assertThat(run(variables, "get", search, "nosuch")).isEqualTo(Commands.REFUSED);
            assertThat(run(variables, "get", "magnet:?nonsense")).isEqualTo(Commands.REFUSED);

            assertThat(run(Map.of(), "--url=http://127.0.0.1:" + filbert.webPort(), "status")).as("without a token").isEqualTo(Commands.REFUSED);
            assertThat(complained()).hasLineCount(1);
        }
    }

    @Test
    void whatIsCalledWronglyIsExplained() {
        for (var arguments : List.of(List.of("get"), List.of("search"), List.of("status", "now"), List.of("--url=file:///etc/passwd", "status"), List.of("--seconds=0", "search", "x"), List.of("status", "--colour"))) {
            assertThat(run(Map.of(), arguments.toArray(String[]::new))).as("%s", arguments).isEqualTo(Commands.MISUSED);
            assertThat(complained()).contains("filbert [OPTIONS] status");
        }
        assertThat(run(Map.of(), "--help")).isZero();
        assertThat(said()).contains("add-folder PATH");
        assertThat(Commands.isOne("--json", "status")).isTrue();
        assertThat(Commands.isOne("--filbert.web.port=1")).isFalse();
        assertThat(Commands.isOne("backup")).isFalse();
        assertThat(Commands.isOne()).isFalse();
    }

    @Test
    void aMistypedCommandStartsNoServent() throws Exception {
        for (var arguments : List.of(List.of("serach", "hazel"), List.of("-v"), List.of("warm-up"))) {
            assertThat(Commands.isMistyped(arguments.toArray(String[]::new))).as("%s", arguments).isTrue();
        }
        assertThat(Commands.isMistyped()).isFalse();
        assertThat(Commands.isMistyped("--filbert.web.port=1", "--filbert.network.mode=practice")).isFalse();

        var filbert = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"), Filbert.class.getName(), "serach", "hazel")
                .redirectErrorStream(true)
                .start();
        try (var its = filbert.inputReader()) {
            assertThat(its.readLine()).isEqualTo("No such command: serach hazel");
            assertThat(its.readAllAsString()).contains("filbert [OPTIONS] search WORDS...");
            assertThat(filbert.waitFor()).isEqualTo(Commands.MISUSED);
        } finally {
            filbert.destroyForcibly();
        }
    }

    @Test
    void nobodyThere() throws Exception {
        assertThat(run(Map.of(), "--url=http://127.0.0.1:" + RunningFilbert.freePort(), "status")).isEqualTo(Commands.NOT_REACHED);
        assertThat(complained()).startsWith("Filbert cannot be reached").hasLineCount(1);
    }

    @Test
    void aTerminalObeysNothingThatComesFromTheNetwork() throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var body = "{\"id\":\"s\",\"state\":\"done\",\"answered\":1,\"results\":[{\"id\":\"r\",\"name\":\"a\\u001b[2J\\u202Eb\\n\\u0007c\",\"size\":2048,\"sources\":1}]}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            assertThat(run(Map.of(), "--url=http://127.0.0.1:" + server.getAddress().getPort(), "search", "x")).isZero();
            assertThat(said()).contains("2.0 KB", "a[2Jbc").doesNotContain("\u001b", "\u202E", "\u0007");
        } finally {
            server.stop(0);
        }
    }
}
