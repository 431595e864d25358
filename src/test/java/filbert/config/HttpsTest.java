package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages by https without anything in front. */
final class HttpsTest {
    @TempDir
    private Path folder;

    @Test
    void aCertificateOfItsOwnIsMadeOnceAndKept() throws Exception {
        X509Certificate first;
        try (var filbert = RunningFilbert.setUp(folder, "web.https=own", "web.hosts=nas.example.org")) {
            var login = get(URI.create("https://127.0.0.1:" + filbert.webPort() + "/login"));
            assertThat(login.statusCode()).isEqualTo(200);
            assertThat(login.headers().allValues("Set-Cookie")).isNotEmpty().allSatisfy(cookie -> assertThat(cookie).contains("Secure", "HTTPOnly"));
            assertThat(login.headers().firstValue("Strict-Transport-Security")).as("with a certificate nobody vouches for it would lock people out").isEmpty();
            assertThat(login.body()).as("browsers would refuse it, and complain").doesNotContain("data-vouched-for");
            first = certificate(login);
            assertThat(first.getSubjectAlternativeNames()).extracting(name -> (Object) name.get(1)).contains("localhost", "127.0.0.1", "nas.example.org");
            var plain = get(URI.create("http://127.0.0.1:" + filbert.webPort() + "/library?q=x"));
            assertThat(plain.statusCode()).isBetween(301, 308);
            assertThat(plain.headers().firstValue("Location")).contains("https://127.0.0.1:" + filbert.webPort() + "/library?q=x");
        }
        assertThat(Files.getPosixFilePermissions(folder.resolve("web-certificate.p12"))).hasSize(2);
        try (var filbert = RunningFilbert.setUp(folder, "web.https=own")) {
            assertThat(certificate(get(URI.create("https://127.0.0.1:" + filbert.webPort() + "/login")))).isEqualTo(first);
        }
    }

    @Test
    void aGivenCertificateIsReadAgainWhenItsFilesChange() throws Exception {
        var certificate = folder.resolve("certificate.pem");
        var key = folder.resolve("key.pem");
        var one = GivenCertificate.make(Files.createDirectory(folder.resolve("one")), certificate, key);
        try (var filbert = RunningFilbert.setUp(folder.resolve("data"), "web.https=given", "web.certificate=" + certificate, "web.private-key=" + key)) {
            var page = URI.create("https://127.0.0.1:" + filbert.webPort() + "/login");
            assertThat(certificate(get(page))).isEqualTo(one);
            assertThat(get(page).body()).contains("data-vouched-for=\"yes\"");
            assertThat(get(page).headers().firstValue("Strict-Transport-Security").orElse("")).startsWith("max-age=").doesNotContain("includeSubDomains");
            var two = GivenCertificate.make(Files.createDirectory(folder.resolve("two")), certificate, key);
            Eventually.eventually(() -> assertThat(served(page)).isEqualTo(two));
        }
    }

    @Test
    void withoutItsFilesAGivenCertificateStopsTheStartInOneLine() {
        assertThatThrownBy(() -> RunningFilbert.setUp(folder, "web.https=given", "web.certificate=" + folder.resolve("absent.pem")))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("filbert.web.");
    }

    private static X509Certificate served(URI page) {
        try {
            return certificate(get(page));
        } catch (Exception e) {
            throw new AssertionError(e); // between the two files
        }
    }

    private static X509Certificate certificate(HttpResponse<?> response) throws Exception {
        return (X509Certificate) response.sslSession().orElseThrow().getPeerCertificates()[0];
    }

    private static HttpResponse<String> get(URI page) throws Exception {
        var trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new Trusting()}, new SecureRandom());
        try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(trusting).build()) {
            return client.send(HttpRequest.newBuilder(page).header("Accept", "text/html").build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    /** As somebody does who said "go on" to their browser. */
    private static final class Trusting extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, java.net.Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, java.net.Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
