package filbert.household;

import filbert.servent.Overlay;
import filbert.servent.spam.ListReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;

/** The lists of junk and hostile addresses: everybody may see which there are, the owner gives and takes them. Thread-safe; may block. */
public final class HouseholdLists {
    private static final int LONGEST_NAME = 60;
    private static final String ENDING = ".txt";

    private final JunkListStore store;
    private final Overlay overlay;

    public HouseholdLists(JunkListStore store, Overlay overlay) {
        this.store = store;
        this.overlay = overlay;
    }

    public List<JunkListStore.Listed> all(Person person) {
        person.require(Role.GUEST);
        return store.read();
    }

    /** Reads every list again; neighbours now listed are parted from. */
    public List<JunkListStore.Listed> readAgain(Person person) {
        person.require(Role.OWNER);
        return inForce();
    }

    private synchronized List<JunkListStore.Listed> inForce() {
        var all = store.readAgain();
        overlay.shunHostile();
        return all;
    }

    /**
     * Takes a list, in place of one of the same name.
     *
     * @return the name it is kept under
     * @throws IllegalArgumentException with a message key below {@code lists.problem.}: {@code name, large, empty, many}; nothing is kept then
     */
    public String take(Person person, String fileName, byte[] text) {
        person.require(Role.OWNER);
        var name = name(fileName);
        if (text.length > ListReader.MOST_CHARACTERS) {
            throw new IllegalArgumentException("lists.problem.large");
        }
        var content = ListReader.read(new String(text, StandardCharsets.UTF_8));
        if (content.entries() == 0) {
            throw new IllegalArgumentException("lists.problem.empty");
        }
        synchronized (this) {
            var known = store.read();
            if (known.size() >= JunkListStore.MOST_LISTS && known.stream().noneMatch(one -> one.name().equals(name))) {
                throw new IllegalArgumentException("lists.problem.many");
            }
            store.keep(name, text);
            inForce();
        }
        return name;
    }

    /** The last part of what the browser says, if it can be a file's name everywhere. */
    private static String name(String given) {
        var last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1).strip().toLowerCase(Locale.ROOT);
        var name = last.endsWith(ENDING) ? last : last + ENDING;
        if (name.length() > LONGEST_NAME || !name.matches("[a-z0-9][a-z0-9._ -]*\\.txt")) {
            throw new IllegalArgumentException("lists.problem.name");
        }
        return name;
    }

    /** @throws NoSuchElementException when there is no such list */
    public synchronized void remove(Person person, String name) {
        person.require(Role.OWNER);
        if (store.read().stream().noneMatch(one -> one.name().equals(name)) || !store.remove(name)) {
            throw new NoSuchElementException("list " + name);
        }
        inForce();
    }
}
