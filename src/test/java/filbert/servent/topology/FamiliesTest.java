package filbert.servent.topology;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Way;
import filbert.servent.handshake.Encryption;
import filbert.servent.handshake.Introduction;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

final class FamiliesTest {
    private static final Introduction US =
            new Introduction("Filbert/1", false, Guid.ZERO, HostAddress.parse("5.1.1.1:7000"), 32, Encryption.NONE);
    private static final InetAddress FOUR = ip("5.1.1.1");
    private static final InetAddress SIX = ip("2a00::1");

    private final Families families = new Families(AddressScope.PUBLIC, Way.ANY);

    private static InetAddress ip(String text) {
        return InetAddress.ofLiteral(text);
    }

    private void open(String at) {
        families.opened(new HostAddress(ip(at), 7000));
    }

    private Introduction said(InetAddress own) {
        return families.word(7000).said(US, own);
    }

    @Test
    void nothingIsSaidOfIpv6OverIpv4BeforeALinkProvedIt() {
        open("::");
        assertThat(said(FOUR).families()).isEmpty();
        families.proved(FOUR);
        families.proved(ip("fe80::1"));
        families.proved(ip("fd00::1"));
        assertThat(said(FOUR).families()).isEmpty();
        families.proved(SIX);
        assertThat(said(FOUR)).isEqualTo(US.using("IP/6.0"));
    }

    @Test
    void overIpv6WeAreCalledAtOurEndOfTheLink() {
        open("0.0.0.0");
        assertThat(said(SIX)).isEqualTo(US.using("IP/6.0").callableAt(new HostAddress(SIX, 7000)));
    }

    @Test
    void whoListensOnIpv6AloneSaysSo() {
        open("2a00::1");
        assertThat(said(SIX).families()).isEqualTo("IP/6.4");
        assertThat(families.mayReach(FOUR)).isFalse();
        assertThat(families.mayReach(SIX)).isTrue();
    }

    @Test
    void anotherAddressHasToProveItselfAnew() {
        open("0.0.0.0");
        families.proved(SIX);
        assertThat(families.ipv6()).contains(SIX);
        open("0.0.0.0");
        assertThat(families.ipv6()).isEmpty();
        open("2a00::2");
        families.proved(SIX);
        assertThat(families.ipv6()).as("not what we listen on").isEmpty();
    }
}
