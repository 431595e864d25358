package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.config.engine.Membership;
import filbert.household.FirstStart;
import filbert.net.Bandwidth;
import filbert.household.Origin;
import filbert.household.Person;
import filbert.household.Role;
import filbert.operations.TaskBoard;
import filbert.store.Backups;
import filbert.household.SetUp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an empty data directory to a servent that is on its network. */
final class FirstStartTest {
    @TempDir
    Path data;

    @Test
    void nothingButSetUpAnswersUntilThereIsAnOwner() {
        try (var filbert = RunningFilbert.fresh(data)) {
            var browser = filbert.browser();
            for (var page : new String[] {"/", "/login", "/search?q=hazel", "/library", "/settings", "/nothing"}) {
                assertThat(browser.get(page)).satisfies(answer -> {
                    assertThat(answer.status()).isEqualTo(303);
                    assertThat(answer.location()).isEqualTo("/setup");
                });
            }
            filbert.stranger().get().uri("/api/v1/status").exchange().expectStatus().isEqualTo(503).expectBody();
            filbert.script().get().uri("/api/v1/status").exchange().expectStatus().isEqualTo(503).expectBody();
            filbert.stranger().post().uri("/login").exchange().expectStatus().isEqualTo(503).expectBody();
            filbert.stranger().get().uri("/actuator/health").exchange().expectStatus().isOk().expectBody();
            assertThat(browser.get("/setup").location()).startsWith("/setup/account");
            assertThat(filbert.part(Membership.class).overlay().view().neighbours()).isEmpty();
        }
    }

    @Test
    void theCodeIsInAFileThatOnlyWeMayReadAndStaysTheSameUntilUsed() throws IOException {
        String code;
        try (var filbert = RunningFilbert.fresh(data)) {
            code = filbert.part(SetUp.class).code().orElseThrow();
            assertThat(Files.readString(data.resolve("setup-code")).strip()).isEqualTo(code).hasSize(12);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("setup-code")))).isEqualTo("rw-------");
        }
        try (var filbert = RunningFilbert.fresh(data)) {
            assertThat(filbert.part(SetUp.class).code()).contains(code);
        }
    }

    @Test
    void theBrowserWalksThroughSetUpAndJoinsThePracticeNetwork() throws IOException {
        try (var filbert = RunningFilbert.fresh(data, "network.mode=practice")) {
            var browser = filbert.browser();
            var code = filbert.part(SetUp.class).code().orElseThrow();
            var account = Map.of("code", code, "name", "Ann", "password", "hazelnut grove", "repeat", "hazelnut grove");
            assertThat(browser.submit("/setup/account?code=" + code, "/setup/account", account).location()).isEqualTo("/setup/folders");
            assertThat(Files.exists(data.resolve("setup-code"))).isFalse();
            assertThat(browser.get("/setup/folders").status()).isEqualTo(200);
            var network = Map.of("mode", "practice", "port", String.valueOf(filbert.part(FirstStart.class).freePort()), "up", "600");
            assertThat(browser.get("/setup/network").page().text()).contains("How much of your line may others use");
            assertThat(browser.submit("/setup/network", "/setup/network", Map.of("mode", "practice", "up", "-1")).status()).isEqualTo(422);
            assertThat(browser.submit("/setup/network", "/setup/network", network).location()).isEqualTo("/setup/finish");
            assertThat(browser.get("/setup/finish").page().text()).contains("at most 600 KB/s");
            assertThat(filbert.part(Bandwidth.class).up().rate()).as("it holds before we join").isEqualTo(600 * 1024);
            browser.submit("/setup/finish", "/setup/finish", Map.of());
            assertThat(filbert.part(FirstStart.class).state()).isEqualTo(FirstStart.State.DONE);
            Eventually.eventually(() -> assertThat(
                            filbert.part(Membership.class).overlay().view().ultrapeers())
                    .isPositive());
            assertThat(browser.get("/").status()).isEqualTo(200);
        }
        try (var again = RunningFilbert.fresh(data, "network.mode=practice")) {
            assertThat(again.browser().get("/setup").location()).isEqualTo("/");
            assertThat(again.browser().signIn("ann", "hazelnut grove").location()).isEqualTo("/");
        }
    }

    @Test
    void whoComesBackWithAnotherBrowserSignsInAndGoesOn() {
        try (var filbert = RunningFilbert.fresh(data, "network.mode=practice")) {
            var code = filbert.part(SetUp.class).code().orElseThrow();
            var account = Map.of("code", code, "name", "Ann", "password", "hazelnut grove", "repeat", "hazelnut grove");
            filbert.browser().submit("/setup/account?code=" + code, "/setup/account", account);
            var another = filbert.browser();
            assertThat(another.get("/setup?code=" + code).location()).isEqualTo("/login");
            assertThat(another.get("/setup/folders").location()).isEqualTo("/setup");
            another.signIn("ann", "hazelnut grove");
            assertThat(another.get("/setup").location()).isEqualTo("/setup/folders");
        }
    }

    @Test
    void afterFiveWrongCodesTheRightOneIsRefusedToo() {
        try (var filbert = RunningFilbert.fresh(data)) {
            var firstStart = filbert.part(SetUp.class);
            var here = new Origin("192.0.2.7");
            for (int i = 0; i < 5; i++) {
                assertThat(firstStart.accepts("wrong", here)).isFalse();
            }
            assertThat(firstStart.lockedUntil(here)).isPresent();
            assertThat(firstStart.accepts(firstStart.code().orElseThrow(), here)).isFalse();
            assertThat(firstStart.accepts(firstStart.code().orElseThrow(), new Origin("192.0.2.8"))).isTrue();
        }
    }

    @Test
    void aPasswordInTheEnvironmentSetsUpWithoutABrowser() {
        try (var filbert = RunningFilbert.setUp(data)) {
            assertThat(filbert.part(FirstStart.class).state()).isEqualTo(FirstStart.State.DONE);
            var browser = filbert.browser();
            assertThat(browser.signIn("owner", RunningFilbert.PASSWORD).location()).isEqualTo("/");
            assertThat(browser.get("/").status()).isEqualTo(200);
            assertThat(Files.exists(data.resolve("setup-code"))).isFalse();
        }
    }

    @Test
    void theListeningPortIsChosenAtRandomOnceAndKept() { // C-15
        int port;
        try (var filbert = RunningFilbert.setUp(data)) {
            var membership = filbert.part(Membership.class);
            port = membership.overlay().view().listening().port();
            assertThat(port).isBetween(10_000, 60_000);
        }
        try (var filbert = RunningFilbert.setUp(data)) {
            Eventually.eventually(() -> assertThat(
                            filbert.part(Membership.class).overlay().view().listening().port())
                    .isEqualTo(port));
        }
    }

    @Test
    void anEmptyHouseIsNoBackupOfTheDay() throws IOException {
        try (var filbert = RunningFilbert.fresh(data)) {
            backUp(filbert);
            assertThat(filbert.part(Backups.class).list()).isEmpty();
        }
        try (var filbert = RunningFilbert.setUp(data)) {
            backUp(filbert);
            Eventually.eventually(() -> assertThat(filbert.part(Backups.class).list()).hasSize(1));
        }
    }

    private static void backUp(RunningFilbert filbert) {
        var board = filbert.part(TaskBoard.class);
        var ann = new Person(1, "ann", Role.OWNER);
        board.run(ann, "backup");
        Eventually.eventually(() -> assertThat(board.view(ann).getFirst().outcome()).isEqualTo("done"));
    }
}
