package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.config.engine.Membership;
import filbert.household.Accounts;
import filbert.household.LayeredSettings;
import filbert.household.Router;
import filbert.net.AddressScope;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The switch for the router in the whole program, on a network where no router is needed. */
final class MappedPortTest {
    @TempDir
    private Path directory;

    /** What the settings say counts after a restart: until then the network is the one that was joined. */
    @Test
    void anotherNetworkChosenInTheSettingsIsNotTheOneWeAreOn() {
        try (var filbert = RunningFilbert.setUp(directory)) {
            var membership = filbert.part(Membership.class);
            Eventually.eventually(() -> assertThat(membership.port()).isPositive());
            var owner = filbert.part(Accounts.class).all().getFirst();
            filbert.part(LayeredSettings.class).save(owner, Map.of("filbert.network.hosts", "5.1.1.1:23456"));
            assertThat(membership.choice().scope()).isEqualTo(AddressScope.LOOPBACK);
            assertThat(filbert.part(Router.class).view().needed()).isFalse();
        }
    }

    @Test
    void noRouterIsAskedAmongNeighboursOfTheHouse() {
        try (var filbert = RunningFilbert.setUp(directory, "network.map-port=true")) {
            var script = filbert.script();
            script.post().uri("/api/v1/network/check/run").exchange().expectStatus().isAccepted().expectBody().jsonPath("$.asked").isEqualTo(0);
            script.get().uri("/api/v1/network/check").exchange().expectStatus().isOk().expectBody()
                    .jsonPath("$.router.wanted").isEqualTo(true)
                    .jsonPath("$.router.needed").isEqualTo(false)
                    .jsonPath("$.router.state").isEqualTo("unasked")
                    .jsonPath("$.router.attempts").isEmpty();
            assertThat(filbert.part(Router.class).view().tcp()).isZero();
        }
    }
}
