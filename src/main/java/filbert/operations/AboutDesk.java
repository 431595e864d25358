package filbert.operations;

import filbert.household.Person;
import filbert.household.Role;
import java.util.function.Supplier;

/** Tells the owner what runs here: no secrets, but paths and versions, which are nobody else's business. */
public final class AboutDesk {
    private final Supplier<About> about;

    public AboutDesk(Supplier<About> about) {
        this.about = about;
    }

    public About about(Person person) {
        person.require(Role.OWNER);
        return about.get();
    }
}
