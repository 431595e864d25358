package filbert.sharing.upload;

import static filbert.sharing.upload.Visitor.n2r;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
