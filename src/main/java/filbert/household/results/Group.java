package filbert.household.results;

import filbert.servent.search.FoundLine;
import filbert.servent.search.Offers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;

/**
 * What one host offers, or has in one folder.
 *
 * @param host as {@link filbert.servent.search.Whence} writes it
 * @param push must it be asked to call us?
 * @param folder as the host tells it, {@link Selection#UNTOLD} where it tells none; nothing in groups by host
 * @param files how many, {@code hashed} of them with a hash: those can be downloaded
 * @param names of the first
 */
public record Group(String host, String vendor, boolean push, String folder, int files, int hashed, long bytes, List<String> names) {
    static final int NAMES = 3; // as many as a row shows to tell one folder from another

    private static final char SEPARATOR = ' '; // hosts have none

    public Group {
        names = List.copyOf(names);
    }

    /** Unique in its search: what is ticked. */
    public String key() {
        return key(host, folder);
    }

    /** As part of an element's id: letters, digits and dashes. */
    public String id() {
        return UUID.nameUUIDFromBytes(key().getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String key(String host, String folder) {
        return folder.isEmpty() ? host : host + SEPARATOR + folder;
    }

    /** What of a search is in the group of this key. */
    static Selection only(Selection all, String key) {
        var end = key.indexOf(SEPARATOR);
        return new Selection(
                all.narrowing(), all.hidden(), all.group(), all.sort(), end < 0 ? key : key.substring(0, end), end < 0 ? all.folder() : key.substring(end + 1));
    }

    private static final class Sum {
        private final Offers.One first;
        private final String folder;
        private final List<String> names = new ArrayList<>(NAMES);
        private int files;
        private int hashed;
        private long bytes;

        Sum(Offers.One first, String folder) {
            this.first = first;
            this.folder = folder;
        }

        void add(FoundLine line) {
            files++;
            hashed += line.sha1().isPresent() ? 1 : 0;
            bytes += line.size();
            if (names.size() < NAMES) {
                names.add(line.name());
            }
        }

        Group group() {
            return new Group(first.host(), first.vendor(), first.push(), folder, files, hashed, bytes, names);
        }
    }

    /** All groups of these lines, in the order of the selection; none where each file is a row of its own. */
    static List<Group> of(Collection<FoundLine> lines, Selection selection) {
        if (selection.group() == Grouping.FILE) {
            return List.of();
        }
        var byFolder = selection.group() == Grouping.FOLDER;
        var sums = new HashMap<String, Sum>();
        for (var line : lines) {
            line.offers().each(offer -> {
                if (selection.isPlace(offer)) {
                    var folder = byFolder ? Selection.told(offer.folder()) : "";
                    sums.computeIfAbsent(key(offer.host(), folder), _ -> new Sum(offer, folder)).add(line);
                }
            });
        }
        return sums.values().stream().map(Sum::group).sorted(selection.groupOrder()).toList();
    }
}
