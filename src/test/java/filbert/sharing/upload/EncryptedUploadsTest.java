package filbert.sharing.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The change to TLS in the middle of HTTP, as gtk-gnutella asks for it (3-transfer, 3.14). */
final class EncryptedUploadsTest {
    private static final String[] WITH_TLS = {"Upgrade: TLS/1.0", "Connection: Upgrade"};

    @TempDir
    private Path folder;

    private UploadScene scene;
    private byte[] content;
    private ServedFile file;

    @BeforeEach
    void share() {
        scene = new UploadScene(folder);
        content = UploadScene.noise(100_000);
        file = scene.shelf.put("hazel.ogg", content);
    }

    @Test // T-60
    void whoAsksForTlsGetsA101AndTheReplyToThatVeryRequestInside() {
        var visitor = scene.visitor("5.2.1.1");
        var switching = visitor.get(Visitor.n2r(file), WITH_TLS);
        assertThat(switching.head().startLine()).isEqualTo("HTTP/1.1 101 Switching Protocols");
        assertThat(switching.header("Upgrade")).isEqualTo("TLS/1.0, HTTP/1.1");
        assertThat(switching.header("Connection")).isEqualTo("Upgrade");
        visitor.link.upgradeTls(Unpooled.EMPTY_BUFFER);
        var reply = visitor.reply();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(content);
        assertThat(reply.header("X-Features")).contains("tls/1.0");
        assertThat(visitor.link.tls()).isPresent();
        assertThat(visitor.get(Visitor.n2r(file), "Range: bytes=0-9").status()).isEqualTo(206);
        assertThat(visitor.get(Visitor.n2r(file), WITH_TLS).status()).as("asked again inside").isEqualTo(200);
    }

    @Test // T-60
    void insideTlsFromTheFirstByteTheSameFileIsServed() {
        var visitor = scene.visitor("5.2.1.1");
        scene.us.links().getFirst().upgradeTls(Unpooled.EMPTY_BUFFER);
        visitor.link.upgradeTls(Unpooled.EMPTY_BUFFER);
        assertThat(visitor.get(Visitor.n2r(file)).body()).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep-alive, Upgrade", "Keep-Alive", "close"})
    void theWordUpgradeMustStandAlone(String connection) {
        assertThat(scene.visitor("5.2.1.1").get(Visitor.n2r(file), "Upgrade: TLS/1.0", "Connection: " + connection).status()).isEqualTo(200);
    }

    @Test
    void otherUpgradesAreAnsweredInClear() {
        assertThat(scene.visitor("5.2.1.1").get(Visitor.n2r(file), "Upgrade: h2c", "Connection: Upgrade").status()).isEqualTo(200);
    }

    @Test
    void whereTlsIsSwitchedOffTheReplyComesInClear() {
        scene.us.withoutTls();
        var reply = scene.visitor("5.2.1.1").get(Visitor.n2r(file), WITH_TLS);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("X-Features")).doesNotContain("tls");
    }

    @Test
    void aRequestWithAnotherBehindItIsAnsweredInClear() {
        var visitor = scene.visitor("5.2.1.1");
        visitor.say(Visitor.request("GET", Visitor.n2r(file), WITH_TLS) + Visitor.request("GET", Visitor.n2r(file), "Range: bytes=0-9"));
        assertThat(visitor.reply().status()).isEqualTo(200);
        assertThat(visitor.reply().status()).isEqualTo(206);
    }

    @Test
    void whoAsksForTlsAndSaysNothingIsHungUpOn() {
        var visitor = scene.visitor("5.2.1.1");
        visitor.get(Visitor.n2r(file), WITH_TLS);
        scene.run(Duration.ofSeconds(11));
        assertThat(visitor.closed()).isTrue();
        assertThat(scene.server.view()).noneMatch(upload -> upload.state().equals("sending"));
    }
}
