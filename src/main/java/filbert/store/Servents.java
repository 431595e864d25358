package filbert.store;

import filbert.store.Database.Connections;
import java.time.Instant;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** The machines that share a database, in the table {@code servent}: which of them is which. */
final class Servents {
    /** The only one of a file; on a server the first that came. */
    static final long FIRST = 1;

    private static final String UNCLAIMED = "nobody yet";

    private Servents() {}

    /** @return the number of the machine that shows this mark, a new one for a new mark */
    static long enter(Connections sql, Machine machine, Instant now) {
        var known = sql.client()
                .sql("select id from servent where mark = ?")
                .param(machine.mark())
                .query(Long.class)
                .optional()
                .or(() -> sql.client().sql("select id from servent where mark = ?").param(UNCLAIMED).query(Long.class).optional());
        long id = known.orElseGet(() -> added(sql, machine));
        sql.client()
                .sql("update servent set mark = ?, name = ?, last_start = ? where id = ?")
                .params(machine.mark(), machine.name(), Columns.time(now), id)
                .update();
        return id;
    }

    private static long added(Connections sql, Machine machine) {
        var key = new GeneratedKeyHolder();
        sql.client().sql("insert into servent (mark, name) values (?, ?)").params(machine.mark(), machine.name()).update(key, "id");
        return Keys.id(key);
    }
}
