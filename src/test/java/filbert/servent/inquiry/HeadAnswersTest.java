package filbert.servent.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.net.AddressScope;
import filbert.servent.outofband.SentPost;
import filbert.servent.routing.FixedSelf;
import filbert.servent.search.ListedLibrary;
import filbert.servent.search.OwnHits;
import filbert.servent.search.UploadSlots;
import filbert.simulation.VirtualNetwork;
import filbert.wire.ggep.GgepCodec;
import filbert.wire.message.Vendor;
import filbert.wire.vendor.HeadPing;
import filbert.wire.vendor.HeadPong;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class HeadAnswersTest {
    private static final HostAddress ASKER = HostAddress.parse("5.2.2.2:7000").orElseThrow();
    private static final Guid PING = new Guid(1, 2);
    private static final Sha1 HAZEL = ListedLibrary.sha1("hazel.txt");

    private final VirtualNetwork net = new VirtualNetwork(5);
    private final SentPost post = new SentPost();
    private int free = 3;
    private int waiting;
    private final Map<Sha1, List<SharedParts.Range>> parts = new HashMap<>();

    private HeadAnswers answers(AddressScope scope, FixedSelf self) {
        var slots = new UploadSlots() {
            @Override
            public boolean allTaken() {
                return free == 0;
            }

            @Override
            public int free() {
                return free;
            }

            @Override
            public int waiting() {
                return waiting;
            }

            @Override
            public long kilobitsPerSlot() {
                return 1;
            }
        };
        var answers = new HeadAnswers(net.time(), ListedLibrary.of("hazel.txt"), (sha1, then) -> then.accept(Optional.ofNullable(parts.get(sha1))), new OwnHits(self, scope, slots), slots);
        answers.opened(post);
        return answers;
    }

    private final HeadAnswers answers = answers(AddressScope.PUBLIC, FixedSelf.leaf(1));

    private HeadPong answer(HeadAnswers to, HeadPing ping) {
        post.sent.clear();
        to.asked(ASKER, PING, ping);
        assertThat(post.sent).hasSize(1);
        assertThat(post.sent.getFirst().guid()).isEqualTo(PING);
        assertThat(post.sent.getFirst().to()).isEqualTo(ASKER);
        return (HeadPong) post.vendor().getFirst();
    }

    private static HeadPing ping(int version, Sha1 sha1) {
        return new HeadPing(version, 0, sha1, Optional.empty());
    }

    @Test
    @DisplayName("T-59: a ping of 42 bytes is answered with C, V and Q, which is negative while slots are free")
    void saysWhatItHasAndHowLongItWouldTake() {
        assertThat(ping(2, HAZEL).toVendor().body()).hasSize(42);
        assertThat(answer(answers, ping(2, HAZEL))).isEqualTo(new HeadPong(2, HeadPong.COMPLETE, "FILB", -3));
        free = 0;
        waiting = 2;
        assertThat(answer(answers, ping(2, HAZEL))).isEqualTo(new HeadPong(2, HeadPong.COMPLETE, "FILB", 2));
        waiting = 1_000;
        assertThat(answer(answers, ping(1, HAZEL))).isEqualTo(new HeadPong(1, HeadPong.COMPLETE, "FILB", 126));
        var behind = new FixedSelf(new Guid(3, 3), false, FixedSelf.leaf(1).address(), false);
        assertThat(answer(answers(AddressScope.PUBLIC, behind), ping(2, HAZEL)).code()).isEqualTo(HeadPong.COMPLETE | HeadPong.FIREWALLED);
    }

    @Test
    @DisplayName("T-59: of an unknown hash the answer says C=0 and nothing else")
    void whatItHasNotIsToldInOneKey() {
        assertThat(answer(answers, ping(2, ListedLibrary.sha1("walnut.txt")))).isEqualTo(HeadPong.notFound(2));
        var body = ((Vendor) post.sent.getFirst().message()).body();
        assertThat(GgepCodec.read(Unpooled.wrappedBuffer(body)).items()).containsOnlyKeys("C");
        assertThat(answer(answers, ping(1, ListedLibrary.sha1("walnut.txt")))).isEqualTo(HeadPong.notFound(1));
    }

    @Test
    @DisplayName("3-transfer, 3.13: of a file we have in part code 2 is told, and its ranges to who wants them, in both versions")
    void whatThereIsOfAFileOnItsWay() {
        var walnut = ListedLibrary.sha1("walnut.txt");
        parts.put(walnut, List.of(new SharedParts.Range(0, 0xFFFF), new SharedParts.Range(0x20000, 0x2FFFF)));
        var code = HeadPong.PARTIAL | HeadPong.DOWNLOADING;
        assertThat(answer(answers, ping(2, walnut))).isEqualTo(new HeadPong(2, code, "FILB", -3));
        assertThat(answer(answers, new HeadPing(2, 1, walnut, Optional.empty())).code()).isEqualTo(code);
        var two = ((Vendor) post.sent.getFirst().message()).body();
        assertThat(GgepCodec.read(Unpooled.wrappedBuffer(two)).get("R")).hasValueSatisfying(bytes ->
                assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("00000000" + "0000ffff" + "00020000" + "0002ffff"));
        assertThat(answer(answers, new HeadPing(1, 1, walnut, Optional.empty())).queue()).isEqualTo(-3);
        var one = ((Vendor) post.sent.getFirst().message()).body();
        assertThat(HexFormat.of().formatHex(one)).isEqualTo("01" + "0a" + "46494c42" + "fd" + "0010" + "00000000" + "0000ffff" + "00020000" + "0002ffff");
        parts.clear();
        assertThat(answer(answers, new HeadPing(2, 1, walnut, Optional.empty()))).isEqualTo(HeadPong.notFound(2));
    }

    @Test
    void aPongIsNeverTenTimesItsPing() {
        var walnut = ListedLibrary.sha1("walnut.txt");
        parts.put(walnut, IntStream.range(0, 5_000).mapToObj(i -> new SharedParts.Range(i * 100_000L, i * 100_000L + 10 + i)).toList());
        var ping = new HeadPing(2, 0x0F, walnut, Optional.empty());
        answer(answers, ping);
        var body = ((Vendor) post.sent.getFirst().message()).body();
        assertThat(body.length).isBetween(300, 10 * ping.toVendor().body().length - 1);
    }

    @Test
    void whatIsMeantForALeafIsNotAnsweredForIt() {
        answers.asked(ASKER, PING, new HeadPing(2, 0, HAZEL, Optional.of(new Guid(4, 4))));
        assertThat(post.sent).isEmpty();
    }

    @Test
    void anAddressIsAnsweredFiveTimesASecond() {
        for (var i = 0; i < 20; i++) {
            answers.asked(ASKER, PING, ping(2, HAZEL));
        }
        assertThat(post.sent).hasSize(HeadAnswers.PER_ADDRESS);
        net.run(Duration.ofSeconds(1));
        answers.asked(ASKER, PING, ping(2, HAZEL));
        assertThat(post.sent).hasSize(HeadAnswers.PER_ADDRESS + 1);
    }
}
