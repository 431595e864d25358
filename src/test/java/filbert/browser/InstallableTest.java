package filbert.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Page;
import filbert.config.GivenCertificate;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By https with a certificate the browser trusts, below a base path, Chromium finds nothing that would keep it from installing the pages as an app. */
@NeedsChromium
final class InstallableTest {
    private static final String PASSWORD = "set from outside";

    @TempDir
    private Path folder;

    @Test
    void chromiumHasNothingAgainstInstallingIt() throws Exception {
        var certificate = folder.resolve("certificate.pem");
        var privateKey = folder.resolve("key.pem");
        GivenCertificate.make(Files.createDirectory(folder.resolve("made")), certificate, privateKey);
        var settings = Map.of(
                "FILBERT_OWNER_PASSWORD", PASSWORD, "FILBERT_NETWORK_MODE", "practice", "FILBERT_WEB_BASE_PATH", "/filbert",
                "FILBERT_WEB_HTTPS", "given", "FILBERT_WEB_CERTIFICATE", certificate.toString(), "FILBERT_WEB_PRIVATE_KEY", privateKey.toString());
        try (var filbert = FilbertProcess.start(folder.resolve("data"), settings);
                var playwright = Chromium.playwright();
                var context = Chromium.lasting(playwright, folder.resolve("profile"), key(URI.create(filbert.url("/"))))) {
            var page = context.newPage();
            page.navigate(filbert.url("/filbert/login"));
            page.fill("#username", "owner");
            page.fill("#password", PASSWORD);
            page.click("main button");
            assertThat(page.locator("h1")).hasText("Hello, owner");
            assertThat(page.evaluate("isSecureContext")).isEqualTo(true);
            assertThat(page.evaluate("navigator.serviceWorker.ready.then(ready => ready.scope)")).isEqualTo(filbert.url("/filbert/"));
            var tools = context.newCDPSession(page);
            var manifest = tools.send("Page.getAppManifest");
            assertThat(manifest.get("url").getAsString()).isEqualTo(filbert.url("/filbert/manifest.webmanifest"));
            assertThat(manifest.getAsJsonArray("errors")).isEmpty();
            assertThat(tools.send("Page.getInstallabilityErrors").getAsJsonArray("installabilityErrors")).isEmpty();
            leadsWhereItSays(page, filbert, JsonParser.parseString(manifest.get("data").getAsString()).getAsJsonObject());
            context.setOffline(true);
            page.navigate(filbert.url("/filbert/downloads"));
            assertThat(page.locator("h1")).hasText("Filbert cannot be reached");
        }
    }

    private static void leadsWhereItSays(Page page, FilbertProcess filbert, JsonObject manifest) {
        assertThat(manifest.get("lang").getAsString()).isEqualTo("en");
        assertThat(manifest.get("id").getAsString()).isEqualTo("/filbert/");
        for (var icon : manifest.getAsJsonArray("icons")) {
            var answer = page.evaluate("from => fetch(from).then(reply => reply.status + ' ' + reply.headers.get('content-type'))", icon.getAsJsonObject().get("src").getAsString());
            assertThat(answer).asString().startsWith("200 " + icon.getAsJsonObject().get("type").getAsString());
        }
        var handler = manifest.getAsJsonArray("protocol_handlers").get(0).getAsJsonObject();
        assertThat(handler.get("protocol").getAsString()).isEqualTo("magnet");
        page.navigate(filbert.url(handler.get("url").getAsString().replace("%s", "magnet%3A%3Fxt%3Durn%3Asha1%3A3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ%26dn%3Dhazel.ogg")));
        assertThat(page.locator("main")).containsText("hazel.ogg");
        page.navigate(filbert.url(manifest.get("start_url").getAsString()));
        assertThat(page.locator("h1")).hasText("Hello, owner");
    }

    /** SHA-256 of the public key this server shows, as Chromium wants it. */
    private static String key(URI server) throws Exception {
        var shown = new AtomicReference<X509Certificate>();
        var tls = SSLContext.getInstance("TLS");
        tls.init(null, new TrustManager[] {new Looking(shown)}, new SecureRandom());
        try (var socket = (SSLSocket) tls.getSocketFactory().createSocket(server.getHost(), server.getPort())) {
            socket.startHandshake();
        }
        return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(shown.get().getPublicKey().getEncoded()));
    }

    /** Trusts whoever comes, and remembers what they showed. */
    private record Looking(AtomicReference<X509Certificate> shown) implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            shown.set(chain[0]);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
