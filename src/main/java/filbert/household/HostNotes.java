package filbert.household;

import java.net.InetAddress;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What people note about other hosts. A note is its writer's alone: nobody else sees it, owners neither, and no diary tells of it. It belongs to an address
 * without a port, as blocks and volumes do. Guests have none. Thread-safe; reading does not block.
 */
public final class HostNotes {
    /** Characters of a note. */
    public static final int LONGEST = 500;

    /** Notes of one person. */
    static final int MOST = 1_000;

    private final HostNoteStore store;
    private final Map<Long, Map<String, String>> notes = new ConcurrentHashMap<>();

    public HostNotes(HostNoteStore store) {
        this.store = store;
        notes.putAll(store.all());
    }

    /** What people noted on other machines of the house. Blocks. */
    public synchronized void lookAgain() {
        var kept = store.all();
        notes.putAll(kept);
        notes.keySet().retainAll(kept.keySet());
    }

    /** Empty where there is none. */
    public String of(Person person, InetAddress host) {
        person.require(Role.MEMBER);
        return kept(person).getOrDefault(host(host), "");
    }

    /** For lists everybody looks at: finds nothing for a guest. */
    public Function<InetAddress, String> by(Person person) {
        var theirs = person.role().includes(Role.MEMBER) ? kept(person) : Map.<String, String>of();
        return host -> theirs.getOrDefault(host(host), "");
    }

    /** Of this person, by host. */
    public Map<String, String> all(Person person) {
        person.require(Role.MEMBER);
        return new TreeMap<>(kept(person));
    }

    /**
     * Blocks.
     *
     * @param text replaces what was noted before; blank to note nothing any more
     * @throws IllegalArgumentException with a message key: {@code hosts.problem.note-long} or {@code hosts.problem.notes-many}
     */
    public synchronized void write(Person person, InetAddress host, String text) {
        person.require(Role.MEMBER);
        var note = text.replace("\r\n", "\n").replace('\0', ' ').strip();
        if (note.length() > LONGEST) {
            throw new IllegalArgumentException("hosts.problem.note-long");
        }
        var changed = new TreeMap<>(kept(person));
        if (note.isEmpty()) {
            changed.remove(host(host));
        } else {
            changed.put(host(host), note);
        }
        if (changed.size() > MOST) {
            throw new IllegalArgumentException("hosts.problem.notes-many");
        }
        store.save(person.id(), host(host), note);
        notes.put(person.id(), Map.copyOf(changed));
    }

    private Map<String, String> kept(Person person) {
        return notes.getOrDefault(person.id(), Map.of());
    }

    /** Without the zone an address of this link may carry. */
    private static String host(InetAddress host) {
        return host.getHostAddress().replaceFirst("%.*", "");
    }
}
