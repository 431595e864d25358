package filbert.household;

import filbert.event.Happening;
import filbert.event.Happenings;
import filbert.event.Signal;
import java.util.List;

/** What happened, as people may hear of it: everybody what concerns all and themselves, the owner everything. */
public final class HouseholdNews {
    private final Happenings happenings;

    public HouseholdNews(Happenings happenings) {
        this.happenings = happenings;
    }

    /** Newest first. */
    public List<Happening> latest(Person person, int atMost) {
        return happenings.latest(atMost, news -> concerns(person, news));
    }

    private static boolean concerns(Person person, Happening news) {
        return news.person() == Happening.EVERYBODYS || news.person() == person.id() || person.role() == Role.OWNER;
    }

    public Signal changed() {
        return happenings.changed();
    }
}
