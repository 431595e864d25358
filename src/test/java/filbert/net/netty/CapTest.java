package filbert.net.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import filbert.net.Precedence;
import filbert.net.TokenBucket;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The limit in virtual time: kept within 3 % over every minute, whatever is under way. */
final class CapTest {
    private static final int KIB = 1024;
    private static final double TOLERANCE = 0.03;
    private static final long ENDLESS = 1L << 50;
    private static final Duration THREE_MINUTES = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    private FileChannel file;
    private final CappedHost host = new CappedHost();

    @BeforeEach
    void openFile() throws IOException {
        file = FileChannel.open(Files.createFile(folder.resolve("hazel.bin")), StandardOpenOption.READ);
    }

    @AfterEach
    void closeFile() throws IOException {
        file.close();
    }

    private List<CappedHost.Sending> uploads(int count) {
        return IntStream.range(0, count).mapToObj(_ -> host.sending().file(file, ENDLESS)).toList();
    }

    private List<CappedHost.Receiving> downloads(int count) {
        return IntStream.range(0, count).mapToObj(_ -> host.receiving(Precedence.BULK).arrived(ENDLESS)).toList();
    }

    @Test
    void aLimitOfSomebodysOwnHoldsBesidesEverybodys() {
        host.bandwidth.down().rate(300 * KIB);
        var own = new TokenBucket(host.time);
        own.rate(60 * KIB);
        var annas = IntStream.range(0, 3).mapToObj(_ -> host.receiving(Precedence.BULK).sharing(own).arrived(ENDLESS)).toList();
        var bens = host.receiving(Precedence.BULK).arrived(ENDLESS);
        var seconds = run(300 * KIB);
        var annasBytes = annas.stream().mapToLong(one -> one.received).sum();
        assertThat((double) annasBytes / seconds).isCloseTo(60 * KIB, within(60 * KIB * TOLERANCE));
        assertThat((double) bens.received / seconds).as("what is left is somebody else's").isCloseTo(240 * KIB, within(240 * KIB * TOLERANCE));
        own.rate(0);
        var before = host.total();
        seconds = run(300 * KIB);
        assertThat((double) (host.total() - before) / seconds).isCloseTo(300 * KIB, within(300 * KIB * TOLERANCE));
        assertThat(annas.stream().mapToLong(one -> one.received).sum()).isGreaterThan(2 * annasBytes);
    }

    private long run(long rate) {
        var span = rate > 10_000 * KIB ? Duration.ofSeconds(65) : THREE_MINUTES; // so as not to take them
        host.run(span);
        return span.toSeconds();
    }

    private void assertKept(long rate, int fromSecond) {
        assertThat(host.everyMinute(fromSecond)).isNotEmpty().allSatisfy(bytes -> assertThat((double) bytes).isCloseTo(rate * 60.0, within(rate * 60 * TOLERANCE)));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 50", "37, 1", "37, 50", "5000, 1", "5000, 50", "100000, 50"})
    void uploadsKeepItAndShareEqually(long kibibytes, int count) {
        var rate = kibibytes * KIB;
        host.bandwidth.up().rate(rate);
        var uploads = uploads(count);
        var seconds = run(rate);
        assertKept(rate, 0);
        var each = rate * seconds / count;
        assertThat(uploads).allSatisfy(upload -> assertThat(upload.sent()).isCloseTo(each, within(each / 20 + 64 * KIB)));
        assertThat(host.bandwidth.up().passed()).isCloseTo(host.total(), within(50 * 64L * KIB)); // taken, and about to leave
    }

    @ParameterizedTest
    @ValueSource(longs = {20, 400, 5000})
    void anAddressWithFourConnectionsGetsTheShareOfOne(long kibibytes) {
        var rate = kibibytes * KIB;
        host.bandwidth.up().rate(rate);
        var greedy = Neighbourhood.of(InetAddress.ofLiteral("192.0.2.7"));
        var four = IntStream.range(0, 4).mapToObj(_ -> host.sending(greedy).file(file, ENDLESS)).toList();
        var others = IntStream.range(8, 10)
                .mapToObj(last -> host.sending(Neighbourhood.of(InetAddress.ofLiteral("192.0.2." + last))).file(file, ENDLESS))
                .toList();
        var seconds = run(rate);
        assertKept(rate, 0);
        var share = rate * seconds / 3;
        assertThat(others).allSatisfy(other -> assertThat(other.sent()).isCloseTo(share, within(share / 50 + 64 * KIB)));
        assertThat(four.stream().mapToLong(CappedHost.Sending::sent).sum()).isCloseTo(share, within(share / 50 + 4 * 64 * KIB));
        assertThat(four).as("and shares that evenly").allSatisfy(one -> assertThat(one.sent()).isCloseTo(share / 4, within(share / 50 + 64 * KIB)));
    }

    @Test
    void anIpv6NetworkIsOnePeer() {
        assertThat(Neighbourhood.of(InetAddress.ofLiteral("2001:db8::7"))).isEqualTo(Neighbourhood.of(InetAddress.ofLiteral("2001:db8::ffff:8")));
        assertThat(Neighbourhood.of(InetAddress.ofLiteral("2001:db8:0:1::7"))).isNotEqualTo(Neighbourhood.of(InetAddress.ofLiteral("2001:db8::7")));
        assertThat(Neighbourhood.of(InetAddress.ofLiteral("0.0.0.7"))).isNotEqualTo(Neighbourhood.of(InetAddress.ofLiteral("0:0:0:7::")));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 50", "37, 1", "37, 50", "5000, 1", "5000, 50", "100000, 50"})
    void downloadsKeepItAndShareEqually(long kibibytes, int count) {
        var rate = kibibytes * KIB;
        host.bandwidth.down().rate(rate);
        var downloads = downloads(count);
        var seconds = run(rate);
        assertKept(rate, count == 1 || kibibytes > 1 ? 0 : 25); // fifty that begin at once read one slice each before anybody knows
        var each = rate * seconds / count;
        assertThat(downloads).allSatisfy(download -> assertThat(download.received).isCloseTo(each, within(each / 20 + 64 * KIB)));
        assertThat(host.bandwidth.down().passed()).isEqualTo(host.total());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50})
    void messagesAndDatagramsGoFirstAndFilesGetTheRest(int count) {
        var rate = 100L * KIB;
        host.bandwidth.up().rate(rate);
        var uploads = uploads(count);
        var links = IntStream.range(0, 20).mapToObj(_ -> host.sending().message(300, Duration.ofMillis(200))).toList(); // 29 KiB/s together
        var datagrams = host.speaking().datagram(500, Duration.ofMillis(50)); // 10 KiB/s
        host.run(THREE_MINUTES);
        assertKept(rate, 0);
        assertThat(links).allSatisfy(link -> assertThat(link.sent()).isCloseTo(1_500L * 180, within(1_500L)));
        assertThat(datagrams.sent()).isCloseTo(10_000L * 180, within(10_000L));
        assertThat(uploads).allSatisfy(upload -> assertThat(upload.sent()).isCloseTo((rate - 40_000) * 180 / count, within(rate * 180 / count / 20)));
    }

    @Test
    void whatComesInKeepsItTooWithDatagramsNobodyCanHoldBack() {
        var rate = 100L * KIB;
        host.bandwidth.down().rate(rate);
        var downloads = downloads(50);
        var links = IntStream.range(0, 20).mapToObj(_ -> host.receiving(Precedence.CONTROL).trickling(300, Duration.ofMillis(200))).toList();
        host.hearing(500, Duration.ofMillis(50));
        host.run(THREE_MINUTES);
        assertKept(rate, 0);
        assertThat(links).allSatisfy(link -> assertThat(link.received).isCloseTo(1_500L * 180, within(1_500L)));
        assertThat(downloads).allSatisfy(download -> assertThat(download.received).isCloseTo((rate - 40_000) * 180 / 50, within(rate * 180 / 1_000)));
    }

    @Test
    void messagesAloneDoNotPassItAndLeaveFilesAnEighth() {
        var rate = 8L * KIB;
        host.bandwidth.up().rate(rate);
        var upload = uploads(2).getFirst();
        var links = IntStream.range(0, 20).mapToObj(_ -> host.sending().message(1_000, Duration.ofMillis(500))).toList(); // five times too many
        var datagrams = host.speaking().datagram(1_000, Duration.ofMillis(500));
        host.run(Duration.ofMinutes(10));
        assertKept(rate, 0);
        var eighth = rate * 600 / 8;
        assertThat(upload.sent()).isCloseTo(eighth / 2, within(eighth / 10));
        var each = 7 * eighth / 21;
        assertThat(links).allSatisfy(link -> assertThat(link.sent()).isCloseTo(each, within(each / 5)));
        assertThat(datagrams.sent()).isBetween(each / 2, each * 5 / 2); // a datagram cannot be cut, so that its turn is longer
        datagrams.close();
    }

    @Test
    void aChangeCountsFromThatMomentOn() {
        host.bandwidth.up().rate(500 * KIB);
        uploads(50);
        host.sending().message(300, Duration.ofMillis(200));
        host.run(Duration.ofMinutes(2));
        assertKept(500 * KIB, 0);
        host.bandwidth.up().rate(20 * KIB);
        host.run(Duration.ofMinutes(2));
        assertKept(20 * KIB, 120);
        host.bandwidth.up().rate(2_000 * KIB);
        host.run(Duration.ofMinutes(2));
        assertKept(2_000 * KIB, 240);
    }

    @Test
    void withoutLimitEverybodyGoesOnAtOnce() {
        host.bandwidth.up().rate(KIB);
        host.bandwidth.down().rate(KIB);
        var uploads = Stream.generate(() -> host.sending().file(file, 100_000_000)).limit(50).toList();
        var downloads = Stream.generate(() -> host.receiving(Precedence.BULK).arrived(100_000_000)).limit(50).toList();
        host.run(Duration.ofSeconds(10));
        assertThat(host.total()).isLessThan(100_000);
        host.bandwidth.up().rate(0);
        host.bandwidth.down().rate(0);
        host.run(Duration.ofSeconds(1));
        assertThat(uploads).allSatisfy(upload -> assertThat(upload.sent()).isEqualTo(100_000_000));
        assertThat(downloads).allSatisfy(download -> assertThat(download.received).isEqualTo(100_000_000));
        assertThat(host.bandwidth.up().passed()).isEqualTo(5_000_000_000L);
        assertThat(host.bandwidth.down().passed()).isEqualTo(5_000_000_000L);
    }

    @Test
    void whoClosesLeavesTheLineToTheOthers() {
        var rate = 64L * KIB;
        host.bandwidth.up().rate(rate);
        var uploads = uploads(50);
        host.run(Duration.ofMinutes(1));
        uploads.subList(1, 50).forEach(upload -> {
            upload.channel.close();
            upload.outbox.discard();
        });
        var before = uploads.getFirst().sent();
        host.run(Duration.ofMinutes(2));
        assertKept(rate, 0);
        assertThat(uploads.getFirst().sent() - before).isCloseTo(rate * 120, within(rate * 120 / 30));
    }

    @Test
    void aFloodOfDatagramsStopsTheOthersForASecondAfterItsEndAtMost() {
        var rate = 50L * KIB;
        host.bandwidth.down().rate(rate);
        var download = downloads(1).getFirst();
        var flood = host.hearing(1_000, Duration.ofMillis(1));
        host.run(Duration.ofMinutes(1));
        flood.cancel();
        var before = download.received;
        host.run(Duration.ofSeconds(3));
        assertThat(download.received - before).isGreaterThan(rate);
    }

    @Test
    void datagramsThatFindNoRoomAreLost() {
        host.bandwidth.up().rate(KIB);
        var datagrams = host.speaking().datagram(1_000, Duration.ofMillis(1));
        host.run(Duration.ofMinutes(1));
        assertKept(KIB, 0);
        host.bandwidth.up().rate(0);
        var before = datagrams.sent();
        host.run(Duration.ofSeconds(1));
        assertThat(datagrams.sent() - before).isBetween(1_000_000L, 1_070_000L); // a second's, and those that had waited
    }
}
