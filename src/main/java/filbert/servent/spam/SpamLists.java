package filbert.servent.spam;

import filbert.identity.Sha1;
import filbert.servent.guard.Hostiles;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All lists together, ready to be asked. Immutable. */
public final class SpamLists {
    public static final SpamLists NONE = new SpamLists(List.of());

    private final Set<Sha1> hashes = new HashSet<>();
    private final List<NamePattern> names;
    private final Hostiles hostiles;

    public SpamLists(Collection<ListedFile> files) {
        files.forEach(file -> hashes.addAll(file.hashes()));
        names = files.stream().flatMap(file -> file.names().stream()).toList();
        hostiles = new Hostiles(files.stream().flatMap(file -> file.ranges().stream()).toList());
    }

    public boolean lists(Sha1 hash) {
        return hashes.contains(hash);
    }

    public boolean holdsHashes() {
        return !hashes.isEmpty();
    }

    /** What the lists say of a record. */
    public Set<Reason> judge(Optional<Sha1> sha1, String name, long size) {
        var marks = EnumSet.noneOf(Reason.class);
        if (sha1.filter(hashes::contains).isPresent()) {
            marks.add(Reason.LISTED_HASH);
        }
        if (names.stream().anyMatch(pattern -> pattern.matches(name, size))) {
            marks.add(Reason.LISTED_NAME);
        }
        return marks;
    }

    public Hostiles hostiles() {
        return hostiles;
    }
}
