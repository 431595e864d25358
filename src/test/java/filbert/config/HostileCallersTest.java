package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody gets who bends headers, cookies and addresses, with no proxy listed. */
final class HostileCallersTest {
    private static final List<String> SPOOFED = List.of(
            "X-Forwarded-Host: evil.example", "X-Forwarded-Proto: https", "X-Forwarded-Prefix: /evil", "X-Forwarded-Port: 4711", "X-Forwarded-For: 203.0.113.9",
            "Forwarded: host=evil.example;proto=https;for=203.0.113.9");

    @TempDir
    static Path data;

    private static RunningFilbert filbert;

    @BeforeAll
    static void start() {
        filbert = RunningFilbert.setUp(data);
    }

    @AfterAll
    static void stop() {
        filbert.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/x", "//evil.example/x", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "evil.example", "/library?q=x"})
    void signingInLeadsToNobodyElsesPage(String forged) {
        var nobody = Caller.nobody(filbert.webPort());
        var login = nobody.ask("GET", "/login", "");
        var csrf = Jsoup.parse(login.body()).select("input[name=_csrf]").attr("value");
        var wanted = "REDIRECT_URI=" + Base64.getEncoder().encodeToString(forged.getBytes(StandardCharsets.UTF_8));
        var cookies = Caller.cookies(login.response().headers().allValues("Set-Cookie")).orElseThrow() + "; " + wanted;
        var welcome = nobody.with(Map.of("Cookie", cookies), csrf)
                .ask("POST", "/login", "username=owner&password=" + RunningFilbert.PASSWORD.replace(' ', '+') + "&_csrf=" + csrf);
        assertThat(welcome.status()).isEqualTo(302);
        assertStaysHere(welcome.location());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/x", "//evil.example/x", "/\\evil.example", "/\t/evil.example", "/%0d%0aLocation:%20https://evil.example", "javascript:alert(1)", "x"})
    void aFormLeadsBackToNobodyElsesPage(String back) {
        var browser = filbert.browser();
        browser.signIn("owner", RunningFilbert.PASSWORD);
        assertStaysHere(browser.submit("/account", "/preferences", Map.of("theme", "dark", "back", back)).location());
        assertStaysHere(browser.submit("/network/bandwidth", "/bandwidth", Map.of("profile", "slow", "back", back)).location());
    }

    private static void assertStaysHere(String location) {
        assertThat(location).startsWith("/").doesNotStartWith("//").doesNotContain("\\");
        assertThat(URI.create(location).getHost()).isNull();
    }

    @Test
    void whoIsNoListedProxyCannotSayWhereOrHowWeWereAsked() throws IOException {
        for (var page : List.of("/login", "/", "/library?q=x", "/assets/x/styles/base.css", "/api/v1/status")) {
            var plain = raw("GET " + page + " HTTP/1.1", "Host: 127.0.0.1", "Accept: text/html");
            var spoofed = raw("GET " + page + " HTTP/1.1", "Host: 127.0.0.1", "Accept: text/html\r\n" + String.join("\r\n", SPOOFED));
            assertThat(spoofed).doesNotContain("evil", "4711", "Secure", "https://").startsWith(plain.substring(0, plain.indexOf('\r')));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "evil.example:8346", "127.0.0.1@evil.example", "evil.example#127.0.0.1", "[::1].evil.example",
        "nas.local.evil.example", "", "local", "127.0.0.1/../evil.example", "evil%00.local"})
    void nothingIsToldUnderSomebodyElsesName(String host) throws IOException {
        var reply = raw("GET /login HTTP/1.1", "Host: " + host, "Accept: text/html");
        assertThat(reply).matches("(?s)HTTP/1.1 (421|400) .*").doesNotContain("_csrf", "Set-Cookie");
    }

    @Test
    void theNameInTheRequestLineIsNoWayAroundIt() throws IOException {
        assertThat(raw("GET http://evil.example/login HTTP/1.1", "Host: 127.0.0.1", "Accept: text/html")).doesNotContain("evil.example").startsWith("HTTP/1.1 ");
        assertThat(raw("GET /login HTTP/1.1", "Host: 127.0.0.1\r\nHost: evil.example", "Accept: text/html")).doesNotContain("evil.example");
    }

    @Test
    void everyCookieIsOutOfReachOfScriptsAndOtherSites() {
        var browser = filbert.browser();
        var set = new java.util.ArrayList<String>();
        set.addAll(browser.get("/downloads").headers().getOrEmpty("Set-Cookie"));
        set.addAll(browser.get("/login").headers().getOrEmpty("Set-Cookie"));
        set.addAll(browser.signIn("owner", RunningFilbert.PASSWORD).headers().getOrEmpty("Set-Cookie"));
        set.addAll(browser.submit("/account", "/preferences", Map.of("theme", "dark", "keys", "off")).headers().getOrEmpty("Set-Cookie"));
        assertThat(set).extracting(cookie -> cookie.substring(0, cookie.indexOf('='))).contains("REDIRECT_URI", "XSRF-TOKEN", "filbert", "theme", "keys");
        assertThat(set).allSatisfy(cookie -> assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Lax", "Path=/").doesNotContain("Domain"));
    }

    @Test
    void aConnectionThatIsKeptIsReadAgainAfterARefusal() throws IOException {
        var browser = filbert.browser();
        browser.signIn("owner", RunningFilbert.PASSWORD);
        var asks = "Host: 127.0.0.1\r\nCookie: " + browser.cookie("filbert") + "\r\n";
        try (var socket = new Socket("127.0.0.1", filbert.webPort())) {
            socket.setSoTimeout(20_000);
            socket.setTcpNoDelay(true);
            for (var i = 0; i < 100; i++) {
                socket.getOutputStream().write(("POST /preferences HTTP/1.1\r\n" + asks + "Content-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                assertThat(head(socket)).startsWith("HTTP/1.1 403");
                socket.getOutputStream().write(("GET /assets/x/y HTTP/1.1\r\n" + asks + "\r\n").getBytes(StandardCharsets.US_ASCII));
                assertThat(head(socket)).startsWith("HTTP/1.1 404");
            }
        }
    }

    /** Reads one answer with a length, and tells its first part. */
    private static String head(Socket socket) throws IOException {
        var in = socket.getInputStream();
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var read = in.read();
            assertThat(read).as("the server closed").isNotNegative();
            head.append((char) read);
        }
        var length = java.util.regex.Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
        assertThat(length.find()).as(head.toString()).isTrue();
        in.readNBytes(Integer.parseInt(length.group(1)));
        return head.toString();
    }

    private static String raw(String first, String... headers) throws IOException {
        try (var socket = new Socket("127.0.0.1", filbert.webPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write((first + "\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
