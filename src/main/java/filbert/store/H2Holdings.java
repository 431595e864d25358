package filbert.store;

import filbert.household.Holdings;
import filbert.identity.Sha1;
import filbert.sharing.library.Visibility;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Asks the tables {@code shared_file} and {@code shared_folder}. */
public final class H2Holdings implements Holdings {
    private static final int AT_ONCE = 500; // contents asked for by one statement

    private final Database database;

    public H2Holdings(Database database) {
        this.database = database;
    }

    @Override
    public Set<Sha1> of(long person, Collection<Sha1> contents) {
        var all = List.copyOf(contents);
        var had = new HashSet<Sha1>();
        for (var from = 0; from < all.size(); from += AT_ONCE) {
            had.addAll(some(person, all.subList(from, Math.min(all.size(), from + AT_ONCE))));
        }
        return had;
    }

    private List<Sha1> some(long person, List<Sha1> contents) {
        var parameters = new ArrayList<Object>();
        contents.forEach(content -> parameters.add(content.base32()));
        parameters.add(Visibility.PRIVATE.name());
        parameters.add(person);
        parameters.add(database.servent());
        var marks = String.join(", ", Collections.nCopies(contents.size(), "?"));
        return database.read(sql -> sql.sql("select distinct f.sha1 from shared_file f join shared_folder d on d.id = f.folder_id where f.sha1 in (" + marks
                        + ") and (d.visibility <> ? or d.person_id = ?) and d.servent_id = ?")
                .params(parameters)
                .query((row, _) -> Sha1.parse(row.getString("sha1")))
                .list());
    }
}
