package filbert.sharing.upload;

import static filbert.sharing.upload.Visitor.n2r;
import static filbert.sharing.upload.Visitor.n2x;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What those who fetch a file here learn of each other. */
final class AlternativesInRepliesTest {
    @TempDir
    private Path folder;

    private UploadScene scene;
    private ServedFile hazel;

    @BeforeEach
    void shareOneFile() {
        scene = new UploadScene(folder);
        hazel = scene.shelf.put("music/blue hazel.ogg", UploadScene.noise(1000));
    }

    @Test
    @DisplayName("T-38 whom a peer names is told to nobody; a peer that names itself is")
    void onlyThoseWhoSpeakOfThemselvesArePassedOn() {
        scene.visitor("5.2.1.1").get(n2r(hazel), "X-Alt: 5.2.1.1:6400,5.7.7.7:6400", "X-Node: 5.2.1.1:6400");
        var reply = scene.visitor("5.3.1.1").get(n2r(hazel), "Range: bytes=0-99");
        assertThat(reply.status()).isEqualTo(206);
        assertThat(reply.header("X-Alt")).isEqualTo("5.2.1.1:6400");
    }

    @Test
    void aRefusalNamesOthersTooAndNobodyIsToldOfItself() {
        scene.settings = new UploadSettings(1, 1, 20);
        scene.visitor("5.2.1.1").get(n2r(hazel), "X-Alt: 5.2.1.1:6400", "X-Node: 5.2.1.1:6400");
        var busy = scene.visitor("5.3.1.1").get(n2r(hazel));
        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.header("X-Alt")).isEqualTo("5.2.1.1:6400");
        var itself = scene.visitor("5.2.1.1").get(n2r(hazel));
        assertThat(itself.header("X-Alt")).isEqualTo("(none)");
    }

    private static String naming(String ip) {
        return "X-Alt: " + ip + ":6400";
    }

    private static String being(String ip) {
        return "X-Node: " + ip + ":6400";
    }

    @Test
    @DisplayName("T-38 a request for the head alone is heard and told of others as well, and still tells no hearsay on")
    void headsHearAndTell() {
        var first = scene.visitor("5.2.1.1").head(n2r(hazel), "X-Alt: 5.2.1.1:6400,5.7.7.7:6400", being("5.2.1.1"));
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("X-Alt")).isEqualTo("(none)");
        var second = scene.visitor("5.3.1.1").head(n2r(hazel));
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.header("X-Alt")).isEqualTo("5.2.1.1:6400");
    }

    @Test
    @DisplayName("T-38 whose range is not there hears and tells as well, and nothing twice on a connection")
    void rangesThatAreNotThereHearAndTell() {
        var first = scene.visitor("5.2.1.1").get(n2r(hazel), "Range: bytes=1000-", "X-Alt: 5.2.1.1:6400,5.7.7.7:6400", being("5.2.1.1"));
        assertThat(first.status()).isEqualTo(416);
        var visitor = scene.visitor("5.3.1.1");
        var second = visitor.get(n2r(hazel), "Range: bytes=1000-");
        assertThat(second.status()).isEqualTo(416);
        assertThat(second.header("X-Alt")).isEqualTo("5.2.1.1:6400");
        assertThat(visitor.get(n2r(hazel), "Range: bytes=0-9").header("X-Alt")).isEqualTo("(none)");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("T-38 a request for the tree is heard; its reply tells of nobody and takes nothing from the next")
    void treesHear(boolean headAlone) {
        var named = new String[] {"X-Alt: 5.2.1.1:6400,5.7.7.7:6400", being("5.2.1.1")};
        var first = scene.visitor("5.2.1.1");
        assertThat((headAlone ? first.head(n2x(hazel), named) : first.get(n2x(hazel), named)).status()).isEqualTo(200);
        var visitor = scene.visitor("5.3.1.1");
        var tree = headAlone ? visitor.head(n2x(hazel)) : visitor.get(n2x(hazel));
        assertThat(tree.header("X-Alt")).isEqualTo("(none)");
        assertThat(visitor.get(n2r(hazel)).header("X-Alt")).isEqualTo("5.2.1.1:6400");
    }

    @Test
    @DisplayName("T-38 who asks for what is no more on disk as it was hashed is told who has it, and heard")
    void changedFilesHearAndTell() throws IOException {
        scene.visitor("5.2.1.1").get(n2r(hazel), naming("5.2.1.1"), being("5.2.1.1"));
        Files.writeString(folder.resolve("music/blue hazel.ogg"), "another");
        var reply = scene.visitor("5.3.1.1").get(n2r(hazel), naming("5.3.1.1"), being("5.3.1.1"));
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("X-Alt")).isEqualTo("5.2.1.1:6400");
        assertThat(scene.visitor("5.4.1.1").get(n2r(hazel)).header("X-Alt")).isEqualTo("5.3.1.1:6400,5.2.1.1:6400");
    }

    @Test
    @DisplayName("T-38 no request, of whatever kind, brings more than twenty new hosts of one peer")
    void headsAreNoWayAroundTheLimits() {
        for (var i = 0; i < 5; i++) {
            var many = IntStream.range(10 * i, 10 * i + 10).mapToObj(host -> "5.7." + host + ".1:6400").collect(Collectors.joining(","));
            scene.visitor("5.2.1.1").head(n2r(hazel), "X-Alt: " + many);
        }
        assertThat(scene.mesh.known(hazel.sha1())).isEqualTo(20);
    }

    @Test
    @DisplayName("T-37 who says of itself that it speaks TLS is told on as such, in front; what others say of it is not")
    void thoseThatSpeakTlsAreMarked() {
        scene.visitor("5.2.1.1").get(n2r(hazel), "X-Alt: tls=8,5.2.1.1:6400", being("5.2.1.1"));
        scene.visitor("5.3.1.1").get(n2r(hazel), naming("5.3.1.1"), being("5.3.1.1"), "X-Features: fwalt/0.1, tls/1.0");
        scene.visitor("5.4.1.1").get(n2r(hazel), "X-Alt: tls=4,5.4.1.1:6400,5.5.1.1:6400", being("5.4.1.1"));
        scene.visitor("5.5.1.1").get(n2r(hazel), naming("5.5.1.1"), being("5.5.1.1"));
        var told = scene.visitor("5.6.1.1").get(n2r(hazel), "Range: bytes=0-9").header("X-Alt");
        assertThat(told).isEqualTo("tls=C,5.3.1.1:6400,5.2.1.1:6400,5.5.1.1:6400,5.4.1.1:6400");
    }

    @Test
    @DisplayName("T-10 a reply with all of it still has at most 16 headers")
    void theHeadStaysSmall() {
        for (var i = 0; i < 12; i++) {
            var ip = "5.2." + i + ".1";
            scene.visitor(ip).get(n2r(hazel), "X-Alt: " + ip + ":6400", "X-Node: " + ip + ":6400");
        }
        var reply = scene.visitor("5.3.1.1").get(n2r(hazel), "Range: bytes=0-99");
        assertThat(reply.header("X-Alt").split(",")).hasSize(10);
        assertThat(reply.head().fields()).hasSizeLessThanOrEqualTo(Reply.MOST_HEADERS);
        assertThat(reply.raw().lines()).allMatch(line -> line.length() <= 1000);
    }
}
