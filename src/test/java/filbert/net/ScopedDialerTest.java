package filbert.net;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.HostAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScopedDialerTest {
    private final List<HostAddress> dialled = new ArrayList<>();
    private final List<IOException> refused = new ArrayList<>();

    @ParameterizedTest
    @DisplayName("C-76 a host outside the scope is not dialled, whoever named it")
    @CsvSource({
        "PUBLIC, 10.0.0.1:6346",
        "PUBLIC, 127.0.0.1:6346",
        "PUBLIC, 192.0.2.7:6346",
        "PUBLIC, 224.0.0.1:6346",
        "PUBLIC, 5.1.1.1:80",
        "PUBLIC, [fe80::1]:6346",
        "LAN, 5.1.1.1:6346",
        "LOOPBACK, 5.1.1.1:6346",
        "LOOPBACK, 192.168.1.2:6346"
    })
    void outsideTheScopeNothingIsDialled(AddressScope scope, String host) {
        dial(scope, host);
        assertThat(dialled).isEmpty();
        assertThat(refused).singleElement().satisfies(cause -> assertThat(cause).hasMessageContaining(scope.name()));
    }

    @ParameterizedTest
    @CsvSource({"PUBLIC, 5.1.1.1:6346", "PUBLIC, [2a00::1]:6346", "LAN, 192.168.1.2:6346", "LOOPBACK, 127.0.0.2:6346"})
    void insideTheScopeTheNetworkDials(AddressScope scope, String host) {
        dial(scope, host);
        assertThat(dialled).containsExactly(HostAddress.parse(host).orElseThrow());
        assertThat(refused).isEmpty();
    }

    private void dial(AddressScope scope, String host) {
        var dialer = new ScopedDialer((to, _, _, _) -> dialled.add(to), scope);
        dialer.dial(HostAddress.parse(host).orElseThrow(), Duration.ofSeconds(5), Link::close, refused::add);
    }
}
