package filbert.sharing.upload;

import static filbert.sharing.upload.UploadScene.noise;
import static filbert.sharing.upload.Visitor.n2r;
import static filbert.sharing.upload.Visitor.request;
import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.wire.header.Queued;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Places under an ID: PARQ, our side serving. One slot, and others want it. */
final class PlacesInLineTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String PARQ = "X-Queue: 1.1";
    private static final String SOME = "Range: bytes=0-9";

    @TempDir
    private Path folder;

    private UploadScene scene;
    private ServedFile hazel;
    private ServedFile walnut;
    private Visitor holder;

    @BeforeEach
    void oneSlotIsTaken() {
        scene = new UploadScene(folder, new UploadSettings(1, 1, 20), AddressScope.PUBLIC);
        scene.net.bandwidth(3_000);
        hazel = scene.shelf.put("hazel.ogg", noise(30_000_000));
        walnut = scene.shelf.put("walnut.ogg", noise(3_000_001));
        holder = scene.visitor("5.3.1.1").say(request("GET", n2r(hazel)));
        scene.run(SECOND);
        scene.net.bandwidth(50_000);
    }

    private Queued ask(String ip, ServedFile file, String... headers) {
        var reply = scene.visitor(ip).get(n2r(file), with(headers));
        assertThat(reply.status()).isEqualTo(503);
        return Queued.parse(reply.header("X-Queued")).orElseThrow();
    }

    private static String[] with(String... headers) {
        return IntStream.rangeClosed(0, headers.length).mapToObj(i -> i == 0 ? PARQ : headers[i - 1]).toArray(String[]::new);
    }

    private static String showing(String id) {
        return "X-Queued: position=1; ID=" + id;
    }

    private void free() {
        holder.link.close();
        scene.run(SECOND);
    }

    @Test
    @DisplayName("T-65 a place is told with ID, position, length and lifetime, and Retry-After grows with the position")
    void aPlaceIsTold() {
        var reply = scene.visitor("5.4.1.1").get(n2r(hazel), PARQ);
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("X-Queue")).isEqualTo("(none)");
        assertThat(reply.header("Retry-After")).isEqualTo("30");
        assertThat(reply.header("X-Queued")).matches("ID=[0-9A-F]{32}; position=1; lifetime=150; length=1");
        assertThat(reply.header("Connection")).isEqualTo("Keep-Alive");
        var second = scene.visitor("5.4.1.2").get(n2r(hazel), PARQ);
        assertThat(second.header("Retry-After")).isEqualTo("45");
        assertThat(second.header("X-Queued")).contains("; position=2; ").contains("; length=2");
    }

    @Test
    @DisplayName("T-65 the same host and file get the same ID back after reconnecting, shown or not")
    void theIdIsKept() {
        var first = ask("5.4.1.1", hazel);
        scene.run(Duration.ofSeconds(30));
        assertThat(ask("5.4.1.1", hazel).id()).isEqualTo(first.id());
        scene.run(Duration.ofSeconds(30));
        assertThat(ask("5.4.1.1", hazel, showing(first.id())).id()).isEqualTo(first.id());
        assertThat(ask("5.4.1.1", walnut).id()).as("of another file").isNotEqualTo(first.id());
        assertThat(ask("5.4.1.2", hazel).id()).as("of another host").isNotEqualTo(first.id());
        assertThat(scene.server.queue()).hasSize(3);
    }

    @Test
    @DisplayName("T-65 two behind one address who can be called at different ports have a place each")
    void neighboursBehindOneAddressAreToldApart() {
        var one = ask("5.4.1.1", hazel, "X-Node: 5.4.1.1:6346");
        var other = ask("5.4.1.1", hazel, "X-Node: 5.4.1.1:6347");
        assertThat(other.id()).isNotEqualTo(one.id());
        scene.run(Duration.ofSeconds(40));
        assertThat(ask("5.4.1.1", hazel, "X-Node: 5.4.1.1:6346").id()).isEqualTo(one.id());
        assertThat(ask("5.4.1.1", hazel, "X-Node: 5.4.1.1:6347").id()).isEqualTo(other.id());
        assertThat(ask("5.4.1.1", hazel).id()).as("says nothing").isEqualTo(one.id());
    }

    @Test
    @DisplayName("T-65 the ID is the place, whatever address or file it is shown for")
    void theIdIsThePlace() {
        var place = ask("5.4.1.1", hazel);
        ask("5.4.1.2", hazel);
        scene.run(Duration.ofSeconds(30));
        var moved = ask("5.4.7.7", walnut, showing(place.id().toLowerCase(Locale.ROOT)));
        assertThat(moved.id()).isEqualTo(place.id());
        assertThat(moved.position()).isEqualTo(1);
        assertThat(scene.server.queue()).first().satisfies(waiting -> {
            assertThat(waiting.host().ip().getHostAddress()).isEqualTo("5.4.7.7");
            assertThat(waiting.file()).isEqualTo("walnut.ogg");
        });
    }

    @Test
    @DisplayName("T-65 positions outlive a restart, and time away costs nobody a place")
    void placesOutliveARestart() {
        var ids = IntStream.range(0, 3).mapToObj(i -> ask("5.4.1." + i, hazel).id()).toList();
        scene.restart(Duration.ofHours(2));
        holder = scene.visitor("5.3.1.1").say(request("GET", n2r(walnut)));
        scene.run(SECOND);
        assertThat(ask("5.4.1.2", hazel)).satisfies(place -> {
            assertThat(place.id()).isEqualTo(ids.get(2));
            assertThat(place.position()).isEqualTo(3);
        });
        assertThat(ask("5.4.1.0", hazel, showing(ids.getFirst())).position()).isEqualTo(1);
        scene.restart(Duration.ofDays(2));
        assertThat(scene.server.queue()).as("nobody comes back after days").isEmpty();
    }

    @Test
    @DisplayName("T-65 an ID of a time we forgot is kept, at the end of the line")
    void aForgottenIdIsKept() {
        ask("5.4.1.1", hazel);
        var id = "00112233445566778899AABBCCDDEEFF";
        var place = ask("5.4.1.2", hazel, showing(id));
        assertThat(place.id()).isEqualTo(id);
        assertThat(place.position()).isEqualTo(2);
    }

    @Test
    @DisplayName("T-65 a position never gets worse")
    void positionsOnlyImprove() {
        var told = new int[8];
        for (var i = 0; i < 8; i++) {
            told[i] = ask("5.4.1." + i, hazel).position();
            assertThat(told[i]).isEqualTo(i + 1);
        }
        scene.givers.add(InetAddress.ofLiteral("5.4.1.6"));
        for (var round = 0; round < 6; round++) {
            for (var i = 0; i < 8; i += 2) { // the odd ones do not come back
                scene.run(Duration.ofSeconds(35));
                var now = ask("5.4.1." + i, hazel).position();
                assertThat(now).isBetween(1, told[i]);
                told[i] = now;
            }
        }
        assertThat(told[6]).isEqualTo(4);
    }

    @Test
    void aPlaceIsLostWithItsLifetimeAndNotWithItsConnection() {
        var place = ask("5.4.1.1", hazel);
        var visitor = scene.visitor("5.4.1.2");
        visitor.get(n2r(hazel), PARQ);
        visitor.link.close();
        scene.run(Duration.ofSeconds(140));
        assertThat(scene.server.queue()).hasSize(2);
        assertThat(ask("5.4.1.1", hazel, showing(place.id())).position()).isEqualTo(1);
        scene.run(Duration.ofSeconds(60));
        assertThat(scene.server.queue()).hasSize(1);
    }

    @Test
    void thoseFarBehindAreSentAwayAndComeBack() {
        for (var i = 0; i < 10; i++) {
            ask("5.4.1." + i, hazel);
        }
        var behind = scene.visitor("5.4.2.1");
        var reply = behind.get(n2r(hazel), PARQ);
        assertThat(reply.header("Connection")).isEqualTo("close");
        assertThat(reply.header("Retry-After")).isEqualTo(Integer.toString(30 + 10 * 15));
        assertThat(behind.closed()).isTrue();
        assertThat(scene.server.queue()).last().satisfies(waiting -> {
            assertThat(waiting.position()).isEqualTo(11);
            assertThat(waiting.connected()).isFalse();
            assertThat(waiting.lasting()).isTrue();
        });
    }

    @Test
    void oneHostHasSoManyPlacesAndTheLineIsBounded() {
        var files = IntStream.range(0, WaitingLine.MOST_OF_ONE + 1).mapToObj(i -> scene.shelf.put("nut" + i + ".ogg", noise(100 + i))).toList();
        files.subList(0, WaitingLine.MOST_OF_ONE).forEach(file -> {
            scene.run(Duration.ofSeconds(3));
            ask("5.4.1.1", file);
        });
        scene.run(Duration.ofSeconds(10));
        assertThat(scene.visitor("5.4.1.1").get(n2r(files.getLast()), PARQ).header("X-Queued")).isEqualTo("(none)");
        scene.settings = new UploadSettings(1, 1, 0);
        assertThat(scene.visitor("5.4.1.2").get(n2r(hazel), PARQ).header("X-Queued")).as("no line at all").isEqualTo("(none)");
    }

    @Test
    void whoHasAllSlotsOfItsAddressWaitsLongerAndHoldsNobodyUp() {
        scene.settings = new UploadSettings(2, 1, 20);
        var reply = scene.visitor("5.3.1.1").get(n2r(walnut), PARQ);
        assertThat(reply.header("X-Queued")).contains("position=1");
        assertThat(reply.header("Retry-After")).isEqualTo("300");
        scene.run(Duration.ofSeconds(290));
        assertThat(scene.visitor("5.4.1.1").get(n2r(walnut), PARQ, SOME).status()).isEqualTo(206);
    }

    @Test
    void whoComesInTimeIsServedUnderItsIdAndNobodyBefore() {
        var place = ask("5.4.1.1", walnut);
        var behind = scene.visitor("5.4.1.2");
        behind.get(n2r(walnut), PARQ);
        scene.run(Duration.ofSeconds(25));
        free();
        assertThat(scene.visitor("5.4.1.3").get(n2r(walnut), SOME).status()).as("a newcomer").isEqualTo(503);
        scene.run(Duration.ofSeconds(4));
        var reply = scene.visitor("5.4.1.1").get(n2r(walnut), PARQ, SOME);
        assertThat(reply.status()).isEqualTo(206);
        assertThat(reply.header("X-Queued")).isEqualTo("ID=" + place.id());
    }

    @Test
    void aSlotDoesNotWaitForWhoDoesNotCome() {
        ask("5.4.1.1", walnut);
        free();
        scene.run(Duration.ofSeconds(80)); // asked to come after 30 s, it did not in 40 more
        assertThat(scene.visitor("5.4.1.3").get(n2r(walnut), SOME).status()).isEqualTo(206);
    }

    @Test
    @DisplayName("T-67 an early poll is answered with the remaining delay")
    void anEarlyPollIsToldTheRest() {
        var place = ask("5.4.1.1", hazel);
        scene.run(Duration.ofSeconds(12));
        var early = scene.visitor("5.4.1.1").get(n2r(hazel), PARQ);
        assertThat(early.status()).isEqualTo(503);
        assertThat(early.header("Retry-After")).isIn("17", "18");
        assertThat(early.header("X-Queued")).startsWith("ID=" + place.id() + "; position=1; lifetime=13");
        free();
        assertThat(scene.visitor("5.4.1.1").get(n2r(hazel), PARQ).status()).as("even when a slot is free").isEqualTo(503);
    }

    @Test
    @DisplayName("T-67 ten early polls in a row lose the place, and the next one for a while")
    void tenEarlyPollsLoseThePlace() {
        for (var i = 0; i < 10; i++) {
            ask("5.4.2." + i, hazel);
        }
        var eager = "5.4.1.1";
        ask(eager, hazel);
        for (var i = 1; i < 10; i++) {
            scene.run(Duration.ofSeconds(11));
            assertThat(scene.visitor(eager).get(n2r(hazel), PARQ).status()).as("early poll %d", i).isEqualTo(503);
        }
        scene.run(Duration.ofSeconds(11));
        var last = scene.visitor(eager).get(n2r(hazel), PARQ);
        assertThat(last.status()).isEqualTo(429);
        assertThat(last.header("Retry-After")).isEqualTo("180");
        assertThat(scene.visitor(eager).get(n2r(hazel), PARQ).status()).isEqualTo(429);
        scene.run(Desk.EAGER_PAUSE);
        assertThat(ask(eager, hazel).position()).as("at the end").isEqualTo(scene.server.queue().size());
    }

    @Test
    void whoIsCutOffKeepsItsTurnForAWhileButNotTwice() {
        scene.settings = new UploadSettings(2, 2, 20);
        var cutOff = scene.visitor("5.4.1.1").say(request("GET", n2r(hazel), PARQ));
        scene.run(SECOND);
        var id = Queued.id(cutOff.heard.text().lines().filter(line -> line.startsWith("X-Queued")).findFirst().orElseThrow().substring(10)).orElseThrow();
        ask("5.4.1.2", hazel);
        cutOff.link.close();
        scene.run(Duration.ofSeconds(30));
        assertThat(scene.visitor("5.4.1.2").get(n2r(hazel), PARQ).status()).as("the one behind").isEqualTo(503);
        var back = scene.visitor("5.4.1.1").say(request("GET", n2r(hazel), PARQ, showing(id)));
        scene.run(SECOND);
        assertThat(back.heard.text()).startsWith("HTTP/1.1 200 ");
        back.link.close();
        scene.run(Duration.ofSeconds(30));
        var behind = scene.visitor("5.4.1.2").say(request("GET", n2r(hazel), PARQ));
        scene.run(SECOND);
        assertThat(behind.heard.text()).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void giversGoFirstEveryOtherTime() {
        ask("5.4.1.1", walnut);
        ask("5.4.1.2", walnut);
        ask("5.4.1.3", walnut);
        scene.givers.add(InetAddress.ofLiteral("5.4.1.2"));
        scene.givers.add(InetAddress.ofLiteral("5.4.1.3"));
        scene.run(Duration.ofSeconds(55));
        free();
        assertThat(scene.visitor("5.4.1.1").get(n2r(walnut), PARQ).status()).as("came first, gave nothing").isEqualTo(503);
        assertThat(scene.visitor("5.4.1.2").get(n2r(walnut), PARQ, SOME, "Connection: close").status()).isEqualTo(206);
        scene.run(Duration.ofSeconds(29));
        assertThat(scene.visitor("5.4.1.3").get(n2r(walnut), PARQ).status()).as("the next one goes by the line").isEqualTo(503);
        assertThat(scene.visitor("5.4.1.1").get(n2r(walnut), PARQ, SOME).status()).isEqualTo(206);
    }

    /** Calls that a waiting peer takes. */
    private List<Visitor> listenAt(HostAddress node) throws IOException {
        var calls = new ArrayList<Visitor>();
        scene.net.host(node.ip().getHostAddress()).listener().listen(node, link -> calls.add(new Visitor(scene, link)));
        return calls;
    }

    private static String said(Visitor call) {
        return new String(call.heard.bytes(), StandardCharsets.ISO_8859_1).lines().findFirst().orElse("");
    }

    @Test
    @DisplayName("T-66 a slot that frees sends QUEUE once to a reachable waiter and serves the GET that follows")
    void whoseTurnItIsIsCalled() throws IOException {
        for (var i = 0; i < 10; i++) {
            ask("5.4.2." + i, hazel);
        }
        var node = HostAddress.parse("5.4.1.1:6346").orElseThrow();
        var calls = listenAt(node);
        var place = ask("5.4.1.1", walnut, "X-Node: 5.4.1.1:6346");
        for (var i = 0; i < 10; i++) {
            scene.server.dismiss(scene.server.queue().getFirst().number());
        }
        free();
        scene.run(Duration.ofSeconds(3));
        assertThat(calls).singleElement().satisfies(call -> assertThat(said(call)).isEqualTo("QUEUE " + place.id() + " 5.1.1.1:20000"));
        assertThat(scene.visitor("5.4.1.9").get(n2r(walnut), SOME).status()).as("the slot is kept for it").isEqualTo(503);
        scene.run(Duration.ofSeconds(20));
        assertThat(calls).as("once").hasSize(1);
        var call = calls.getFirst();
        call.say(request("GET", n2r(walnut), PARQ, showing(place.id()), SOME));
        scene.run(SECOND);
        assertThat(call.heard.text()).contains("HTTP/1.1 206 ").contains("X-Queued: ID=" + place.id());
    }

    @Test
    @DisplayName("T-66 who cannot be reached keeps its place for its lifetime, and the slot goes on")
    void whoCannotBeReachedKeepsItsPlace() {
        for (var i = 0; i < 10; i++) {
            ask("5.4.2." + i, hazel);
        }
        var place = ask("5.4.1.1", walnut, "X-Node: 5.4.1.1:6346"); // nobody listens there; asked to come back after 180 s
        for (var i = 0; i < 10; i++) {
            scene.server.dismiss(scene.server.queue().getFirst().number());
        }
        free();
        scene.run(Duration.ofSeconds(45));
        assertThat(scene.visitor("5.4.1.9").get(n2r(walnut), SOME).status()).isEqualTo(206);
        scene.run(Duration.ofSeconds(240));
        assertThat(scene.server.queue()).extracting(WaitingView::position).containsExactly(1);
        scene.run(Duration.ofSeconds(60));
        assertThat(scene.server.queue()).isEmpty();
        assertThat(place.lifetime()).contains(Duration.ofSeconds(300));
    }

    @Test
    @DisplayName("T-66 who does not come in its lifetime is asked once whether it still waits")
    void whoIsLateIsAskedOnce() throws IOException {
        var calls = listenAt(HostAddress.parse("5.4.1.1:6346").orElseThrow());
        var visitor = scene.visitor("5.4.1.1");
        visitor.get(n2r(walnut), PARQ, "X-Node: 5.4.1.1:6346");
        visitor.link.close();
        scene.run(Duration.ofSeconds(149));
        assertThat(calls).isEmpty();
        scene.run(Duration.ofSeconds(3));
        assertThat(calls).hasSize(1);
        scene.run(Duration.ofSeconds(60));
        assertThat(calls).hasSize(1);
        assertThat(scene.server.queue()).isEmpty();
    }

    @Test
    @DisplayName("T-66 nobody is called but at the address it speaks from, and at no low port")
    void nobodyElseIsCalled() throws IOException {
        var victims = listenAt(HostAddress.parse("5.9.9.9:6346").orElseThrow());
        var low = listenAt(HostAddress.parse("5.4.1.2:25").orElseThrow());
        ask("5.4.1.1", walnut, "X-Node: 5.9.9.9:6346");
        ask("5.4.1.2", walnut, "X-Node: 5.4.1.2:25");
        scene.visitor("5.4.1.3").say(request("GET", n2r(walnut), PARQ, "X-Node: <script>"));
        scene.run(SECOND);
        assertThat(scene.server.queue()).hasSize(3).noneMatch(WaitingView::callable);
        free();
        scene.run(Duration.ofMinutes(20));
        assertThat(victims).isEmpty();
        assertThat(low).isEmpty();
    }

    @Test
    void oneHostIsCalledOnceInTwelveSeconds() throws IOException {
        var calls = listenAt(HostAddress.parse("5.4.1.1:6346").orElseThrow());
        scene.settings = new UploadSettings(2, 2, 20);
        var other = scene.visitor("5.3.1.2").say(request("GET", n2r(hazel)));
        scene.run(SECOND);
        for (var file : List.of(hazel, walnut)) {
            var visitor = scene.visitor("5.4.1.1");
            visitor.get(n2r(file), PARQ, "X-Node: 5.4.1.1:6346");
            visitor.link.close();
        }
        other.link.close();
        free();
        scene.run(Duration.ofSeconds(9));
        assertThat(calls).hasSize(1);
        scene.run(Duration.ofSeconds(5));
        assertThat(calls).hasSize(2);
    }

    @Test
    @DisplayName("T-65 of all files a connection was sent only the one that broke off keeps its turn")
    void onlyWhatBrokeOffKeepsItsTurn() {
        scene.settings = new UploadSettings(2, 2, 20);
        var visitor = scene.visitor("5.4.1.1");
        for (var file : List.of(hazel, walnut)) {
            assertThat(visitor.get(n2r(file), PARQ, SOME).status()).isEqualTo(206);
        }
        ask("5.4.1.2", walnut);
        visitor.get(n2r(walnut), PARQ, SOME);
        visitor.say(request("GET", n2r(walnut), PARQ));
        scene.run(SECOND);
        visitor.link.close();
        scene.run(SECOND);
        assertThat(scene.server.queue()).extracting(WaitingView::host).extracting(host -> host.ip().getHostAddress()).containsExactly("5.4.1.1", "5.4.1.2");
    }

    @Test
    void placesMovedToAnAddressCountAsItsOwn() {
        var files = IntStream.range(0, WaitingLine.MOST_OF_ONE).mapToObj(i -> scene.shelf.put("nut" + i + ".ogg", noise(100 + i))).toList();
        for (var file : files) {
            ask("5.4.1.1", file);
            scene.run(Duration.ofSeconds(3));
        }
        var other = ask("5.4.1.2", hazel);
        assertThat(scene.visitor("5.4.1.1").get(n2r(hazel), PARQ, showing(other.id())).header("X-Queued")).isEqualTo("(none)");
        assertThat(scene.server.queue()).last().satisfies(waiting -> assertThat(waiting.host().ip().getHostAddress()).isEqualTo("5.4.1.2"));
    }

    @Test
    void aGiverThatNeverWaitsGoesFirstEveryOtherTimeOnly() {
        ask("5.4.1.1", walnut);
        ask("5.4.1.2", walnut);
        scene.givers.add(InetAddress.ofLiteral("5.4.7.7"));
        scene.run(Duration.ofSeconds(25));
        free();
        assertThat(scene.visitor("5.4.7.7").get(n2r(walnut), SOME, "Connection: close").status()).isEqualTo(206);
        scene.run(SECOND);
        assertThat(scene.visitor("5.4.7.7").get(n2r(walnut), SOME).status()).as("its turn was the time before").isEqualTo(503);
        scene.run(Duration.ofSeconds(4));
        assertThat(scene.visitor("5.4.1.1").get(n2r(walnut), PARQ, SOME).status()).isEqualTo(206);
    }

    @Test
    void whoIsTurnedOutWaitsNoLonger() {
        ask("5.4.1.1", walnut);
        ask("5.4.1.2", walnut);
        scene.server.turnOut(InetAddress.ofLiteral("5.4.1.1")::equals);
        scene.run(SECOND);
        assertThat(scene.server.queue()).extracting(WaitingView::host).extracting(host -> host.ip().getHostAddress()).containsExactly("5.4.1.2");
    }

    @Test
    void whoDidNotComeBackIsNotWrittenDownForEver() {
        ask("5.4.1.1", walnut);
        scene.run(LineMemory.WRITTEN_WITHIN);
        assertThat(scene.written.load()).hasSize(1);
        scene.run(Duration.ofMinutes(5));
        assertThat(scene.written.load()).isEmpty();
    }

    @Test
    void placesAreWrittenInTimeAndNotForEachPoll() {
        for (var i = 0; i < 10; i++) {
            ask("5.4.1." + i, hazel);
        }
        assertThat(scene.written.saves).isZero();
        scene.run(LineMemory.WRITTEN_WITHIN);
        assertThat(scene.written.saves).isEqualTo(1);
        assertThat(scene.written.load()).hasSize(10).first().satisfies(place -> {
            assertThat(place.told()).isEqualTo(1);
            assertThat(place.sha1()).isEqualTo(hazel.sha1());
        });
        scene.run(LineMemory.WRITTEN_WITHIN);
        assertThat(scene.written.saves).as("nothing changed").isEqualTo(1);
    }

    @Test
    @DisplayName("T-65 whatever is sent in place of an ID makes no harm")
    void oddIdsAreNoIds() {
        for (var odd : List.of("ID=", "ID=xyz", "position=1", ";;;=,ID=123", "ID=" + "F".repeat(400), "ID=" + "F".repeat(33))) {
            var place = ask("5.4.1.1", hazel, "X-Queued: " + odd);
            assertThat(place.id()).matches("[0-9A-F]{32}").isNotEqualTo("F".repeat(32));
            scene.run(Duration.ofSeconds(31));
        }
        assertThat(scene.server.queue()).hasSize(1);
    }
}
