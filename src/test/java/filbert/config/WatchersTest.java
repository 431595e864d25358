package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.AccessTokens;
import filbert.household.People;
import filbert.household.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Health and figures for those who watch over the process, and what a browser needs to install it. */
final class WatchersTest {
    @TempDir
    static Path data;

    private static RunningFilbert filbert;

    @BeforeAll
    static void start() {
        filbert = RunningFilbert.setUp(data, "web.base-path=/nuts");
    }

    @AfterAll
    static void stop() {
        filbert.close();
    }

    private static Caller script(String token) {
        return Caller.nobody(filbert.webPort()).with(Map.of("Authorization", "Bearer " + token), "");
    }

    @Test
    void partsOfHealthAreToldToOwnersOnly() {
        var member = filbert.part(People.class).create("mia", "hazel bush hedge", Role.MEMBER);
        var least = filbert.part(AccessTokens.class).create(member, "watch", Role.MEMBER);
        for (var caller : List.of(Caller.nobody(filbert.webPort()), script(least))) {
            assertThat(caller.ask("GET", "/nuts/actuator/health", "").body()).isEqualTo("{\"status\":\"UP\"}");
        }
        assertThat(script(RunningFilbert.TOKEN).ask("GET", "/nuts/actuator/health", "").body())
                .contains("\"disk\":", "\"database\":", "\"network\":", "\"free\":", "\"knownHosts\":");
        assertThat(script(RunningFilbert.TOKEN).ask("GET", "/nuts/actuator/health/database", "").body()).contains("UP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "x/y", "x/", "database/x", "x/y/z?path=.."})
    void whatIsNoPartOfHealthIsNotThere(String path) {
        assertThat(script(RunningFilbert.TOKEN).ask("GET", "/nuts/actuator/health/" + path, "").status()).isEqualTo(404);
        assertThat(Caller.nobody(filbert.webPort()).ask("GET", "/nuts/actuator/health/" + path, "").status()).isEqualTo(401);
    }

    @Test
    void figuresKeepTheirNames() {
        var reply = script(RunningFilbert.TOKEN).ask("GET", "/nuts/metrics", "");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.response().headers().firstValue("Content-Type").orElse("")).startsWith("text/plain").contains("version=0.0.4");
        var lines = reply.body().lines().toList();
        assertThat(lines).allSatisfy(line -> assertThat(line).matches("# (HELP|TYPE) filbert_\\w+ .+|filbert_\\w+(\\{\\w+=\"[^\"]*\"})? -?\\d+(\\.\\d+)?"));
        assertThat(lines.stream().filter(line -> line.startsWith("# TYPE")).map(line -> line.split(" ")[2])).containsExactly(
                "filbert_neighbours", "filbert_neighbours_wanted", "filbert_known_hosts", "filbert_ultrapeer", "filbert_cut_off", "filbert_messages_received_total",
                "filbert_messages_sent_total", "filbert_messages_dropped_total", "filbert_downloads", "filbert_download_bytes_per_second", "filbert_uploads",
                "filbert_upload_queue", "filbert_upload_bytes_per_second", "filbert_sent_bytes_total", "filbert_received_bytes_total", "filbert_given_bytes_total",
                "filbert_taken_bytes_total", "filbert_library_files", "filbert_library_bytes", "filbert_library_network_files", "filbert_library_files_left",
                "filbert_disk_free_bytes", "filbert_heap_used_bytes", "filbert_heap_max_bytes", "filbert_threads", "filbert_start_time_seconds", "filbert_cpu_seconds_total");
        assertThat(lines).contains("filbert_downloads{state=\"active\"} 0");
    }

    @Test
    void anOwnersTokenThatMayNotReadGetsNoFigures() {
        assertThat(Caller.nobody(filbert.webPort()).ask("GET", "/nuts/metrics", "").status()).isEqualTo(401);
        assertThat(script("filbert_wrong").ask("GET", "/nuts/metrics", "").status()).isEqualTo(401);
        var browser = filbert.browser();
        browser.submit("/nuts/login", "/nuts/login", Map.of("username", "owner", "password", RunningFilbert.PASSWORD));
        assertThat(browser.get("/nuts/metrics").status()).isEqualTo(200);
    }

    @Test
    void whatABrowserInstallsStaysBelowTheBasePathAndKeepsNothingOfTheHouse() {
        var nobody = Caller.nobody(filbert.webPort());
        var manifest = nobody.ask("GET", "/nuts/manifest.webmanifest", "");
        assertThat(manifest.response().headers().firstValue("Content-Type").orElse("")).startsWith("application/manifest+json");
        assertThat(manifest.body()).contains("\"start_url\":\"/nuts/\"", "\"scope\":\"/nuts/\"", "\"display\":\"standalone\"").containsPattern("\"src\":\"/nuts/assets/\\w+/icons/filbert.svg\"")
                .contains("\"lang\":\"en\"", "\"url\":\"/nuts/magnet?uri=%s\"");
        assertThat(nobody.with(Map.of("Accept-Language", "de"), "").ask("GET", "/nuts/manifest.webmanifest", "").body()).contains("\"lang\":\"de\"", "zu Hause");
        var worker = nobody.ask("GET", "/nuts/sw.js", "");
        assertThat(worker.response().headers().firstValue("Content-Type").orElse("")).startsWith("text/javascript");
        assertThat(worker.response().headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(worker.body()).startsWith("const ASSETS = \"/nuts/assets/").contains("const OFFLINE = \"/nuts/offline\"");
        var offline = nobody.ask("GET", "/nuts/offline", "");
        assertThat(offline.status()).isEqualTo(200);
        assertThat(offline.body()).contains("Filbert cannot be reached").doesNotContain("_csrf");
    }
}
