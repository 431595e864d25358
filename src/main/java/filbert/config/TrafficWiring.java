package filbert.config;

import filbert.config.engine.Membership;
import filbert.household.HouseholdActivity;
import filbert.household.HouseholdBandwidth;
import filbert.household.HouseholdLimits;
import filbert.household.HouseholdVolumes;
import filbert.household.Keepsakes;
import filbert.household.LayeredSettings;
import filbert.household.Volume;
import filbert.net.Bandwidth;
import filbert.net.netty.OwnerThread;
import filbert.store.Database;
import filbert.store.H2VolumeStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How fast bytes pass, and the count that is kept of them. */
@Configuration(proxyBeanMethods = false)
class TrafficWiring {
    private static final Duration COUNT_KEPT = Duration.ofMinutes(1); // what a crash may lose

    @Bean
    HouseholdBandwidth householdBandwidth(
            LayeredSettings settings, Keepsakes keepsakes, Bandwidth bandwidth, InstantSource clock, OwnerThread owner, HouseholdActivity activity) {
        var house = new HouseholdBandwidth(settings, keepsakes, new Buckets(bandwidth), clock, activity);
        owner.execute(() -> owner.every(Duration.ofSeconds(1), () -> house.look(owner.nanos())));
        return house;
    }

    /** Written each minute, and when we end. */
    @Bean(destroyMethod = "keep")
    HouseholdVolumes householdVolumes(
            Database database, Bandwidth bandwidth, Membership membership, HouseholdBandwidth line, OwnerThread owner, ExecutorService workers) {
        var volumes = new HouseholdVolumes(
                () -> new Volume(
                        bandwidth.up().passed(), bandwidth.down().passed(), membership.dealings().given(), membership.dealings().taken()),
                () -> owner.ask(() -> membership.dealings().view()),
                new H2VolumeStore(database),
                line::today);
        new Bookkeeping("What was sent and received", volumes::keep).every(COUNT_KEPT, owner, workers);
        return volumes;
    }

    /** What people fetched is written each minute, and when we end. */
    @Bean(destroyMethod = "now")
    Bookkeeping limitsKept(HouseholdLimits limits, OwnerThread owner, ExecutorService workers) {
        var fetched = new Bookkeeping("What people fetched", limits::keep);
        fetched.every(COUNT_KEPT, owner, workers);
        return fetched;
    }
}
