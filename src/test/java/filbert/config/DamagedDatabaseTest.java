package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.FirstStart;
import filbert.household.People;
import filbert.store.Backups;
import filbert.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/** A database that does not open leads to a page that offers the last backup. */
final class DamagedDatabaseTest {
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    Path data;

    private Browser rescuePage(int port) {
        return new Browser(WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(20))
                .build());
    }

    private void damage() throws Exception {
        Files.writeString(data.resolve("database/filbert.mv.db"), "nonsense");
    }

    private static void waitFor(Browser browser) {
        Eventually.eventually(() -> {
            try {
                assertThat(browser.get("/").status()).isEqualTo(503);
            } catch (WebClientRequestException e) {
                throw new AssertionError("not open yet", e);
            }
        });
    }

    @Test
    void theLastBackupIsPutBackFromTheBrowser() throws Exception {
        RunningFilbert.setUp(data).close();
        try (var database = Database.open(data.resolve("database/filbert"))) {
            new Backups(data.resolve("backup"), () -> Instant.parse("2026-11-20T12:00:00Z")).makeDaily(database);
        }
        damage();
        var port = RunningFilbert.freePort();
        var starting = CompletableFuture.supplyAsync(() -> RunningFilbert.fresh(data, "web.port=" + port));
        var browser = rescuePage(port);
        waitFor(browser);
        var code = Files.readString(data.resolve("rescue-code")).strip();
        var page = browser.get("/library?code=" + code).page();
        assertThat(page.text()).contains("cannot be opened", "filbert.mv.db", "20 November 2026");
        assertThat(page.select("input[name=code]").val()).isEqualTo(code);
        assertThat(page.select("input[name=choice][checked]").val()).isEqualTo("2026-11-20");
        assertThat(page.select("script, [style]")).isEmpty();

        var wrong = post(browser, "wrong", "2026-11-20");
        assertThat(wrong.page().text()).contains("This code is not right");
        assertThat(post(browser, code, "../../etc/passwd").page().text()).contains("That did not work");
        assertThat(post(browser, code, "2026-11-20").page().text()).contains("starting again");

        try (var filbert = starting.get(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            assertThat(filbert.part(FirstStart.class).state()).isEqualTo(FirstStart.State.DONE);
            assertThat(filbert.browser().signIn("owner", RunningFilbert.PASSWORD).location()).isEqualTo("/");
            assertThat(Files.exists(data.resolve("rescue-code"))).isFalse();
        }
    }

    private static Browser.Answer post(Browser browser, String code, String choice) {
        return browser.post(
                "/", new org.springframework.util.LinkedMultiValueMap<>(Map.of("code", java.util.List.of(code), "choice", java.util.List.of(choice))));
    }

    @Test
    void withoutABackupOneCanBeginAnew() throws Exception {
        RunningFilbert.setUp(data).close();
        damage();
        var port = RunningFilbert.freePort();
        var starting = CompletableFuture.supplyAsync(() -> RunningFilbert.fresh(data, "web.port=" + port));
        var browser = rescuePage(port);
        waitFor(browser);
        post(browser, Files.readString(data.resolve("rescue-code")).strip(), "new");
        try (var filbert = starting.get(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            assertThat(filbert.part(People.class).nobody()).isTrue();
            assertThat(filbert.part(FirstStart.class).state()).isEqualTo(FirstStart.State.ACCOUNT);
        }
    }
}
