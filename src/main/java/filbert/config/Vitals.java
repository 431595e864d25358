package filbert.config;

import filbert.config.engine.Membership;
import filbert.household.FirstStart;
import filbert.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The parts of {@code /actuator/health}. Only what makes Filbert useless counts as down; being without a network does not, for nothing is won by starting
 * again.
 */
@Configuration(proxyBeanMethods = false)
class Vitals {
    private static final long LEAST_FREE = 64L << 20; // the database and the journals need some; downloads stop by themselves long before

    @Bean
    HealthIndicator diskHealthIndicator(DataDirectory data) {
        return () -> {
            try {
                var free = Files.getFileStore(data.root()).getUsableSpace();
                return (free < LEAST_FREE ? Health.down() : Health.up()).withDetail("free", free).withDetail("needed", LEAST_FREE).build();
            } catch (IOException e) {
                return Health.down(e).build();
            }
        };
    }

    @Bean
    HealthIndicator databaseHealthIndicator(Database database) {
        return () -> {
            database.ask();
            return Health.up().build();
        };
    }

    @Bean
    HealthIndicator networkHealthIndicator(Membership membership, FirstStart firstStart) {
        return () -> {
            if (firstStart.state() != FirstStart.State.DONE) {
                return Health.unknown().withDetail("waits", "set-up").build();
            }
            var view = membership.overlay().view();
            var health = view.ultrapeers() + view.leaves() > 0 ? Health.up() : Health.unknown();
            return health.withDetail("mode", view.mode())
                    .withDetail("ultrapeers", view.ultrapeers())
                    .withDetail("leaves", view.leaves())
                    .withDetail("knownHosts", view.knownHosts())
                    .withDetail("cutOff", !view.exit().open())
                    .build();
        };
    }
}
