package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program, held to a network interface that is not there. */
final class MissingInterfaceTest {
    @TempDir
    Path directory;

    @Test
    void itStartsWaitsAndSaysSoOnEveryPageConcerned() {
        try (var filbert = RunningFilbert.setUp(directory.resolve("data"), "network.interface=nothere7")) {
            var browser = filbert.browser();
            browser.signIn("owner", RunningFilbert.PASSWORD);
            Eventually.eventually(() -> assertThat(browser.get("/").page().select("#banners").text()).contains("The network interface nothere7 is not there."));
            assertThat(browser.get("/network").page().select("#standing").text())
                    .contains("Cut off", "The network interface nothere7 is not there.")
                    .doesNotContain("Not connected");
            var choice = browser.get("/settings/network").page().select("select[name=filbert.network.interface]");
            assertThat(choice.select("option[selected]").attr("value")).isEqualTo("nothere7");
            assertThat(choice.select("option").eachAttr("value")).contains("", "lo");
            assertThat(choice.select("option").first().text()).isEqualTo("Any");
            filbert.script()
                    .get()
                    .uri("/api/v1/status")
                    .exchange()
                    .expectBody()
                    .jsonPath("$.network.networkInterface")
                    .isEqualTo("nothere7")
                    .jsonPath("$.network.cutOff")
                    .isEqualTo(true);
        }
    }

    @Test
    void practiceStaysOnTheLoopbackWhateverTheInterface() {
        try (var filbert = RunningFilbert.setUp(directory.resolve("data"), "network.interface=nothere7", "network.mode=practice")) {
            Eventually.eventually(() -> filbert.script()
                    .get()
                    .uri("/api/v1/status")
                    .exchange()
                    .expectBody()
                    .jsonPath("$.network.cutOff")
                    .isEqualTo(false)
                    .jsonPath("$.network.networkInterface")
                    .isEqualTo("")
                    .jsonPath("$.network.ultrapeers")
                    .value(Integer.class, ultrapeers -> assertThat(ultrapeers).isPositive()));
        }
    }
}
