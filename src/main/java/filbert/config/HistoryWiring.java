package filbert.config;

import filbert.config.engine.Membership;
import filbert.household.Holdings;
import filbert.household.HouseholdDownloads;
import filbert.household.HouseholdSearches;
import filbert.household.LayeredSettings;
import filbert.household.SettingKeys;
import filbert.household.Tastes;
import filbert.household.history.HistoryStore;
import filbert.household.history.HouseholdHistory;
import filbert.household.results.DefaultFilter;
import filbert.household.results.HouseholdResults;
import filbert.net.netty.OwnerThread;
import filbert.servent.spam.Experience;
import filbert.store.Database;
import filbert.store.H2HistoryStore;
import filbert.store.H2Holdings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What people searched for. */
@Configuration(proxyBeanMethods = false)
class HistoryWiring {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryWiring.class);
    private static final String HISTORY = "The history of searches";
    private static final Duration FORGET_EVERY = Duration.ofHours(1);

    @Bean
    HouseholdHistory householdHistory(
            Database database,
            Membership membership,
            HouseholdSearches searches,
            LayeredSettings settings,
            InstantSource clock,
            OwnerThread owner,
            ExecutorService workers) {
        var store = new H2HistoryStore(database);
        searches.whenTaken(search -> workers.execute(new Bookkeeping(HISTORY, () -> store.taken(search))::now));
        new Bookkeeping(HISTORY, () -> forget(store, settings, clock)).every(FORGET_EVERY, owner, workers);
        return new HouseholdHistory(store, membership.searches());
    }

    @Bean
    DefaultFilter defaultFilter(Tastes tastes) {
        return new DefaultFilter(tastes);
    }

    @Bean
    Holdings holdings(Database database) {
        return new H2Holdings(database);
    }

    @Bean
    HouseholdResults householdResults(
            HouseholdSearches searches, HouseholdDownloads downloads, Holdings holdings, Experience experience, InstantSource clock) {
        return new HouseholdResults(searches, downloads, holdings, experience, clock);
    }

    private static void forget(HistoryStore store, LayeredSettings settings, InstantSource clock) {
        var days = settings.number(SettingKeys.SEARCHES_KEPT_DAYS);
        var gone = store.forgetBefore(clock.instant().minus(Duration.ofDays(days)));
        if (gone > 0) {
            LOG.debug("{} searches older than {} days are forgotten", gone, days);
        }
    }
}
