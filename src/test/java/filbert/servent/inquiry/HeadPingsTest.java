package filbert.servent.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.net.AddressScope;
import filbert.servent.outofband.SentPost;
import filbert.servent.search.ListedLibrary;
import filbert.simulation.VirtualNetwork;
import filbert.wire.vendor.HeadPing;
import filbert.wire.vendor.HeadPong;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class HeadPingsTest {
    private static final HostAddress HOST = HostAddress.parse("5.2.2.2:7000").orElseThrow();
    private static final Sha1 HAZEL = ListedLibrary.sha1("hazel.txt");
    private static final HeadPong YES = new HeadPong(2, HeadPong.COMPLETE, "PEER", -2);

    private final VirtualNetwork net = new VirtualNetwork(5);
    private final SentPost post = new SentPost();
    private final HeadPings pings = new HeadPings(AddressScope.PUBLIC, net.time(), new Random(1));
    private final List<HeadPong> heard = new ArrayList<>();

    HeadPingsTest() {
        pings.opened(post);
    }

    private boolean ask(HostAddress host) {
        return pings.ask(host, HAZEL, heard::add);
    }

    private Guid lastName() {
        return post.sent.getLast().guid();
    }

    @Test
    void onlyWhoWasAskedIsHeardOnceAndInTime() {
        assertThat(ask(HOST)).isTrue();
        assertThat(((HeadPing) post.vendor().getFirst()).sha1()).isEqualTo(HAZEL);
        pings.told(HostAddress.parse("5.2.2.3:7000").orElseThrow(), lastName(), YES);
        pings.told(HOST, new Guid(9, 9), YES);
        assertThat(heard).isEmpty();
        pings.told(HOST, lastName(), YES);
        pings.told(HOST, lastName(), YES);
        assertThat(heard).containsExactly(YES);
        var other = HostAddress.parse("5.3.3.3:7000").orElseThrow();
        ask(other);
        net.run(HeadPings.AWAITED.plusSeconds(1));
        pings.told(other, lastName(), YES);
        assertThat(heard).hasSize(1);
    }

    @Test
    void whoNeverAnsweredIsAskedTwiceAnHourOnWhateverPortAndForWhateverFile() {
        var asked = 0;
        for (var minute = 0; minute < 60; minute++) {
            asked += ask(HostAddress.parse("5.2.2.2:" + (7_000 + minute)).orElseThrow()) ? 1 : 0;
            net.run(Duration.ofMinutes(1));
        }
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void whoAnsweredIsAskedOnceInFiveMinutes() {
        ask(HOST);
        pings.told(HOST, lastName(), YES);
        assertThat(ask(HOST)).isTrue();
        assertThat(ask(HOST)).isFalse();
        net.run(HeadPings.AGAIN);
        assertThat(ask(HOST)).isTrue();
    }

    @Test
    void allTogetherAreAskedAFewASecondAndNobodyBeyondTheNetwork() {
        var asked = 0;
        for (var i = 0; i < 200; i++) {
            asked += ask(HostAddress.parse("5.4." + i + ".1:7000").orElseThrow()) ? 1 : 0;
        }
        assertThat(asked).isEqualTo(10);
        net.run(Duration.ofSeconds(10));
        assertThat(ask(HostAddress.parse("192.168.1.7:7000").orElseThrow())).isFalse();
        assertThat(ask(HostAddress.parse("5.2.2.2:80").orElseThrow())).isFalse();
    }
}
