package filbert.household.telling;

import filbert.event.Signal;
import filbert.household.People;
import filbert.household.Person;
import filbert.household.Role;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What people were told, each in an inbox of their own that nobody else can look into. Methods may block; {@link #unread} seldom does. */
public final class HouseholdInbox implements Telling {
    private final InboxStore store;
    private final People people;
    private final InstantSource clock;
    private final Consumer<Told> onwards;
    private final Signal changed = new Signal();
    private final Map<Long, Integer> unread = new ConcurrentHashMap<>(); // people are few

    /** @param onwards told of each notice as well, in the thread that tells; must return at once */
    public HouseholdInbox(InboxStore store, People people, InstantSource clock, Consumer<Told> onwards) {
        this.store = store;
        this.people = people;
        this.clock = clock;
        this.onwards = onwards;
    }

    @Override
    public void tell(long person, Notice notice) {
        store.add(person, notice, clock.instant()).ifPresent(told -> {
            countAnew(person);
            onwards.accept(told);
        });
    }

    /** As {@link #tell}, unless they were told just this since then; by another machine of the house, too. */
    void tellOnce(long person, Notice notice, Instant since) {
        if (!store.has(person, notice, since)) {
            tell(person, notice);
        }
    }

    @Override
    public void tellOwners(Notice notice) {
        people.all().stream().filter(person -> person.role() == Role.OWNER).forEach(owner -> tell(owner.id(), notice));
    }

    private void countAnew(long person) {
        unread.remove(person);
        changed.raise();
    }

    public int unread(Person person) {
        return unread.computeIfAbsent(person.id(), store::unread);
    }

    /** What came in, and was read, on other machines of the house. */
    public void lookAgain() {
        var different = false;
        for (var known : Map.copyOf(unread).entrySet()) {
            var now = store.unread(known.getKey());
            different |= now != known.getValue() && unread.replace(known.getKey(), known.getValue(), now);
        }
        if (different) {
            changed.raise();
        }
    }

    public int count(Person person) {
        return store.count(person.id());
    }

    /** Newest first. */
    public List<Told> list(Person person, int from, int atMost) {
        return store.of(person.id(), from, atMost);
    }

    /**
     * Takes it for read.
     *
     * @throws NoSuchElementException when there is none, or it is somebody else's
     */
    public Told read(Person person, long id) {
        var told = store.one(person.id(), id).orElseThrow(() -> new NoSuchElementException("notice " + id));
        if (store.read(person.id(), id)) {
            countAnew(person.id());
        }
        return told;
    }

    public void readAll(Person person) {
        store.readAll(person.id());
        countAnew(person.id());
    }

    /** @throws NoSuchElementException when there is none, or it is somebody else's */
    public void remove(Person person, long id) {
        if (!store.remove(person.id(), id)) {
            throw new NoSuchElementException("notice " + id);
        }
        countAnew(person.id());
    }

    /** What has been read goes. */
    public void clear(Person person) {
        store.clear(person.id());
        changed.raise();
    }

    public Signal changed() {
        return changed;
    }
}
