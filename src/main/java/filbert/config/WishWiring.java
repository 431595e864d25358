package filbert.config;

import filbert.config.engine.Membership;
import filbert.household.Accounts;
import filbert.household.HouseholdDownloads;
import filbert.household.HouseholdSpam;
import filbert.household.LayeredSettings;
import filbert.household.SettingKeys;
import filbert.household.telling.Telling;
import filbert.household.wish.HouseholdWishes;
import filbert.household.wish.WishRounds;
import filbert.household.wish.WishStore;
import filbert.net.netty.OwnerThread;
import filbert.servent.topology.AskingAgain;
import filbert.sharing.library.FolderLibrary;
import filbert.store.Database;
import filbert.store.H2WishStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;

/** Searches that go on for days. */
@Configuration(proxyBeanMethods = false)
class WishWiring {
    private static final Logger LOG = LoggerFactory.getLogger(WishWiring.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5); // what comes shows soon; few runs are under way

    @Bean
    WishStore wishStore(Database database) {
        return new H2WishStore(database);
    }

    @Bean
    WishRounds wishRounds(
            WishStore store,
            Membership membership,
            HouseholdSpam spam,
            Accounts people,
            HouseholdDownloads downloads,
            FolderLibrary library,
            LayeredSettings settings,
            Telling telling,
            InstantSource clock,
            OwnerThread owner,
            RandomGenerator random) {
        return new WishRounds(new WishRounds.House(
                store,
                membership.searches(),
                spam,
                people::active,
                downloads,
                content -> library.bySha1(content).isPresent(),
                () -> !membership.overlay().view().neighbours().isEmpty(),
                () -> settings.flag(SettingKeys.SEARCHES_WISHES),
                telling,
                clock,
                owner::nanos,
                random));
    }

    @Bean
    HouseholdWishes householdWishes(
            WishStore store,
            WishRounds rounds,
            Membership membership,
            HouseholdDownloads downloads,
            InstantSource clock,
            OwnerThread owner,
            ExecutorService workers) {
        tell(membership, rounds);
        owner.execute(() -> owner.every(LOOK_EVERY, () -> workers.execute(() -> look(membership, rounds))));
        return new HouseholdWishes(store, rounds, membership.searches(), downloads, clock);
    }

    private static void look(Membership membership, WishRounds rounds) {
        try {
            rounds.look();
            tell(membership, rounds);
        } catch (DataAccessException | IllegalStateException e) {
            LOG.warn("Wishes could not be looked after, the next time is soon: {}", e.toString());
        }
    }

    /** Handshakes say whether we ask again by ourselves. */
    private static void tell(Membership membership, WishRounds rounds) {
        membership.asksAgain(rounds.asksAgain() ? AskingAgain.BY_ITSELF : AskingAgain.BY_PEOPLE);
    }
}
