package filbert.web.search;

import filbert.household.results.Group;
import filbert.household.results.Selection;
import filbert.servent.search.Whence;
import filbert.web.Figures;
import filbert.web.LiveRow;
import java.util.List;

/**
 * A host among the results, or a folder of one.
 *
 * @param run the search
 * @param key what is ticked
 * @param whence the host, as it stands in addresses
 * @param host its address, for people
 * @param folder as the host tells it; empty for a host, and where none is told
 * @param files how many, {@code hashed} of them can be downloaded
 * @param names of some of them
 * @param link of the files
 */
record GroupRow(
        String id,
        String run,
        String key,
        String whence,
        String host,
        String vendor,
        boolean push,
        String folder,
        int hashed,
        String files,
        long bytes,
        String size,
        List<String> names,
        int more,
        boolean blocked,
        String link)
        implements LiveRow {

    static GroupRow of(Group group, String run, Filter filter, boolean blocked) {
        return new GroupRow(
                "g-" + group.id(),
                run,
                group.key(),
                group.host(),
                Whence.parse(group.host()).map(whence -> whence.address().toString()).orElse(group.host()),
                group.vendor(),
                group.push(),
                group.folder().equals(Selection.UNTOLD) ? "" : group.folder(),
                group.hashed(),
                Figures.count(group.files()),
                group.bytes(),
                Figures.size(group.bytes()),
                group.names(),
                group.files() - group.names().size(),
                blocked,
                filter.place(group.host(), group.folder()).toString());
    }
}
