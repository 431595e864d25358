package filbert.api;

import filbert.household.Narrowing;
import filbert.household.results.Grouping;
import filbert.household.results.Hiding;
import filbert.household.results.Selection;
import java.util.List;
import java.util.Set;
import org.springframework.util.MultiValueMap;

/** Which results a script wants: the parameters of the search page. */
final class Selections {
    private static final String FOUND = "seen"; // in the order in which they were found

    /** What is meant without parameters: everything, junk included. */
    static final Selection ALL = new Selection(Narrowing.NONE, Set.of(), Grouping.FILE, FOUND, "", "");

    private Selections() {}

    static Selection of(MultiValueMap<String, String> parameters) {
        var one = parameters.toSingleValueMap();
        return new Selection(
                new Narrowing(one),
                Hiding.parse(parameters.getOrDefault("hide", List.of())),
                Grouping.parse(one.getOrDefault("group", "")),
                one.getOrDefault("sort", FOUND),
                one.getOrDefault("host", ""),
                one.getOrDefault("folder", ""));
    }
}
