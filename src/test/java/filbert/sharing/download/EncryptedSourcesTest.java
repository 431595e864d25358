package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.HostAddress;
import filbert.sharing.download.disk.Content;
import filbert.simulation.VirtualNetwork;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files from servents that speak TLS, say so, or only say so (3-transfer, 3.14). */
final class EncryptedSourcesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    private Path root;

    private final VirtualNetwork net = new VirtualNetwork(60);
    private final Content content = Content.ofSize(700_000);
    private Downloader here;

    @BeforeEach
    void start() {
        here = new Downloader(net, root).started();
    }

    /** Says that it speaks TLS, and closes behind its first answer. */
    private Peer sayingSo() {
        return here.peer(content).script((peer, request) -> {
            var answer = peer.file(request, 100_000, content.bytes(), "X-Features: queue/0.1, tls/1.0");
            return peer.requests.size() == 1 ? answer.closing() : answer;
        });
    }

    @Test // T-60
    void whoSaysThatItSpeaksTlsIsCalledWithItFromThenOn() {
        var peer = sayingSo();
        here.finish(here.add(content, peer), content, MINUTE.multipliedBy(5));
        assertThat(peer.links.getFirst().tls()).isEmpty();
        assertThat(peer.links.getLast().tls()).isPresent();
        assertThat(peer.links).hasSize(2);
    }

    @Test // T-60
    void aFailedHandshakeFallsBackToPlainOnANewConnectionAndDoesNotBanTheSource() {
        var peer = sayingSo().failingAtTls();
        var download = here.add(content, peer);
        here.finish(download, content, MINUTE.multipliedBy(5));
        assertThat(peer.links).hasSize(3).allMatch(link -> link.tls().isEmpty());
    }

    @Test // T-37
    void markedAlternatesAreCalledWithTls() {
        var marked = here.peer(content);
        var plain = here.peer(content);
        var slow = here.peer(content).script((peer, request) -> peer.file(
                request, 20_000, content.bytes(), "X-Alt: tls=8," + marked.address() + "," + plain.address()));
        here.finish(here.add(content, slow), content, Duration.ofMinutes(2));
        assertThat(marked.links).isNotEmpty().allMatch(link -> link.tls().isPresent());
        assertThat(plain.links).isNotEmpty().allMatch(link -> link.tls().isEmpty());
    }

    @Test
    void whoSpeaksTlsIsForgottenInTimeAndForOthers() {
        var abilities = new TlsAbilities(net.time());
        var one = HostAddress.parse("5.1.1.1:7000").orElseThrow();
        assertThat(abilities.spoken(one)).isFalse();
        abilities.told(one);
        assertThat(abilities.spoken(one)).isTrue();
        abilities.failed(one);
        abilities.told(one);
        assertThat(abilities.spoken(one)).isFalse();
        net.run(TlsAbilities.FAILED);
        abilities.told(one);
        assertThat(abilities.spoken(one)).isTrue();
        net.run(TlsAbilities.SPOKEN);
        assertThat(abilities.spoken(one)).isFalse();
        for (var i = 0; i < 2 * TlsAbilities.MOST; i++) {
            abilities.told(HostAddress.of(0x05000000 + i, 7_000));
        }
        assertThat(abilities.remembered()).isEqualTo(TlsAbilities.MOST);
    }
}
