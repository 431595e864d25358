package filbert.web.library;

import filbert.sharing.library.SharedFolder;
import filbert.web.Query;
import java.util.ArrayList;
import java.util.List;

/**
 * Where in the library somebody looks.
 *
 * @param above the way there: the shared folder first, last the one that is looked into; empty when none is chosen
 * @param below the folders in it, of the library itself the shared ones
 */
public record Place(List<Step> above, List<Step> below) {
    /** @param query of the page that shows it */
    public record Step(String name, Query query) {}

    static Place of(Query query, List<String> inside, List<SharedFolder> shared) {
        var wide = query.with("path", "");
        var chosen = shared.stream().filter(folder -> Long.toString(folder.id()).equals(query.value("folder"))).findFirst();
        if (chosen.isEmpty()) {
            return new Place(List.of(), shared.stream().map(folder -> new Step(folder.alias(), wide.with("folder", Long.toString(folder.id())))).toList());
        }
        var above = new ArrayList<Step>();
        above.add(new Step(chosen.get().alias(), wide));
        var path = "";
        for (var name : query.value("path").split("/", -1)) {
            if (!name.isEmpty()) {
                path = path.isEmpty() ? name : path + "/" + name;
                above.add(new Step(name, query.with("path", path)));
            }
        }
        var prefix = path.isEmpty() ? "" : path + "/";
        return new Place(above, inside.stream().sorted(String.CASE_INSENSITIVE_ORDER).map(name -> new Step(name, query.with("path", prefix + name))).toList());
    }
}
