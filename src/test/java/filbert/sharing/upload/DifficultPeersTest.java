package filbert.sharing.upload;

import static filbert.sharing.upload.UploadScene.noise;
import static filbert.sharing.upload.Visitor.n2r;
import static filbert.sharing.upload.Visitor.n2x;
import static filbert.sharing.upload.Visitor.request;
import static org.assertj.core.api.Assertions.assertThat;

import filbert.LeakWatch;
import filbert.net.AddressScope;
import filbert.simulation.VirtualLink;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slow, silent, greedy and broken ones. */
final class DifficultPeersTest {
    private static final InetAddress HOSTILE = InetAddress.ofLiteral("5.66.1.1");

    @TempDir
    private Path folder;

    private UploadScene scene;
    private ServedFile hazel;

    @BeforeEach
    void shareOneFile() {
        scene = new UploadScene(folder);
        hazel = scene.shelf.put("hazel.ogg", noise(3_000_000));
    }

    @AfterAll
    static void nothingLeaked() {
        LeakWatch.lookNow();
    }

    private VirtualLink ours() {
        assertThat(scene.us.links()).hasSize(1);
        return scene.us.links().getFirst();
    }

    @Test
    void whoIsKeptOutGetsNoAnswer() {
        scene.server.admitOnly(ip -> !ip.equals(HOSTILE));
        var hostile = scene.visitor("5.66.1.1").say(request("GET", n2r(hazel)));
        assertThat(hostile.closed()).isTrue();
        assertThat(hostile.heard.size()).isZero();
        assertThat(scene.visitor("5.66.1.2").get(n2r(hazel)).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("T-57 a reader that stops is cut after 60 s, and holds no memory meanwhile")
    void aReaderThatStopsIsCut() {
        var visitor = scene.visitor("5.2.1.1");
        visitor.link.reading(false);
        visitor.say(request("GET", n2r(hazel)));
        scene.run(Duration.ofSeconds(30));
        for (var i = 0; i < 40; i++) {
            visitor.say(request("GET", n2r(hazel)).repeat(100));
        }
        scene.run(Duration.ofSeconds(28));
        assertThat(ours().unsentBytes()).isLessThan(256 * 1024);
        assertThat(visitor.link.unsentBytes()).as("we stopped reading as well").isPositive();
        scene.run(Duration.ofSeconds(5));
        assertThat(scene.us.links()).isEmpty();
        assertThat(scene.server.view()).extracting(UploadView::state).containsExactly("cut");
    }

    @Test
    @DisplayName("T-57 a reader that is slow but reads is not cut")
    void aSlowReaderIsServed() {
        scene.net.bandwidth(20_000);
        var reply = scene.visitor("5.2.1.1").get(n2r(hazel));
        assertThat(reply.body()).isEqualTo(noise(3_000_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"N2X", "HEAD"})
    @DisplayName("T-57 whoever asks on and on without reading is cut, and holds no memory meanwhile")
    void askingWithoutReadingEndsToo(String what) {
        var visitor = scene.visitor("5.2.1.1");
        visitor.link.reading(false);
        var request = what.equals("HEAD") ? request("HEAD", n2r(hazel)) : request("GET", n2x(hazel));
        for (var i = 0; i < 100; i++) {
            visitor.say(request.repeat(100));
        }
        for (var i = 0; i < 100 && !scene.us.links().isEmpty(); i++) {
            scene.run(Duration.ofSeconds(1));
            visitor.say("x");
            assertThat(scene.us.links().stream().mapToLong(VirtualLink::unsentBytes).sum()).isLessThan(256 * 1024);
        }
        assertThat(scene.us.links()).isEmpty();
    }

    @Test
    @DisplayName("T-62 a header of one byte per 5 s is given up at 90 s at the latest")
    void aSlowHeaderIsGivenUp() {
        var visitor = scene.visitor("5.2.1.1");
        var asked = scene.net.time().nanos();
        visitor.say("GET ");
        var rest = "/uri-res/N2R?urn:sha1:AAAAAAAAAAAAAAAAAAAAAAAA";
        var next = 0;
        while (!scene.net.runUntil(visitor.heard::isClosed, Duration.ofSeconds(5))) {
            visitor.say(rest.substring(next, ++next));
        }
        var waited = Duration.ofNanos(scene.net.time().nanos() - asked);
        assertThat(waited).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(90).plusMillis(6)); // there and back again: 1 to 3 ms each
        assertThat(visitor.heard.text()).startsWith("HTTP/1.1 408 ");
    }

    @Test
    void aHeaderThatStopsIsGivenUpAfter30Seconds() {
        var visitor = scene.visitor("5.2.1.1").say("GET /x HTTP/1.1\r\nHost: ");
        scene.run(Duration.ofSeconds(29));
        assertThat(visitor.heard.isClosed()).isFalse();
        scene.run(Duration.ofSeconds(8));
        assertThat(visitor.heard.isClosed()).isTrue();
        assertThat(visitor.heard.text()).startsWith("HTTP/1.1 408 ");
    }

    @Test
    void aConnectionWithoutFollowUpIsClosedAfter60Seconds() {
        var visitor = scene.visitor("5.2.1.1");
        visitor.head(n2r(hazel));
        scene.run(Duration.ofSeconds(59));
        assertThat(visitor.heard.isClosed()).isFalse();
        scene.run(Duration.ofSeconds(2));
        assertThat(visitor.heard.isClosed()).isTrue();
        assertThat(visitor.unread()).isZero();
    }

    @Test
    @DisplayName("T-62 nine half-open connections from one address: the ninth is refused")
    void halfOpenConnectionsAreLimitedPerAddress() {
        scene = new UploadScene(folder, UploadSettings.DEFAULT, AddressScope.LOOPBACK);
        hazel = scene.shelf.put("hazel.ogg", noise(3_000_000));
        var visitors = new ArrayList<Visitor>();
        for (var i = 0; i < 8; i++) {
            visitors.add(scene.visitor("127.0.0.2").say("GET /x"));
        }
        scene.run(Duration.ofSeconds(1));
        assertThat(scene.visitor("127.0.0.2").say("GET /x").closed()).isTrue();
        assertThat(scene.visitor("127.0.0.3").head(n2r(hazel)).status()).isEqualTo(200);
        assertThat(visitors).noneSatisfy(visitor -> assertThat(visitor.heard.isClosed()).isTrue());
        visitors.getFirst().say(" HTTP/1.1\r\nHost: x\r\n\r\n").reply();
        assertThat(scene.visitor("127.0.0.2").head(n2r(hazel)).status()).isEqualTo(200);
    }

    @Test
    void aStrangerWhoCallsTooOftenIsToldOnceThenTurnedAwaySilently() {
        for (var i = 0; i < 5; i++) {
            scene.visitor("5.2.1.1").head(n2r(hazel));
        }
        var sixth = scene.visitor("5.2.1.1").say(request("HEAD", n2r(hazel)));
        assertThat(sixth.reply().status()).isEqualTo(429);
        assertThat(sixth.closed()).isTrue();
        var seventh = scene.visitor("5.2.1.1").say(request("HEAD", n2r(hazel)));
        assertThat(seventh.closed()).isTrue();
        assertThat(seventh.heard.size()).isZero();
        assertThat(scene.visitor("5.2.1.2").head(n2r(hazel)).status()).isEqualTo(200);
        scene.run(Duration.ofSeconds(11));
        assertThat(scene.visitor("5.2.1.1").head(n2r(hazel)).status()).isEqualTo(200);
    }

    @Test
    void callsThatLedToAnUploadDoNotCount() {
        for (var i = 0; i < 12; i++) {
            var visitor = scene.visitor("5.2.1.1");
            assertThat(visitor.get(n2r(hazel), "Range: bytes=0-9").status()).isEqualTo(206);
            visitor.link.close();
            scene.run(Duration.ofMillis(100));
        }
    }

    @Test
    void everyByteMayComeAlone() {
        scene.net.largestPortion(1);
        var visitor = scene.visitor("5.2.1.1");
        assertThat(visitor.get(n2r(hazel), "Range: bytes=1000-1099").body()).hasSize(100);
        assertThat(visitor.get("/nothing").status()).isEqualTo(404);
    }

    @Test
    void garbageIsRefusedAndNothingElseHappens() {
        var random = scene.net.random();
        for (var i = 0; i < 200; i++) {
            var garbage = new byte[random.nextInt(3_000)];
            random.nextBytes(garbage);
            var visitor = scene.visitor("5." + (10 + i) + ".1.1").say("GET " + new String(garbage, StandardCharsets.ISO_8859_1) + "\n\n");
            scene.run(Duration.ofSeconds(1));
            assertThat(visitor.heard.text()).startsWith("HTTP/1.1 4");
        }
        scene.run(Duration.ofMinutes(2));
        assertThat(scene.us.links()).isEmpty();
        assertThat(scene.server.view()).isEmpty();
    }

    @Test
    void aPeerThatVanishesAtAnyMomentLeavesNothingBehind() {
        for (var moment = 0; moment < 60; moment++) {
            var visitor = scene.visitor("5." + (2 + moment) + ".1.1").say(request("GET", n2r(hazel)));
            scene.run(Duration.ofNanos(moment * 700_000L));
            scene.net.pullThePlug(visitor.link);
        }
        scene.run(Duration.ofSeconds(1));
        assertThat(scene.us.links()).isEmpty();
        assertThat(scene.server.view()).extracting(UploadView::state).doesNotContain("sending");
        assertThat(scene.server.queue()).isEmpty();
        assertThat(scene.visitor("6.1.1.1").get(n2r(hazel)).status()).isEqualTo(200);
    }
}
