package filbert.net;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.HostAddress;
import java.net.InetAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressScopeTest {
    @ParameterizedTest
    @DisplayName("C-76 every range of 1-connect 8.6 is refused, first and last address")
    @ValueSource(strings = {
        "0.0.0.0", "0.255.255.255",
        "10.0.0.0", "10.255.255.255",
        "100.64.0.0", "100.127.255.255",
        "127.0.0.0", "127.255.255.255",
        "169.254.0.0", "169.254.255.255",
        "172.16.0.0", "172.31.255.255",
        "192.0.0.0", "192.0.0.255",
        "192.0.2.0", "192.0.2.255",
        "192.168.0.0", "192.168.255.255",
        "198.18.0.0", "198.19.255.255",
        "198.51.100.0", "198.51.100.255",
        "203.0.113.0", "203.0.113.255",
        "224.0.0.0", "239.255.255.255",
        "240.0.0.0", "255.255.255.255",
        "::", "::1",
        "fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
        "::ffff:10.0.0.1", "::ffff:127.0.0.1"
    })
    void reservedRangesAreNoPublicHosts(String ip) {
        assertThat(AddressScope.PUBLIC.admits(host(ip, 6346))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0", "169.253.255.255",
        "169.255.0.0", "172.15.255.255", "172.32.0.0", "191.255.255.255", "192.0.1.0", "192.0.3.0", "192.167.255.255", "192.169.0.0",
        "198.17.255.255", "198.20.0.0", "198.51.99.255", "198.51.101.0", "203.0.112.255", "203.0.114.0", "223.255.255.255", "179.1.2.3",
        "2001:db7::1", "2001:db9::1", "2a00::1"
    })
    void theirNeighboursAreIncludingRangesThatOldListsStillForbid(String ip) {
        assertThat(AddressScope.PUBLIC.admits(host(ip, 6346))).isTrue();
    }

    @ParameterizedTest
    @DisplayName("C-76 ports below 1024 are refused in every scope")
    @ValueSource(ints = {0, 22, 25, 80, 443, 1023})
    void lowPortsAreNeverDialled(int port) {
        assertThat(AddressScope.PUBLIC.admits(host("5.1.1.1", port))).isFalse();
        assertThat(AddressScope.LAN.admits(host("192.168.1.2", port))).isFalse();
        assertThat(AddressScope.LOOPBACK.admits(host("127.0.0.2", port))).isFalse();
        assertThat(AddressScope.PUBLIC.admits(host("5.1.1.1", 1024))).isTrue();
    }

    @Test
    void aLocalNetworkIsItsPrivateAddressesOnly() {
        assertThat(AddressScope.LAN.admits(host("192.168.1.2", 6346))).isTrue();
        assertThat(AddressScope.LAN.admits(host("10.1.1.2", 6346))).isTrue();
        assertThat(AddressScope.LAN.admits(host("fd00::2", 6346))).isTrue();
        assertThat(AddressScope.LAN.admits(host("169.254.3.4", 6346))).isTrue();
        assertThat(AddressScope.LAN.admits(host("127.0.0.1", 6346))).isFalse();
        assertThat(AddressScope.LAN.admits(host("5.1.1.1", 6346))).isFalse();
    }

    @Test
    @DisplayName("C-76 under LOOPBACK scope nothing public is a host")
    void loopbackIsLoopbackOnly() {
        assertThat(AddressScope.LOOPBACK.admits(host("127.200.3.4", 6346))).isTrue();
        assertThat(AddressScope.LOOPBACK.admits(host("::1", 6346))).isTrue();
        assertThat(AddressScope.LOOPBACK.admits(host("5.1.1.1", 6346))).isFalse();
        assertThat(AddressScope.LOOPBACK.admits(host("192.168.1.2", 6346))).isFalse();
        assertThat(AddressScope.LOOPBACK.admits(host("2a00::1", 6346))).isFalse();
    }

    @Test
    void onlyThePublicNetworkHasStrangers() {
        assertThat(AddressScope.PUBLIC.isStranger(InetAddress.ofLiteral("5.1.1.1"))).isTrue();
        assertThat(AddressScope.PUBLIC.isStranger(InetAddress.ofLiteral("192.168.1.2"))).isFalse();
        assertThat(AddressScope.PUBLIC.isStranger(InetAddress.ofLiteral("127.0.0.1"))).isFalse();
        assertThat(AddressScope.LOOPBACK.isStranger(InetAddress.ofLiteral("5.1.1.1"))).isFalse();
    }

    private static HostAddress host(String ip, int port) {
        return new HostAddress(InetAddress.ofLiteral(ip), port);
    }
}
