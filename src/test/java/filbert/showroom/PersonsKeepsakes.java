package filbert.showroom;

import filbert.household.Keepsakes;
import java.util.Optional;

/** Those of a person among all others, by their names. */
public record PersonsKeepsakes(Keepsakes all, long person) implements Keepsakes {
    @Override
    public Optional<String> recall(String name) {
        return all.recall(name + "." + person);
    }

    @Override
    public void keep(String name, String fact) {
        all.keep(name + "." + person, fact);
    }

    @Override
    public Keepsakes of(long other) {
        return all.of(other);
    }
}
