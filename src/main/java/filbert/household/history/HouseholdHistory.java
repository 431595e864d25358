package filbert.household.history;

import filbert.household.Person;
import filbert.household.Role;
import filbert.servent.search.Searches;
import java.util.List;
import java.util.NoSuchElementException;

/** What somebody searched for, for themselves alone; and which of their bookmarks ask again by themselves when they are opened. Methods may block. */
public final class HouseholdHistory {
    static final int MOST_LIVE = 50; // each costs a search when it is opened

    private static final int LONGEST_LOOK = 1_000; // as wide as its column

    private final HistoryStore store;
    private final Searches searches;

    public HouseholdHistory(HistoryStore store, Searches searches) {
        this.store = store;
        this.searches = searches;
    }

    /** Newest first. */
    public List<PastSearch> list(Person person, int from, int atMost) {
        return store.of(person.id(), from, atMost);
    }

    public int count(Person person) {
        return store.count(person.id());
    }

    /** One that goes on ends. @throws NoSuchElementException when there is none, or it is somebody else's */
    public void remove(Person person, String search) {
        searches.head(search).filter(one -> one.person() == person.id()).ifPresent(one -> searches.discard(one.id()));
        if (!store.remove(person.id(), search)) {
            throw new NoSuchElementException("search " + search);
        }
        store.forgetLooks();
        searches.changed().raise();
    }

    /** All of them, also those that go on. */
    public void clear(Person person) {
        searches.recent(person.id(), Integer.MAX_VALUE).forEach(one -> searches.discard(one.id()));
        store.ids(person.id()).forEach(id -> store.remove(person.id(), id));
        store.forgetLooks();
        searches.changed().raise();
    }

    /**
     * Remembers how somebody asked for these words: the page is shown so again from their history.
     *
     * @param look filter, sort and groups as they stand in the address of the page; nothing for the usual one
     */
    public void look(Person person, String query, String look) {
        store.look(person.id(), Searches.canonical(query), look.length() <= LONGEST_LOOK ? look : "");
    }

    /** Words of the bookmarks that are live, at most {@value #MOST_LIVE}. */
    public List<String> live(Person person) {
        return store.live(person.id());
    }

    public boolean isLive(Person person, String query) {
        return store.live(person.id()).contains(Searches.canonical(query));
    }

    /**
     * From now on a bookmark of these words asks again when it is opened and old.
     *
     * @throws IllegalArgumentException {@code history.problem.too-many-live}
     * @throws filbert.servent.search.UnsearchableException for words nobody would answer
     */
    public void makeLive(Person person, String query) {
        person.require(Role.GUEST);
        var words = Searches.canonical(query);
        var all = store.live(person.id());
        if (all.size() >= MOST_LIVE && !all.contains(words)) {
            throw new IllegalArgumentException("history.problem.too-many-live");
        }
        store.makeLive(person.id(), words);
    }

    public void makeStill(Person person, String query) {
        store.makeStill(person.id(), Searches.canonical(query));
    }
}
