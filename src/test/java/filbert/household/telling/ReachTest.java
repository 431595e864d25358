package filbert.household.telling;

import static filbert.showroom.PretendHouse.MEMBER;
import static filbert.showroom.PretendHouse.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReachTest {
    private static final InetAddress OURS = InetAddress.ofLiteral("2001:db8::7");
    private static final URI SOMEWHERE = URI.create("http://example.com/");

    private final Reach reach = new Reach(() -> List.of("Gotify.lan", "192.168.1.5:8080", "fd00::5"), OURS::equals);

    @ParameterizedTest
    @ValueSource(strings = {"5.6.7.8", "2a00:1450::1"})
    void everybodyReachesTheInternet(String address) {
        assertThat(reach.of(MEMBER, SOMEWHERE)).accepts(InetAddress.ofLiteral(address));
        assertThat(reach.of(OWNER, SOMEWHERE)).accepts(InetAddress.ofLiteral(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "::1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "fd00::1", "fec0::1", "2001:db8::7"})
    void whatIsAtHomeIsForOwnersAndForWhatTheyListed(String address) {
        assertThat(reach.of(MEMBER, SOMEWHERE)).rejects(InetAddress.ofLiteral(address));
        assertThat(reach.of(OWNER, SOMEWHERE)).accepts(InetAddress.ofLiteral(address));
        assertThat(reach.of(MEMBER, URI.create("https://gotify.LAN:9/x"))).accepts(InetAddress.ofLiteral(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "169.254.169.254", "169.254.1.1", "fe80::1", "0.0.0.0", "0.1.2.3", "::", "224.0.0.1", "255.255.255.255", "ff02::1", "100.100.100.200", "fd00:ec2::254",
        "168.63.129.16", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2001:0:1::1", "::127.0.0.1", "::10.0.0.1"
    })
    void nobodyReachesWhatIsNoSingleHostsOrHandsOutCredentials(String address) {
        assertThat(reach.of(OWNER, SOMEWHERE)).rejects(InetAddress.ofLiteral(address));
        assertThat(reach.of(MEMBER, URI.create("http://gotify.lan/"))).rejects(InetAddress.ofLiteral(address));
    }

    @Test
    void anIpv4AddressInIpv6ClothesIsWhatItIs() throws UnknownHostException {
        var mapped = InetAddress.getByName("::ffff:169.254.169.254");
        assertThat(reach.of(OWNER, SOMEWHERE)).rejects(mapped);
        assertThat(reach.of(MEMBER, SOMEWHERE)).rejects(InetAddress.getByName("::ffff:10.0.0.1"));
    }

    @Test
    void aListedPortIsThatPort() {
        var home = InetAddress.ofLiteral("192.168.1.5");
        assertThat(reach.of(MEMBER, URI.create("http://192.168.1.5:8080/"))).accepts(home);
        assertThat(reach.of(MEMBER, URI.create("http://192.168.1.5/"))).rejects(home);
        assertThat(reach.of(MEMBER, URI.create("http://[fd00::5]/"))).accepts(InetAddress.ofLiteral("fd00::5"));
        assertThat(reach.of(MEMBER, URI.create("http://notgotify.lan/"))).rejects(home);
    }
}
