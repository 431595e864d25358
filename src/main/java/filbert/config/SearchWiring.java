package filbert.config;

import filbert.config.engine.Membership;
import filbert.household.HouseholdHosts;
import filbert.household.HouseholdLimits;
import filbert.household.HouseholdLists;
import filbert.household.HouseholdSearches;
import filbert.household.HouseholdSpam;
import filbert.household.Shelter;
import filbert.servent.spam.Experience;
import filbert.store.Database;
import filbert.store.H2LessonStore;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What people look for and at, and what is kept from them as junk. */
@Configuration(proxyBeanMethods = false)
class SearchWiring {
    /** Read before anybody can ask: the lists count from the first connection on. */
    @Bean
    HouseholdLists householdLists(DataDirectory data, Experience experience, InstantSource clock, Membership membership) {
        var folder = new ListsFolder(data.lists(), experience, clock);
        folder.readAgain();
        return new HouseholdLists(folder, membership.overlay());
    }

    @Bean
    HouseholdSpam householdSpam(Database database, Experience experience, InstantSource clock) {
        return new HouseholdSpam(new H2LessonStore(database), experience, clock);
    }

    @Bean
    HouseholdSearches householdSearches(Membership membership, HouseholdSpam spam, Shelter shelter, HouseholdLimits limits) {
        return new HouseholdSearches(membership.searches(), membership.downloads(), spam, shelter, limits);
    }

    @Bean
    HouseholdHosts householdHosts(Membership membership, Shelter shelter) {
        return new HouseholdHosts(membership.browsing(), membership.downloads(), shelter);
    }
}
