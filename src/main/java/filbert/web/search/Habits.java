package filbert.web.search;

import filbert.household.results.DefaultFilter;
import filbert.household.history.HouseholdHistory;
import org.springframework.stereotype.Component;

/** What of a person shows in the results of a search. */
@Component
record Habits(DefaultFilter usual, HouseholdHistory history) {}
