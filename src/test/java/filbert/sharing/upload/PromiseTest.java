package filbert.sharing.upload;

import static filbert.sharing.upload.UploadScene.noise;
import static filbert.sharing.upload.Visitor.n2r;
import static filbert.sharing.upload.Visitor.request;
import static org.assertj.core.api.Assertions.assertThat;

import filbert.net.AddressScope;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the owner does for, and to, those who fetch and wait. One slot, and somebody has it. */
final class PromiseTest {
    private static final String PARQ = "X-Queue: 1.1";
    private static final String POLLING = "X-Queue: 0.1";
    private static final String SOME = "Range: bytes=0-9";

    @TempDir
    private Path folder;

    private UploadScene scene;
    private ServedFile hazel;

    @BeforeEach
    void oneSlotIsTaken() {
        scene = new UploadScene(folder, new UploadSettings(1, 1, 20), AddressScope.PUBLIC);
        scene.net.bandwidth(3_000);
        hazel = scene.shelf.put("hazel.ogg", noise(30_000_000));
        scene.visitor("5.3.1.1").say(request("GET", n2r(hazel)));
        scene.run(Duration.ofSeconds(1));
        scene.net.bandwidth(50_000);
    }

    private int ask(String ip, String... headers) {
        return scene.visitor(ip).get(n2r(hazel), headers).status();
    }

    private long number(String ip) {
        return scene.server.queue().stream().filter(one -> one.host().ip().getHostAddress().equals(ip)).findFirst().orElseThrow().number();
    }

    @Test
    void whoWaitsOnItsConnectionIsServedWhenItAsksNext() {
        var first = scene.visitor("5.4.1.1");
        var second = scene.visitor("5.4.1.2");
        assertThat(first.get(n2r(hazel), POLLING, SOME).status()).isEqualTo(503);
        assertThat(second.get(n2r(hazel), POLLING, SOME).status()).isEqualTo(503);
        assertThat(scene.server.promise(number("5.4.1.2"))).isEqualTo(Promise.GIVEN);
        assertThat(scene.server.queue()).extracting(WaitingView::promised).containsExactly(false, true);
        scene.run(Duration.ofSeconds(50));
        assertThat(first.get(n2r(hazel), POLLING, SOME).status()).as("its turn has not come").isEqualTo(503);
        assertThat(second.get(n2r(hazel), POLLING, SOME).status()).isEqualTo(206);
        assertThat(scene.server.queue()).hasSize(1);
    }

    @Test
    void whoIsAwayMayComeAtOnceAndIsServedOnce() {
        assertThat(ask("5.4.1.1", PARQ, SOME, "Connection: close")).isEqualTo(503);
        assertThat(scene.server.promise(number("5.4.1.1"))).isEqualTo(Promise.GIVEN);
        scene.run(Duration.ofSeconds(1));
        assertThat(ask("5.4.1.1", PARQ, SOME, "Connection: close")).as("long before it was asked to come").isEqualTo(206);
        scene.run(Duration.ofSeconds(20));
        assertThat(ask("5.4.1.1", PARQ, SOME, "Connection: close")).as("it had what it was given").isEqualTo(503);
    }

    @Test
    void noMoreThanFourAreServedBesideTheSlots() {
        for (var i = 0; i <= Promise.MOST; i++) {
            assertThat(ask("5.4.1." + i, PARQ)).isEqualTo(503);
        }
        for (var i = 0; i < Promise.MOST; i++) {
            assertThat(scene.server.promise(number("5.4.1." + i))).isEqualTo(Promise.GIVEN);
        }
        assertThat(scene.server.promise(number("5.4.1.0"))).as("once more").isEqualTo(Promise.GIVEN);
        var last = number("5.4.1." + Promise.MOST);
        assertThat(scene.server.promise(last)).isEqualTo(Promise.TOO_MANY);
        scene.visitor("5.4.1.0").say(request("GET", n2r(hazel), PARQ));
        scene.run(Duration.ofSeconds(1));
        assertThat(scene.server.view()).filteredOn(upload -> upload.state().equals("sending")).hasSize(2);
        assertThat(scene.server.promise(last)).as("one of them is being served").isEqualTo(Promise.TOO_MANY);
        assertThat(scene.server.promise(4711)).isEqualTo(Promise.ABSENT);
    }

    @Test
    void allOfOneHostIsCancelledAndNothingOfOthers() {
        ask("5.4.1.1", PARQ);
        var walnut = scene.shelf.put("walnut.ogg", noise(3_000_001));
        assertThat(scene.visitor("5.3.1.1").get(n2r(walnut), PARQ).status()).isEqualTo(503);
        assertThat(scene.server.queue()).hasSize(2);
        assertThat(scene.server.cancelAll(scene.net.host("5.3.1.1").at(1).ip())).isEqualTo(2);
        assertThat(scene.server.view()).filteredOn(upload -> upload.state().equals("sending")).isEmpty();
        assertThat(scene.server.queue()).extracting(one -> one.host().ip().getHostAddress()).containsExactly("5.4.1.1");
        assertThat(scene.server.cancelAll(scene.net.host("5.3.1.1").at(1).ip())).isZero();
    }
}
