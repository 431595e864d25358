package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.net.Link;
import filbert.sharing.download.DownloadView.SourceView;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.Peer.Answer;
import filbert.sharing.download.disk.Content;
import filbert.simulation.VirtualNetwork;
import filbert.wire.header.HeaderBlock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Queues whose places outlive connections and restarts, in virtual time (3-transfer, 3.6.2). */
@DisplayName("T-31")
final class ParqTest {
    private static final String ID = "6A07aa40BC3DDAA9AAB0B3C3D3E34A53";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualNetwork net = new VirtualNetwork(31);
    private final Content content = Content.ofSize(300_000);

    @TempDir
    Path root;

    private Downloader here;

    @BeforeEach
    void start() {
        here = new Downloader(net, root).started();
    }

    private SourceView only(DownloadView download) {
        return here.view(download.id()).sources().getFirst();
    }

    private static Answer queued(String id, int position, String more, String... headers) {
        var all = new ArrayList<>(List.of(headers));
        all.add("X-Queued: ID=" + id + "; position=" + position + more);
        return Peer.status("503 Queued", all.toArray(String[]::new));
    }

    /** Queues so many requests, then serves; the position falls by one each time. */
    private static BiFunction<Peer, HeaderBlock, Answer> queueing(int times, IntFunction<Answer> answer) {
        return (peer, request) -> peer.requests.size() <= times ? answer.apply(times + 1 - peer.requests.size()) : peer.honestly(request);
    }

    private static List<String> tickets(Peer peer) {
        return peer.requests.stream().filter(each -> each.has("Range")).map(each -> each.get("X-Queued").orElse("")).toList();
    }

    private static List<Duration> pauses(Peer peer) {
        var pauses = new ArrayList<Duration>();
        for (var i = 1; i < peer.askedAt.size(); i++) {
            pauses.add(Duration.ofNanos(peer.askedAt.get(i) - peer.askedAt.get(i - 1)));
        }
        return pauses;
    }

    @Test
    void whoStaysConnectedIsPolledThereAndShownItsOwnWords() {
        var peer = here.peer(content).script(queueing(3, position -> queued(ID, position, "; lifetime=150; length=9; ETA=600", "Retry-After: 40")));
        var download = here.add(content, peer);
        here.run(Duration.ofSeconds(5));
        assertThat(peer.requests.getFirst().get("X-Queue")).contains("1.1");
        assertThat(only(download).state()).isEqualTo("waiting");
        assertThat(here.view(download.id()).reason()).isEqualTo("queued-remotely");
        here.finish(download, content, Duration.ofMinutes(6));
        assertThat(tickets(peer).subList(0, 4))
                .containsExactly("", "position=3; ID=" + ID, "position=2; ID=" + ID, "position=1; ID=" + ID);
        assertThat(pauses(peer).subList(0, 3)).allMatch(pause -> pause.toSeconds() >= 40 && pause.toSeconds() <= 110);
        assertThat(pauses(peer).getFirst()).as("later than Retry-After, for we are third").isGreaterThan(Duration.ofSeconds(85));
        assertThat(peer.links).hasSize(1);
    }

    @Test
    void peopleSeeThePlaceAndWhenWeAskNext() {
        var peer = here.peer(content).script((p, r) -> queued(ID, 14, "; lifetime=400; length=430; ETA=2100", "Retry-After: 290", "Connection: close"));
        var download = here.add(content, peer);
        here.run(Duration.ofSeconds(5));
        var now = net.instants().instant();
        var source = only(download);
        assertThat(source.state()).isEqualTo("waiting");
        assertThat(source.grounds()).isEqualTo(Grounds.of(Grounds.Kind.PLACE, 14));
        assertThat(Duration.between(now, Objects.requireNonNull(source.nextTry()))).isBetween(Duration.ofSeconds(350), Duration.ofSeconds(360));
        var inLine = Objects.requireNonNull(source.inLine());
        assertThat(inLine.position()).isEqualTo(14);
        assertThat(inLine.length()).hasValue(430);
        assertThat(inLine.lasting()).isTrue();
        assertThat(Duration.between(now, Objects.requireNonNull(inLine.eta()))).isBetween(Duration.ofSeconds(2090), Duration.ofSeconds(2100));
        assertThat(here.view(download.id()).reason()).isEqualTo("queued-remotely");
    }

    @Test
    void whoHangsUpIsCalledAgainInTimeAndCostsNothingMeanwhile() {
        here = new Downloader(net, root, new DownloadSettings(root.resolve("incomplete"), 1, 4, 1, 0)).started();
        var peer = here.peer(content)
                .script(queueing(3, position -> queued(ID, position, "; lifetime=400", "Retry-After: 300", "Connection: close").closing()));
        var download = here.add(content, peer);
        here.run(Duration.ofSeconds(20));
        assertThat(peer.links).noneMatch(Link::isOpen);
        var other = Content.of(100_000, 8);
        here.finish(here.add(other, here.peer(other)), other, MINUTE);
        here.finish(download, content, Duration.ofMinutes(20));
        assertThat(peer.links).hasSize(4);
        assertThat(pauses(peer).subList(0, 3)).allMatch(pause -> pause.toSeconds() >= 300 && pause.toSeconds() <= 360);
        assertThat(tickets(peer).subList(1, 4)).allMatch(ticket -> ticket.endsWith("ID=" + ID));
    }

    @Test
    void whileAllPlacesAreTakenAQueueIsStillAskedInTime() {
        here = new Downloader(net, root, new DownloadSettings(root.resolve("incomplete"), 1, 1, 40, 0)).started();
        var peer = here.peer(content)
                .script(queueing(2, position -> queued(ID, position, "; lifetime=200", "Retry-After: 100", "Connection: close").closing()));
        here.add(content, peer);
        here.run(Duration.ofSeconds(20));
        net.bandwidth(50_000);
        var other = Content.of(40_000_000, 8);
        var busy = here.add(other, here.peer(other));
        here.run(Duration.ofSeconds(400));
        assertThat(here.view(busy.id()).state()).isEqualTo(State.ACTIVE);
        assertThat(pauses(peer)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(pauses(peer).subList(0, 2)).allMatch(pause -> pause.toSeconds() >= 100 && pause.toSeconds() <= 160);
    }

    @Test
    void aSourceAmongBusyOnesIsStillAskedInTime() {
        here = new Downloader(net, root, new DownloadSettings(root.resolve("incomplete"), 5, 1, 40, 0)).started();
        var large = Content.of(40_000_000, 9);
        var queues = here.peer(large)
                .script((p, r) -> queued(ID, 1, "; lifetime=200", "Retry-After: 100", "Connection: close").closing());
        var download = here.add(large, queues);
        here.run(Duration.ofSeconds(20));
        net.bandwidth(50_000);
        here.queue().offer(large.sha1(), List.of(here.peer(large).source()));
        here.run(Duration.ofMinutes(10));
        assertThat(here.view(download.id()).written()).isPositive();
        assertThat(pauses(queues)).hasSizeGreaterThanOrEqualTo(3).allMatch(pause -> pause.toSeconds() >= 100 && pause.toSeconds() <= 160);
    }

    @Test
    void aLostConnectionCostsNoPlaceAndNoPatience() {
        var peer = here.peer(content).script(queueing(2, position -> queued(ID, position, "; lifetime=200", "Retry-After: 100")));
        var download = here.add(content, peer);
        here.run(Duration.ofSeconds(30));
        peer.links.getFirst().close();
        here.run(Duration.ofSeconds(60));
        assertThat(peer.requests).hasSize(1);
        assertThat(only(download).state()).isEqualTo("waiting");
        here.finish(download, content, Duration.ofMinutes(5));
        assertThat(pauses(peer).getFirst()).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(160));
        assertThat(tickets(peer).get(1)).isEqualTo("position=2; ID=" + ID);
    }

    @Test
    void neitherAPauseNorImpatienceMakesUsAskTooEarly() {
        var peer = here.peer(content).script((p, r) -> queued(ID, 1, "; lifetime=500", "Retry-After: 300"));
        var download = here.add(content, peer);
        here.run(Duration.ofSeconds(5));
        here.queue().pause(download.id());
        here.run(Duration.ofSeconds(20));
        here.queue().resume(download.id());
        here.run(Duration.ofSeconds(20));
        here.queue().retry(download.id());
        here.run(Duration.ofSeconds(250));
        assertThat(peer.requests).hasSize(1);
        here.run(Duration.ofSeconds(20));
        assertThat(tickets(peer)).containsExactly("", "position=1; ID=" + ID);
    }

    @Test
    void aNewNameAndAWorsePlaceAreTaken() {
        var other = "00000000000000000000000000000001";
        var peer = here.peer(content)
                .script((p, r) -> p.requests.size() == 1 ? queued(ID, 2, "", "Retry-After: 60") : queued(other, 40, "", "Retry-After: 60"));
        var download = here.add(content, peer);
        here.run(Duration.ofMinutes(3));
        assertThat(tickets(peer)).startsWith("", "position=2; ID=" + ID, "position=40; ID=" + other);
        assertThat(Objects.requireNonNull(only(download).inLine()).position()).isEqualTo(40);
    }

    @Test
    void whoThrowsUsOutIsLeftAloneAndAskedLikeAStranger() {
        var peer = here.peer(content);
        peer.script((p, request) -> switch (p.requests.size()) {
            case 1 -> queued(ID, 2, "", "Retry-After: 60");
            case 2 -> Peer.status("429 Too Many Requests", "Retry-After: 400");
            default -> p.honestly(request);
        });
        var download = here.add(content, peer);
        here.run(Duration.ofMinutes(3));
        here.queue().retry(download.id());
        here.finish(download, content, Duration.ofMinutes(12));
        assertThat(pauses(peer).get(1)).isBetween(Duration.ofSeconds(400), Duration.ofSeconds(410));
        assertThat(tickets(peer).subList(0, 3)).containsExactly("", "position=2; ID=" + ID, "");
    }

    @Test
    void theNameOfASlotIsKeptWhenTheConnectionBreaks() {
        var peer = here.peer(content);
        peer.script((p, request) -> p.requests.size() == 1
                ? p.file(request, 300_000, content.bytes(), "X-Queued: ID=" + ID).cutAt(100_000).closing()
                : p.honestly(request));
        var download = here.add(content, peer);
        here.finish(download, content, Duration.ofMinutes(2));
        assertThat(tickets(peer).subList(0, 2)).containsExactly("", "position=0; ID=" + ID);
        assertThat(pauses(peer).getFirst()).as("it keeps the slot for 45 s").isLessThan(Duration.ofSeconds(45));
    }

    @Test
    void aSlotServesTheNextFileOnTheSameConnection() {
        var other = Content.of(200_000, 4);
        var peer = here.peer(content);
        peer.script((p, request) -> {
            var wanted = request.startLine().contains(other.sha1().toString()) ? other : content;
            return request.startLine().contains("/N2X?")
                    ? Peer.status("404 Not Found")
                    : Peer.body("206 OK", wanted.bytes(), "Content-Range: bytes 0-" + (wanted.size() - 1) + "/" + wanted.size(), "X-Queued: ID=" + ID);
        });
        var first = here.add(content, peer);
        var second = here.add(other, peer);
        here.finish(first, content, MINUTE);
        here.finish(second, other, MINUTE);
        assertThat(peer.links).hasSize(1);
        assertThat(tickets(peer)).containsExactly("", "position=0; ID=" + ID);
    }

    @Test
    void theBetterPlaceOfAFinishedFileGoesToTheNextFileOfTheHost() {
        var other = Content.of(200_000, 4);
        var worse = "00000000000000000000000000000009";
        var peer = here.peer(other);
        peer.script((p, request) -> request.get("X-Queued").orElse("").endsWith(ID) && request.startLine().contains(other.sha1().toString())
                ? p.treeless(request)
                : request.startLine().contains(other.sha1().toString())
                        ? queued(worse, 30, "; lifetime=1260", "Retry-After: 1200", "Connection: close").closing()
                        : queued(ID, 2, "; lifetime=300", "Retry-After: 200", "Connection: close").closing());
        var first = here.add(content, peer);
        var second = here.add(other, peer);
        here.run(MINUTE);
        assertThat(Objects.requireNonNull(only(second).inLine()).position()).isEqualTo(30);
        here.queue().offer(content.sha1(), List.of(here.peer(content).source()));
        here.finish(first, content, MINUTE);
        assertThat(Objects.requireNonNull(only(second).inLine()).position()).isEqualTo(2);
        here.finish(second, other, Duration.ofMinutes(5));
        assertThat(tickets(peer)).containsExactly("", "", "position=2; ID=" + ID);
        assertThat(Duration.ofNanos(peer.askedAt.get(2) - peer.askedAt.get(0))).isBetween(Duration.ofSeconds(200), Duration.ofSeconds(260));
    }

    @Test
    void whatWasToldIsKeptWithinASecondOrTwo() {
        var peer = here.peer(content).script((p, r) -> queued(ID, 1, "; lifetime=500", "Retry-After: 300", "Connection: close").closing());
        here.add(content, peer);
        net.runUntil(() -> !peer.requests.isEmpty(), MINUTE);
        here.run(Duration.ofSeconds(2));
        here.kill();
        here.started();
        here.run(Duration.ofSeconds(280));
        assertThat(peer.requests).hasSize(1);
        here.run(Duration.ofSeconds(60));
        assertThat(tickets(peer)).containsExactly("", "position=1; ID=" + ID);
    }

    /** What a hostile server may say. */
    enum Lie {
        ANOTHER_NAME_EACH_TIME,
        LIFETIME_OF_NOTHING,
        NEGATIVE_RETRY_AFTER,
        NO_RETRY_AFTER_AND_CLOSE,
        RETRY_AFTER_NOUGHT,
        GARBAGE_POSITION,
        ENDLESS_POSITION,
        LIFETIME_BEFORE_RETRY_AFTER,
        MANY_NAMES_IN_ONE_LINE
    }

    private static Answer lie(Lie lie, int number) {
        return switch (lie) {
            case ANOTHER_NAME_EACH_TIME -> queued("%032x".formatted(number), 1, "; lifetime=60", "Retry-After: 10");
            case LIFETIME_OF_NOTHING -> queued(ID, 1, "; lifetime=0", "Retry-After: 0");
            case NEGATIVE_RETRY_AFTER -> queued(ID, 1, "; lifetime=-100", "Retry-After: -100");
            case NO_RETRY_AFTER_AND_CLOSE -> queued(ID, 1, "", "Connection: close").closing();
            case RETRY_AFTER_NOUGHT -> queued(ID, 1, "; lifetime=1", "Retry-After: 0");
            case GARBAGE_POSITION -> Peer.status("503 Queued", "X-Queued: ID=" + ID + "; position=next; lifetime=lots", "Retry-After: 0");
            case ENDLESS_POSITION -> queued(ID, 999_999_999, "; length=1; ETA=999999999; lifetime=50", "Retry-After: 10");
            case LIFETIME_BEFORE_RETRY_AFTER -> queued(ID, 7, "; lifetime=20", "Retry-After: 90");
            case MANY_NAMES_IN_ONE_LINE -> queued(ID, 1, (";ID=" + "0".repeat(32)).repeat(50) + ";position=-1;;;==;", "Retry-After: 30");
        };
    }

    @ParameterizedTest
    @EnumSource
    void aHostileQueueIsNeitherHammeredNorBelieved(Lie lie) {
        var peer = here.peer(content).script((p, r) -> lie(lie, p.requests.size()));
        var download = here.add(content, peer);
        here.run(HOUR);
        var least = lie == Lie.LIFETIME_BEFORE_RETRY_AFTER ? 90 : 10;
        assertThat(pauses(peer)).isNotEmpty().allMatch(pause -> pause.toSeconds() >= least);
        assertThat(peer.requests.size()).isBetween(2, 3600 / least + 1);
        assertThat(here.view(download.id()).state()).isIn(State.ACTIVE, State.QUEUED);
        here.queue().offer(content.sha1(), List.of(here.peer(content).source()));
        here.finish(download, content, MINUTE);
    }

    @Test
    void aQueueThatForgetsUsEachTimeIsNone() {
        var peer = here.peer(content).script((p, r) -> lie(Lie.ANOTHER_NAME_EACH_TIME, p.requests.size()));
        here.add(content, peer);
        here.run(HOUR);
        assertThat(peer.requests.size()).as("four each ten minutes").isLessThanOrEqualTo(30);
    }

    @Test
    void whoWantsUsToComeBackInYearsIsNoSource() {
        var peer = here.peer(content).script((p, r) -> queued(ID, 1, "", "Retry-After: 99999999999"));
        var download = here.add(content, peer);
        here.run(Duration.ofHours(30));
        assertThat(peer.requests).hasSize(1);
        assertThat(only(download).state()).isEqualTo("bad");
    }

    @Test
    void theNameOutlivesARestartAndSoDoesTheWait() {
        var peer = here.peer(content).script(queueing(2, position -> queued(ID, position, "; lifetime=500", "Retry-After: 300", "Connection: close").closing()));
        var download = here.add(content, peer);
        here.run(Duration.ofSeconds(60));
        here.kill();
        here.run(Duration.ofSeconds(30));
        here.started();
        here.run(Duration.ofSeconds(10));
        assertThat(only(download).state()).isEqualTo("waiting");
        here.run(Duration.ofSeconds(190));
        assertThat(peer.requests).hasSize(1);
        here.finish(download, content, Duration.ofMinutes(12));
        assertThat(tickets(peer).subList(0, 3)).containsExactly("", "position=2; ID=" + ID, "position=1; ID=" + ID);
        assertThat(pauses(peer).getFirst()).isBetween(Duration.ofSeconds(300), Duration.ofSeconds(460));
    }
}
