package filbert.web.search;

import filbert.household.DefaultFilter;
import filbert.household.Holdings;
import filbert.household.HouseholdDownloads;
import filbert.household.Person;
import filbert.household.history.HouseholdHistory;
import org.springframework.stereotype.Component;

/** What of a person shows in the results of a search. */
@Component
record Habits(DefaultFilter usual, HouseholdHistory history, Holdings library) {
    /** Blocks. */
    Marks marks(HouseholdDownloads downloads, Person person) {
        return new Marks(downloads.list(person), contents -> library.of(person.id(), contents));
    }
}
