package filbert.sharing.upload;

import static filbert.sharing.upload.UploadScene.noise;
import static filbert.sharing.upload.Visitor.n2r;
import static filbert.sharing.upload.Visitor.request;
import static org.assertj.core.api.Assertions.assertThat;

import filbert.simulation.VirtualHost;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CallBacksTest {
    private static final String GIV = "GIV 7:0123456789ABCDEF0123456789ABCDEF/file\n\n";

    @TempDir
    private Path folder;

    private final List<Visitor> called = new ArrayList<>();
    private UploadScene scene;
    private ServedFile hazel;
    private VirtualHost requester;

    @BeforeEach
    void requesterListens() throws IOException {
        scene = new UploadScene(folder);
        hazel = scene.shelf.put("hazel.ogg", noise(10_000));
        requester = scene.net.host("5.2.1.1");
        requester.listener().listen(requester.at(6346), link -> called.add(new Visitor(scene, link)));
    }

    @Test
    @DisplayName("T-47 a push is answered with GIV, then served as any caller")
    void aPushIsAnsweredWithGivAndHttp() {
        scene.callBacks.asked(requester.at(6346), 7);
        scene.run(Duration.ofSeconds(1));
        var visitor = called.getFirst();
        assertThat(visitor.heard.text()).isEqualTo(GIV);
        visitor.say(request("GET", n2r(hazel)) + request("GET", "/get/1/hazel.ogg", "Range: bytes=5-9"));
        scene.run(Duration.ofSeconds(1));
        assertThat(visitor.heard.text()).startsWith(GIV + "HTTP/1.1 200 OK").contains("Content-Range: bytes 5-9/10000");
        assertThat(scene.server.view()).hasSize(2).allSatisfy(upload -> assertThat(upload.host()).isEqualTo(requester.at(6346)));
    }

    @Test
    @DisplayName("T-47 an index beyond 2^31-1 is given as 0")
    void anIndexLimeWireCannotReadIsZero() {
        scene.callBacks.asked(requester.at(6346), 0xFFFF_FFFFL);
        scene.run(Duration.ofSeconds(1));
        assertThat(called.getFirst().heard.text()).startsWith("GIV 0:0123456789ABCDEF");
    }

    @Test
    void aRequesterThatSaysNothingIsLetGo() {
        scene.callBacks.asked(requester.at(6346), 7);
        scene.run(Duration.ofSeconds(32));
        assertThat(called.getFirst().heard.isClosed()).isTrue();
    }

    @Test
    @DisplayName("C-76 a push naming an address outside the scope calls nobody")
    void nobodyOutsideTheScopeIsCalled() throws IOException {
        var inside = scene.net.host("192.168.1.2");
        inside.listener().listen(inside.at(6346), link -> called.add(new Visitor(scene, link)));
        scene.callBacks.asked(inside.at(6346), 7);
        scene.callBacks.asked(requester.at(80), 7);
        scene.run(Duration.ofSeconds(20));
        assertThat(called).isEmpty();
    }

    @Test
    @DisplayName("T-48")
    void whereNobodyAnsweredNobodyIsCalledForAWhile() throws IOException {
        var late = scene.net.host("5.2.1.7");
        scene.callBacks.asked(late.at(6346), 7);
        scene.run(Duration.ofSeconds(15));
        late.listener().listen(late.at(6346), link -> called.add(new Visitor(scene, link)));
        scene.callBacks.asked(late.at(6346), 7);
        scene.callBacks.asked(requester.at(6346), 7);
        scene.run(CallBacks.UNREACHED.minusSeconds(30));
        assertThat(called).as("another is called all the same").hasSize(1);
        scene.callBacks.asked(late.at(6346), 7);
        scene.run(Duration.ofSeconds(1));
        assertThat(called).hasSize(1);
        scene.run(Duration.ofSeconds(30));
        scene.callBacks.asked(late.at(6346), 7);
        scene.run(Duration.ofSeconds(1));
        assertThat(called).hasSize(2);
    }

    @Test
    void onlySoManyAreCalledAtOnce() throws IOException {
        scene.net.host("5.9.1.1").fallSilent();
        for (var i = 0; i < CallBacks.MOST_AT_ONCE + 5; i++) {
            scene.callBacks.asked(scene.net.host("5.9.1.1").at(6346), 7);
        }
        scene.callBacks.asked(requester.at(6346), 7);
        scene.run(Duration.ofSeconds(1));
        assertThat(called).isEmpty();
        scene.run(Duration.ofSeconds(10));
        scene.callBacks.asked(requester.at(6346), 7);
        scene.run(Duration.ofSeconds(1));
        assertThat(called).hasSize(1);
    }
}
