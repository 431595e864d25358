package filbert.servent.spam;

import filbert.identity.Sha1;
import filbert.servent.guard.Hostiles;
import java.util.List;

/**
 * What was read of one list in a format of gtk-gnutella.
 *
 * @param faults the first lines that could not be understood; {@code faulty} counts all
 */
public record ListedFile(
        Kind kind, List<Sha1> hashes, List<NamePattern> names, List<Hostiles.Range> ranges, List<Fault> faults, int faulty) {
    /** Which of the three formats it is. */
    public enum Kind {
        /** {@code spam.txt}: entries of NAME or SHA1, SIZE, ADDED, END. */
        NAMES,
        /** {@code spam_sha1.txt}: one base32 hash a line. */
        HASHES,
        /** {@code hostiles.txt}: one address or network a line. */
        HOSTILES
    }

    /** @param why message key below {@code lists.fault.} */
    public record Fault(int line, String why) {}

    public ListedFile {
        hashes = List.copyOf(hashes);
        names = List.copyOf(names);
        ranges = List.copyOf(ranges);
        faults = List.copyOf(faults);
    }

    public int entries() {
        return hashes.size() + names.size() + ranges.size();
    }
}
