package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Below a path of somebody else's server: no page, form, stream, cookie or redirect leaves it. */
final class BasePathTest {
    private static final String NGINX = "/usr/sbin/nginx";

    @TempDir
    private Path folder;

    @Test
    void nothingLeavesTheBasePathThatIsSet() {
        try (var filbert = RunningFilbert.setUp(folder.resolve("data"), "web.base-path=/filbert")) {
            assertStays(Caller.nobody(filbert.webPort()).with(Map.of("X-Forwarded-Prefix", "/evil"), ""), "/filbert");
        }
    }

    @Test
    void whatAListedProxySaysOfThePathCounts() {
        try (var filbert = RunningFilbert.setUp(folder.resolve("data"), "web.trusted-proxies=127.0.0.1")) {
            var told = Caller.nobody(filbert.webPort()).with(Map.of("X-Forwarded-Prefix", "/nuts/filbert", "X-Forwarded-Proto", "https"), "");
            assertThat(told.ask("GET", "/library", "").location()).isEqualTo("/nuts/filbert/login");
            var login = told.ask("GET", "/login", "");
            assertThat(Jsoup.parse(login.body()).select("main form").attr("action")).isEqualTo("/nuts/filbert/login");
            assertThat(login.response().headers().allValues("Set-Cookie")).isNotEmpty().allSatisfy(cookie -> assertThat(cookie).contains("Path=/nuts/filbert", "Secure"));
        }
    }

    /** It also tells the path, as copied examples do: it must not come twice. */
    @Test
    void behindNginxThatPassesThePathOn() throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of(NGINX)));
        try (var filbert = RunningFilbert.setUp(folder.resolve("data"), "web.base-path=/filbert", "web.trusted-proxies=127.0.0.1");
                var nginx = new Nginx(folder, "location /filbert/ { proxy_pass http://127.0.0.1:" + filbert.webPort() + "; " + Nginx.HEADERS
                        + " proxy_set_header X-Forwarded-Prefix /filbert; }")) {
            assertStays(Caller.nobody(nginx.port()), "/filbert");
        }
    }

    @Test
    void behindNginxThatTakesThePathAway() throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of(NGINX)));
        try (var filbert = RunningFilbert.setUp(folder.resolve("data"), "web.trusted-proxies=127.0.0.1");
                var nginx = new Nginx(folder, "location /filbert/ { proxy_pass http://127.0.0.1:" + filbert.webPort() + "/; " + Nginx.HEADERS
                        + " proxy_set_header X-Forwarded-Prefix /filbert; }")) {
            assertStays(Caller.nobody(nginx.port()), "/filbert");
        }
    }

    private static void assertStays(Caller nobody, String base) {
        assertThat(nobody.ask("GET", base + "/library", "").location()).endsWith(base + "/login");
        var login = nobody.ask("GET", base + "/login", "");
        var form = Jsoup.parse(login.body()).selectFirst("main form");
        assertThat(form.attr("action")).isEqualTo(base + "/login");
        var csrf = form.select("[name=_csrf]").attr("value");
        var cookies = Caller.cookies(login.response().headers().allValues("Set-Cookie")).orElseThrow();
        var welcome = with(nobody, cookies).ask("POST", base + "/login", "username=owner&password=" + RunningFilbert.PASSWORD.replace(' ', '+') + "&_csrf=" + csrf);
        assertThat(welcome.location()).endsWith(base + "/");
        var set = welcome.response().headers().allValues("Set-Cookie");
        assertThat(set).isNotEmpty().allSatisfy(cookie -> assertThat(cookie).contains("Path=" + base + "/"));
        var walk = new PageWalk(with(nobody, cookies + "; " + Caller.cookies(set).orElseThrow()), base);
        assertThat(walk.walk()).isEmpty();
        assertThat(walk.seen()).contains(base + "/account", base + "/network/bandwidth", base + "/settings/general").hasSizeGreaterThan(40);
        assertStreams(with(nobody, cookies + "; " + Caller.cookies(set).orElseThrow()), base);
    }

    private static void assertStreams(Caller caller, String base) {
        var events = caller.ask("GET", base + "/events?view=home", "");
        assertThat(events.status()).isEqualTo(200);
        assertThat(events.body()).contains("\"" + base + "/").doesNotContain("href=\"/downloads\"");
    }

    private static Caller with(Caller caller, String cookies) {
        var headers = new java.util.HashMap<>(caller.headers());
        headers.put("Cookie", cookies);
        return caller.with(headers, "");
    }

    /** A real one in front, ours for as long as the test lasts. */
    private static final class Nginx implements AutoCloseable {
        static final String HEADERS = "proxy_http_version 1.1; proxy_buffering off; proxy_set_header Connection ''; proxy_set_header Host $http_host;"
                + " proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; proxy_set_header X-Forwarded-Proto $scheme;";

        private final int port = RunningFilbert.freePort();
        private final Process process;

        Nginx(Path folder, String location) throws IOException {
            var conf = folder.resolve("nginx.conf");
            Files.writeString(conf, "daemon off; pid " + folder + "/nginx.pid; error_log " + folder + "/error.log;\nevents {}\nhttp { access_log off;"
                    + " client_body_temp_path " + folder + "/body; proxy_temp_path " + folder + "/proxy; fastcgi_temp_path " + folder + "/fcgi; uwsgi_temp_path " + folder
                    + "/uwsgi; scgi_temp_path " + folder + "/scgi;\nserver { listen 127.0.0.1:" + port + "; " + location + " } }\n");
            process = new ProcessBuilder(NGINX, "-c", conf.toString(), "-p", folder.toString()).redirectErrorStream(true).redirectOutput(folder.resolve("nginx.log").toFile()).start();
            Eventually.eventually(() -> assertThat(answers()).isTrue());
        }

        private boolean answers() {
            try {
                return Caller.nobody(port).ask("GET", "/filbert/login", "").status() == 200;
            } catch (UncheckedIOException notYet) {
                return false;
            }
        }

        int port() {
            return port;
        }

        @Override
        public void close() {
            process.destroy();
            try {
                assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
