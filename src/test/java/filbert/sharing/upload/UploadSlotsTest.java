package filbert.sharing.upload;

import static filbert.sharing.upload.UploadScene.noise;
import static filbert.sharing.upload.Visitor.n2r;
import static filbert.sharing.upload.Visitor.n2x;
import static filbert.sharing.upload.Visitor.request;
import static org.assertj.core.api.Assertions.assertThat;

import filbert.net.AddressScope;
import filbert.sharing.mesh.Dealings.Dealing;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UploadSlotsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    private UploadScene scene;
    private ServedFile hazel;
    private ServedFile walnut;
    private ServedFile almond;

    @BeforeEach
    void shareSlowly() {
        scene = new UploadScene(folder);
        scene.net.bandwidth(50_000);
        hazel = scene.shelf.put("hazel.ogg", noise(3_000_000)); // a minute's worth
        walnut = scene.shelf.put("walnut.ogg", noise(3_000_001));
        almond = scene.shelf.put("almond.ogg", noise(3_000_002));
    }

    private List<Visitor> fillAllSlots() {
        var visitors = new ArrayList<Visitor>();
        for (var i = 0; i < 6; i++) {
            visitors.add(scene.visitor("5.3.1." + i).say(request("GET", n2r(hazel))));
        }
        scene.run(SECOND);
        assertThat(states()).containsOnly("sending").hasSize(6);
        return visitors;
    }

    private List<String> states() {
        return scene.server.view().stream().map(UploadView::state).toList();
    }

    @Test
    void whoIsTurnedOutLosesTheSlotAtOnce() {
        fillAllSlots();
        scene.server.turnOut(InetAddress.ofLiteral("5.3.1.2")::equals);
        scene.run(SECOND);
        assertThat(scene.server.view())
                .filteredOn(view -> view.state().equals("sending"))
                .extracting(view -> view.host().ip().getHostAddress())
                .hasSize(5)
                .doesNotContain("5.3.1.2");
    }

    @Test
    @DisplayName("T-56 six uploads at a time, the seventh is told when to come back")
    void slotsAreLimited() {
        fillAllSlots();
        var late = scene.visitor("5.4.1.1");
        var reply = late.get(n2r(walnut));
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isEqualTo("900");
        assertThat(reply.header("X-Queue")).isEqualTo("(none)");
        assertThat(reply.header("X-Gnutella-Content-URN")).isEqualTo("urn:sha1:" + walnut.sha1().base32());
        assertThat(late.closed()).isTrue();
        assertThat(states()).containsOnlyOnce("refused");
    }

    @Test
    @DisplayName("T-56 two uploads at a time to one address")
    void slotsPerAddressAreLimited() {
        scene.visitor("5.2.1.1").say(request("GET", n2r(hazel)));
        scene.visitor("5.2.1.1").say(request("GET", n2r(walnut)));
        scene.run(SECOND);
        assertThat(scene.visitor("5.2.1.1").get(n2r(almond)).status()).isEqualTo(503);
        var stranger = scene.visitor("5.2.1.2").say(request("GET", n2r(almond)));
        scene.run(SECOND);
        assertThat(stranger.heard.text()).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void addressesOfOneIpv6NetworkCountAsOne() {
        scene = new UploadScene(folder, new UploadSettings(6, 1, 20), AddressScope.PUBLIC);
        scene.net.bandwidth(50_000);
        hazel = scene.shelf.put("hazel.ogg", noise(3_000_000));
        walnut = scene.shelf.put("walnut.ogg", noise(3_000_001));
        scene.visitor("2a00:1:2:3::1").say(request("GET", n2r(hazel)));
        scene.run(SECOND);
        assertThat(scene.visitor("2a00:1:2:3::2").get(n2r(walnut)).status()).isEqualTo(503);
    }

    @Test
    @DisplayName("T-56 the same file twice to one address is 409 unless the first has stalled for 30 s")
    void theSameFileTwiceIsRefusedUnlessTheFirstStalled() {
        var first = scene.visitor("5.2.1.1").say(request("GET", n2r(hazel)));
        scene.run(SECOND);
        assertThat(scene.visitor("5.2.1.1").get(n2r(hazel), "Range: bytes=100-").status()).isEqualTo(409);
        first.link.reading(false);
        scene.run(Duration.ofSeconds(20));
        assertThat(scene.visitor("5.2.1.1").get(n2r(hazel)).status()).isEqualTo(409);
        scene.run(Duration.ofSeconds(15));
        var second = scene.visitor("5.2.1.1").say(request("GET", n2r(hazel), "Range: bytes=0-9"));
        assertThat(second.reply().status()).isEqualTo(206);
        first.link.reading(true);
        assertThat(first.closed()).isTrue();
        assertThat(states()).contains("cut", "done");
    }

    @Test
    void aSlotIsKeptBetweenTheRangesOfOneConnectionAndNotLonger() {
        scene.net.bandwidth(Long.MAX_VALUE);
        scene = new UploadScene(folder, new UploadSettings(1, 1, 20), AddressScope.PUBLIC);
        hazel = scene.shelf.put("hazel.ogg", noise(3_000_000));
        var holder = scene.visitor("5.2.1.1");
        assertThat(holder.get(n2r(hazel), "Range: bytes=0-9").status()).isEqualTo(206);
        assertThat(scene.visitor("5.3.1.1").get(n2r(hazel)).status()).isEqualTo(503);
        scene.run(Duration.ofSeconds(9));
        assertThat(holder.get(n2r(hazel), "Range: bytes=10-19").status()).isEqualTo(206);
        scene.run(Duration.ofSeconds(11));
        assertThat(scene.visitor("5.3.1.2").get(n2r(hazel), "Range: bytes=0-9").status()).isEqualTo(206);
        assertThat(holder.get(n2r(hazel), "Range: bytes=20-29").status()).isEqualTo(503);
    }

    @Test
    void aSlotIsFreeOnceItsConnectionCloses() {
        var visitors = fillAllSlots();
        visitors.getFirst().link.close();
        scene.run(SECOND);
        assertThat(scene.visitor("5.4.1.1").get(n2r(hazel), "Range: bytes=0-9").status()).isEqualTo(206);
    }

    @Test
    @DisplayName("T-56 slow readers lose their slots while others wait, and get none again for a while")
    void slowReadersDoNotKeepSlotsFromThoseWhoWait() {
        scene.net.bandwidth(500);
        fillAllSlots();
        scene.net.bandwidth(50_000);
        assertThat(scene.visitor("5.4.1.1").get(n2r(walnut)).status()).isEqualTo(503);
        scene.run(Duration.ofSeconds(70));
        var slow = scene.server.view().stream().filter(upload -> upload.state().equals("cut")).findFirst().orElseThrow();
        var ip = slow.host().ip().getHostAddress();
        assertThat(scene.visitor(ip).get(n2r(hazel), "Range: bytes=0-9").status()).as("one of the slow").isEqualTo(503);
        assertThat(scene.visitor("5.4.1.1").get(n2r(walnut), "Range: bytes=0-9").status()).isEqualTo(206);
        scene.run(Desk.SLOW_PAUSE);
        assertThat(scene.visitor(ip).get(n2r(hazel), "Range: bytes=0-9").status()).isEqualTo(206);
    }

    @Test
    void nobodyIsSlowOrStalledWhoWaitsForOurOwnBandwidth() {
        scene.net.bandwidth(500);
        fillAllSlots();
        scene.us.holdBack(true);
        scene.net.bandwidth(50_000);
        assertThat(scene.visitor("5.4.1.1").get(n2r(walnut)).status()).isEqualTo(503);
        scene.run(Duration.ofMinutes(3));
        assertThat(states()).doesNotContain("cut");
    }

    @Test
    void whatIsSentCountsForItsHost() {
        scene.visitor("5.4.1.1").get(n2r(hazel), "Range: bytes=0-99999");
        scene.visitor("5.4.1.2").get(n2r(walnut), "Range: bytes=0-9");
        assertThat(scene.mesh.dealings().view())
                .containsExactly(new Dealing(InetAddress.ofLiteral("5.4.1.1"), 100_000, 0), new Dealing(InetAddress.ofLiteral("5.4.1.2"), 10, 0));
    }

    @Test
    void theNumberOfSlotsMayChangeWhileUploadsRun() {
        var visitors = fillAllSlots();
        scene.settings = new UploadSettings(7, 2, 20);
        scene.visitor("5.4.1.1").say(request("GET", n2r(walnut)));
        scene.run(SECOND);
        assertThat(states()).containsOnly("sending").hasSize(7);
        scene.settings = new UploadSettings(2, 1, 20);
        visitors.subList(0, 4).forEach(visitor -> visitor.link.close());
        scene.run(SECOND);
        assertThat(scene.visitor("5.4.1.2").get(n2r(walnut)).status()).as("three still run").isEqualTo(503);
        assertThat(scene.server.slots().allTaken()).isTrue();
    }

    @Test
    void slowReadersMayStayWhileNobodyWaits() {
        scene.net.bandwidth(500);
        fillAllSlots();
        scene.run(Duration.ofMinutes(5));
        assertThat(states()).containsOnly("sending");
    }

    @Test
    void aSlotHeldWithCrumbsIsLostToo() {
        scene = new UploadScene(folder, new UploadSettings(1, 1, 20), AddressScope.PUBLIC);
        hazel = scene.shelf.put("hazel.ogg", noise(3_000_000));
        walnut = scene.shelf.put("walnut.ogg", noise(3_000_001));
        var holder = scene.visitor("5.2.1.1");
        var waiting = scene.visitor("5.3.1.1");
        holder.get(n2r(hazel), "Range: bytes=0-0");
        assertThat(waiting.get(n2r(walnut), "X-Queue: 0.1").header("X-Queue")).startsWith("position=1");
        for (var i = 0; i < 8; i++) {
            holder.say(request("GET", n2r(hazel), "Range: bytes=" + i + "-" + i));
            scene.run(Duration.ofSeconds(9));
        }
        assertThat(holder.heard.isClosed()).isTrue();
        assertThat(waiting.get(n2r(walnut), "X-Queue: 0.1", "Range: bytes=0-9").status()).isEqualTo(206);
    }

    @Test
    void slowPeersAreRememberedUpToABoundAndNotForEver() throws UnknownHostException {
        var slowpokes = new Sidelined(Desk.SLOW_PAUSE);
        for (var i = 0; i <= Sidelined.REMEMBERED; i++) {
            slowpokes.add(InetAddress.getByAddress(new byte[] {5, 5, (byte) (i >> 8), (byte) i}), i);
        }
        assertThat(slowpokes.remembered()).isEqualTo(Sidelined.REMEMBERED);
        assertThat(slowpokes.include(InetAddress.ofLiteral("5.5.0.0"), 0)).isFalse();
        assertThat(slowpokes.include(InetAddress.ofLiteral("5.5.0.1"), 0)).isTrue();
        assertThat(slowpokes.include(InetAddress.ofLiteral("5.5.0.1"), 1 + Desk.SLOW_PAUSE.toNanos())).isFalse();
    }

    @Test
    @DisplayName("T-58 HEAD, THEX and refusals need no slot")
    void smallThingsAreAnsweredWhileAllSlotsAreTaken() {
        fillAllSlots();
        var late = scene.visitor("5.4.1.1");
        assertThat(late.head(n2r(walnut)).status()).isEqualTo(200);
        assertThat(late.get(n2x(walnut)).status()).isEqualTo(200);
        assertThat(late.get("/nothing").status()).isEqualTo(404);
        assertThat(late.get(n2r(walnut), "Range: bytes=9999999-").status()).isEqualTo(416);
    }

    @Test
    @DisplayName("T-30 whoever understands queueing gets a place, and a slot when polling in time finds one")
    void thoseWhoCanWaitAreQueued() {
        var visitors = fillAllSlots();
        var first = scene.visitor("5.4.1.1");
        var second = scene.visitor("5.4.1.2");
        var queued = first.get(n2r(walnut), "X-Queue: 0.1");
        assertThat(queued.status()).isEqualTo(503);
        assertThat(queued.header("X-Queue")).isEqualTo("position=1, length=1, pollMin=45, pollMax=120");
        assertThat(queued.header("Retry-After")).isEqualTo("45");
        assertThat(queued.header("Connection")).isEqualTo("Keep-Alive");
        assertThat(second.get(n2r(walnut), "X-Features: queue/0.1").header("X-Queue")).startsWith("position=2, length=2,");
        assertThat(scene.server.queue()).isNotEmpty();

        scene.run(Duration.ofSeconds(50));
        visitors.getFirst().link.close();
        scene.run(SECOND);
        assertThat(second.get(n2r(walnut), "X-Queue: 0.1").header("X-Queue")).as("the one slot is kept for the first").startsWith("position=2");
        assertThat(scene.visitor("5.4.1.3").get(n2r(walnut)).status()).as("nobody overtakes").isEqualTo(503);
        assertThat(first.get(n2r(walnut), "X-Queue: 0.1", "Range: bytes=0-9").status()).isEqualTo(206);
        visitors.get(1).link.close();
        scene.run(Duration.ofSeconds(46));
        assertThat(second.get(n2r(walnut), "X-Queue: 0.1", "Range: bytes=0-9").status()).isEqualTo(206);
    }

    @Test
    @DisplayName("T-30 polling early is borne twice, the third time costs the place")
    void pollingEarlyCostsThePlace() {
        scene.net.bandwidth(10_000);
        fillAllSlots();
        var eager = scene.visitor("5.4.1.1");
        for (var i = 0; i < 3; i++) {
            assertThat(eager.get(n2r(walnut), "X-Queue: 0.1").status()).isEqualTo(503);
            scene.run(Duration.ofSeconds(10));
        }
        var patient = scene.visitor("5.4.1.2");
        assertThat(patient.get(n2r(walnut), "X-Queue: 0.1").header("X-Queue")).startsWith("position=2");
        var reply = eager.get(n2r(walnut), "X-Queue: 0.1");
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.header("Retry-After")).isEqualTo("180");
        assertThat(eager.closed()).isTrue();
        scene.run(Duration.ofSeconds(45));
        assertThat(patient.get(n2r(almond), "X-Queue: 0.1").status()).isEqualTo(503);
        assertThat(patient.get(n2r(walnut), "X-Queue: 0.1").header("X-Queue")).startsWith("position=1");
    }

    @Test
    void polling43SecondsLaterIsInTime() {
        scene.net.bandwidth(3_000);
        fillAllSlots();
        scene.net.bandwidth(50_000);
        var waiting = scene.visitor("5.4.1.1");
        for (var i = 0; i < 5; i++) {
            assertThat(waiting.get(n2r(walnut), "X-Queue: 0.1").header("X-Queue")).startsWith("position=1, length=1");
            scene.run(Duration.ofSeconds(43));
        }
        assertThat(scene.server.queue()).isNotEmpty();
    }

    @Test
    @DisplayName("T-30 the line is bounded, two places for one address")
    void theLineIsBounded() {
        fillAllSlots();
        var greedy = scene.visitor("5.4.1.1");
        assertThat(greedy.get(n2r(hazel), "X-Queue: 0.1").header("X-Queue")).startsWith("position=1");
        assertThat(greedy.get(n2r(walnut), "X-Queue: 0.1").header("X-Queue")).startsWith("position=2");
        assertThat(greedy.get(n2r(almond), "X-Queue: 0.1").header("Retry-After")).isEqualTo("900");
        for (var i = 0; i < 20; i++) {
            scene.visitor("5.5.1." + i).get(n2r(almond), "X-Queue: 0.1");
        }
        var last = scene.visitor("5.6.1.1").get(n2r(almond), "X-Queue: 0.1");
        assertThat(last.header("X-Queue")).isEqualTo("(none)");
        assertThat(last.header("Retry-After")).isEqualTo("900");
    }

    @Test
    @DisplayName("T-30 a lost connection and silence lose the place")
    void thePlaceIsLostWithTheConnectionOrBySilence() {
        scene.net.bandwidth(3_000);
        fillAllSlots();
        var gone = scene.visitor("5.4.1.1");
        gone.get(n2r(walnut), "X-Queue: 0.1");
        var silent = scene.visitor("5.4.1.2");
        assertThat(silent.get(n2r(walnut), "X-Queue: 0.1").header("X-Queue")).startsWith("position=2");
        gone.link.close();
        scene.run(SECOND);
        var next = scene.visitor("5.4.1.3");
        assertThat(next.get(n2r(walnut), "X-Queue: 0.1").header("X-Queue")).startsWith("position=2, length=2");
        scene.run(Duration.ofSeconds(100));
        assertThat(next.get(n2r(walnut), "X-Queue: 0.1").status()).isEqualTo(503);
        scene.run(Duration.ofSeconds(25));
        assertThat(silent.heard.isClosed()).isTrue();
        scene.run(Duration.ofSeconds(30));
        assertThat(next.get(n2r(walnut), "X-Queue: 0.1").header("X-Queue")).startsWith("position=1, length=1");
    }

    @Test
    void theViewTellsWhatRunsAndWhatRan() {
        scene.net.bandwidth(100_000);
        var visitor = scene.visitor("5.2.1.1").say(request("GET", n2r(hazel), "User-Agent: gtk-gnutella/1.2", "Range: bytes=500000-1499999"));
        scene.run(Duration.ofSeconds(8));
        assertThat(scene.server.view()).singleElement().satisfies(upload -> {
            assertThat(upload.file()).isEqualTo("hazel.ogg");
            assertThat(upload.userAgent()).isEqualTo("gtk-gnutella/1.2");
            assertThat(upload.host()).isEqualTo(visitor.link.local());
            assertThat(upload.state()).isEqualTo("sending");
            assertThat(upload.from()).isEqualTo(500_000);
            assertThat(upload.length()).isEqualTo(1_000_000);
            assertThat(upload.sent()).isBetween(700_000L, 900_000L);
            assertThat(upload.rate()).isBetween(80_000L, 120_000L);
        });
        assertThat(scene.server.rate()).isBetween(80_000L, 120_000L);
        scene.run(Duration.ofSeconds(10));
        assertThat(scene.server.view()).singleElement().satisfies(upload -> {
            assertThat(upload.state()).isEqualTo("done");
            assertThat(upload.sent()).isEqualTo(1_000_000);
        });
        assertThat(scene.server.rate()).isZero();
    }

    @Test
    void hitsSayWhetherASlotIsFreeAndWhatOneUsuallyMoves() {
        assertThat(scene.server.slots().allTaken()).isFalse();
        scene.visitor("5.2.1.1").get(n2r(hazel));
        assertThat(scene.server.slots().kilobitsPerSlot()).as("50,000 bytes a second").isBetween(380L, 440L);
        scene = new UploadScene(folder);
        scene.net.bandwidth(50_000);
        hazel = scene.shelf.put("hazel.ogg", noise(3_000_000));
        fillAllSlots();
        assertThat(scene.server.slots().allTaken()).isTrue();
    }

    @Test
    void aPersonMayCancelAnUpload() {
        var raised = new ArrayList<String>();
        scene.server.changed().watch(() -> raised.add("changed"));
        var visitor = scene.visitor("5.2.1.1").say(request("GET", n2r(hazel)));
        scene.run(SECOND);
        var upload = scene.server.view().getFirst();
        assertThat(scene.server.cancel(upload.id())).isTrue();
        scene.run(Duration.ofSeconds(5));
        assertThat(visitor.heard.isClosed()).isTrue();
        assertThat(states()).containsExactly("cut");
        assertThat(scene.server.cancel(upload.id())).isFalse();
        assertThat(raised).isNotEmpty();
    }

    @Test
    void whatEndedIsRememberedUpToABound() {
        scene.net.bandwidth(Long.MAX_VALUE);
        var visitor = scene.visitor("5.2.1.1");
        for (var i = 0; i < 80; i++) {
            visitor.get(n2r(hazel), "Range: bytes=" + i + "-" + i);
        }
        assertThat(scene.server.view()).hasSize(50);
        assertThat(scene.server.view().getFirst().from()).isEqualTo(79);
    }

    @Test
    void treesArePacedTogether() {
        scene.net.bandwidth(Long.MAX_VALUE);
        var visitor = scene.visitor("5.2.1.1");
        var began = scene.net.time().nanos();
        var bytes = 0L;
        while (bytes < 400_000) {
            var reply = visitor.get(n2x(hazel));
            assertThat(reply.status()).isEqualTo(200);
            bytes += reply.body().length;
        }
        var seconds = (scene.net.time().nanos() - began) / 1e9;
        assertThat(seconds).isBetween(1.5, 3.0); // 400,000 bytes at 64 KiB a second, less a burst of four
    }

    @Test
    void closingTheServerClosesEveryConnection() {
        var visitors = fillAllSlots();
        scene.server.close();
        scene.run(Duration.ofSeconds(5));
        assertThat(visitors).allSatisfy(visitor -> assertThat(visitor.heard.isClosed()).isTrue());
        assertThat(scene.visitor("5.8.1.1").say(request("GET", n2r(hazel))).closed()).isTrue();
    }
}
