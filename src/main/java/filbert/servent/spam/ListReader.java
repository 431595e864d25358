package filbert.servent.spam;

import filbert.identity.Sha1;
import filbert.servent.guard.Hostiles;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * Reads lists as gtk-gnutella writes them (2-search, 11). Which of the three it is, its first line tells. A line that cannot be understood is
 * reported and skipped; so is an entry with such a line in it. Blank lines and those that begin with {@code #} mean nothing.
 */
public final class ListReader {
    public static final int MOST_CHARACTERS = 8 << 20;

    static final int MOST_ENTRIES = 200_000;
    static final int MOST_PATTERNS = 2_000; // each is tried on every name
    static final int MOST_FAULTS = 50;
    static final int LONGEST_LINE = 1_023; // gtk-gnutella's buffer

    private static final int SHA1_CHARACTERS = 32;

    private final List<Sha1> hashes = new ArrayList<>();
    private final List<NamePattern> names = new ArrayList<>();
    private final List<Hostiles.Range> ranges = new ArrayList<>();
    private final List<ListedFile.Fault> faults = new ArrayList<>();
    private int faulty;
    private Entry entry = new Entry();

    /** The lines up to END. */
    private static final class Entry {
        String name = "";
        String sha1 = "";
        long from;
        long to = Long.MAX_VALUE;
        boolean damaged;
    }

    private ListReader() {}

    /** @throws IllegalArgumentException for a text above {@value #MOST_CHARACTERS} characters */
    public static ListedFile read(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("list of " + text.length() + " characters, at most " + MOST_CHARACTERS);
        }
        var reader = new ListReader();
        var kind = kind(text);
        var number = 0;
        for (var line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            reader.line(kind, line.stripTrailing(), number);
        }
        return new ListedFile(kind, reader.hashes, reader.names, reader.ranges, reader.faults, reader.faulty);
    }

    private static ListedFile.Kind kind(String text) {
        var first = text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).findFirst().orElse("").strip();
        if (first.length() == SHA1_CHARACTERS && first.chars().allMatch(Character::isLetterOrDigit)) {
            return ListedFile.Kind.HASHES;
        }
        return !first.isEmpty() && Character.isLetter(first.charAt(0)) ? ListedFile.Kind.NAMES : ListedFile.Kind.HOSTILES;
    }

    private void line(ListedFile.Kind kind, String line, int number) {
        if (line.length() > LONGEST_LINE) {
            fault(number, "too-long");
        } else if (hashes.size() + names.size() + ranges.size() >= MOST_ENTRIES) {
            fault(number, "too-many");
        } else {
            switch (kind) {
                case HASHES -> hash(line.strip(), number);
                case HOSTILES -> range(line.strip(), number);
                case NAMES -> tag(line, number);
            }
        }
    }

    private void fault(int line, String why) {
        faulty++;
        if (faults.size() < MOST_FAULTS) {
            faults.add(new ListedFile.Fault(line, why));
        }
    }

    private void hash(String text, int line) {
        try {
            hashes.add(Sha1.parse(text));
        } catch (IllegalArgumentException malformed) {
            fault(line, "hash");
        }
    }

    private void range(String text, int line) {
        AddressRange.parse(text).ifPresentOrElse(ranges::add, () -> fault(line, "range"));
    }

    private void tag(String line, int number) {
        var blank = line.indexOf(' ');
        var tag = blank < 0 ? line : line.substring(0, blank);
        var value = blank < 0 ? "" : line.substring(blank + 1);
        switch (tag) {
            case "NAME" -> entry.name = value;
            case "SHA1" -> entry.sha1 = value.strip();
            case "SIZE" -> size(value.strip(), number);
            case "ADDED" -> {} // when somebody wrote it; says nothing about files
            case "END" -> end(number);
            default -> {} // gtk-gnutella skips tags it does not know
        }
    }

    private void size(String value, int line) {
        var dash = value.indexOf('-');
        var from = dash < 0 ? value : value.substring(0, dash);
        var to = dash < 0 ? value : value.substring(dash + 1);
        if (from.matches("\\d{1,18}") && to.matches("\\d{1,18}") && Long.parseLong(from) <= Long.parseLong(to)) {
            entry.from = Long.parseLong(from);
            entry.to = Long.parseLong(to);
        } else {
            fault(line, "size");
            entry.damaged = true;
        }
    }

    private void end(int line) {
        var done = entry;
        entry = new Entry();
        if (done.damaged) {
            return;
        }
        if (done.name.isEmpty() && done.sha1.isEmpty()) {
            fault(line, "empty");
        }
        if (!done.sha1.isEmpty()) {
            hash(done.sha1, line);
        }
        if (!done.name.isEmpty()) {
            name(done, line);
        }
    }

    private void name(Entry done, int line) {
        if (names.size() >= MOST_PATTERNS) {
            fault(line, "too-many");
            return;
        }
        try {
            names.add(new NamePattern(done.name, done.from, done.to));
        } catch (PatternSyntaxException malformed) {
            fault(line, "pattern");
        }
    }
}
