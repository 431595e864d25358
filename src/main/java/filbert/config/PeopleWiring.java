package filbert.config;

import filbert.config.engine.Membership;
import filbert.household.AccessTokens;
import filbert.household.Accounts;
import filbert.household.Attendance;
import filbert.household.HostNotes;
import filbert.household.HouseholdActivity;
import filbert.household.HouseholdPeople;
import filbert.household.Invitations;
import filbert.household.LayeredSettings;
import filbert.household.Sessions;
import filbert.household.SettingKeys;
import filbert.household.Shelter;
import filbert.household.SignOn;
import filbert.household.Tastes;
import filbert.net.netty.OwnerThread;
import filbert.sharing.library.FolderLibrary;
import filbert.store.Database;
import filbert.store.H2AccountStore;
import filbert.store.H2HostNoteStore;
import filbert.store.H2InvitationStore;
import filbert.store.H2SessionStore;
import filbert.store.H2TasteStore;
import filbert.web.Languages;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.i18n.LocaleContextResolver;

/** Who lives here, as owners decide it, and how others come in. */
@Configuration(proxyBeanMethods = false)
class PeopleWiring {
    private static final Duration KEPT = Duration.ofMinutes(1); // what a crash may lose of "last seen"

    @Bean(destroyMethod = "keep")
    Attendance attendance(Database database, InstantSource clock, OwnerThread owner, ExecutorService workers) {
        var attendance = new Attendance(new H2AccountStore(database), clock);
        new Bookkeeping("Who was here when", attendance::keep).every(KEPT, owner, workers);
        return attendance;
    }

    @Bean(destroyMethod = "keep")
    Sessions sessions(
            Database database, Accounts people, InstantSource clock, RandomGenerator random, OwnerThread owner, ExecutorService workers) {
        var sessions = new Sessions(new H2SessionStore(database), people, clock, random);
        new Bookkeeping("Who was here when", sessions::keep).every(KEPT, owner, workers);
        return sessions;
    }

    @Bean
    Tastes tastes(Database database) {
        return new Tastes(new H2TasteStore(database));
    }

    @Bean
    HostNotes hostNotes(Database database) {
        return new HostNotes(new H2HostNoteStore(database));
    }

    /** Under this name Spring asks it. */
    @Bean
    LocaleContextResolver localeContextResolver(Languages languages, WhoAsks who, Tastes tastes) {
        return new PersonsLanguage(languages, who, tastes);
    }

    @Bean
    SignOn signOn(LayeredSettings settings, Accounts people, RandomGenerator random, HouseholdActivity activity) {
        return new SignOn(settings, people, random, activity);
    }

    @Bean
    Shelter shelter(LayeredSettings settings) {
        return new Shelter(() -> settings.list(SettingKeys.PEOPLE_ADULT_WORDS));
    }

    @Bean
    Invitations invitations(Database database, Accounts people, InstantSource clock, RandomGenerator random, HouseholdActivity activity) {
        return new Invitations(new H2InvitationStore(database), people, clock, random, activity);
    }

    @Bean
    HouseholdPeople householdPeople(
            Accounts people,
            Attendance attendance,
            Sessions sessions,
            AccessTokens tokens,
            Membership membership,
            FolderLibrary library,
            HouseholdActivity activity) {
        return new HouseholdPeople(people, attendance, sessions, tokens, membership.downloads(), library, activity);
    }
}
