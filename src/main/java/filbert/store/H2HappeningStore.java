package filbert.store;

import filbert.event.Happening;
import filbert.household.HappeningStore;
import java.util.List;
import java.util.Optional;

/** What happened, in the table {@code happening}. */
public final class H2HappeningStore implements HappeningStore {
    private static final String WHICH = " from happening where kind like ? and (? < 0 or person_id in (0, ?))";

    private static final long ALL = -1;

    private final Database database;

    public H2HappeningStore(Database database) {
        this.database = database;
    }

    @Override
    public void add(List<Happening> happenings) {
        database.write(sql -> {
            sql.batches().batchUpdate(
                    "insert into happening (happened, kind, person_id, subject) values (?, ?, ?, ?)",
                    happenings.stream().map(one -> new Object[] {Columns.time(one.at()), one.kind(), one.person(), one.subject()}).toList());
            return happenings.size();
        });
    }

    @Override
    public List<Happening> list(Optional<Long> concerning, String kind, int from, int atMost) {
        return database.read(sql -> sql.sql("select happened, kind, person_id, subject" + WHICH + " order by id desc offset ? rows fetch next ? rows only")
                .params(beginning(kind), concerning.orElse(ALL), concerning.orElse(ALL), from, atMost)
                .query((row, _) -> new Happening(Columns.time(row, "happened"), row.getString("kind"), row.getLong("person_id"), row.getString("subject")))
                .list());
    }

    @Override
    public long count(Optional<Long> concerning, String kind) {
        return database.read(sql -> sql.sql("select count(*)" + WHICH)
                .params(beginning(kind), concerning.orElse(ALL), concerning.orElse(ALL))
                .query(Long.class)
                .single());
    }

    private static String beginning(String kind) {
        return kind.replace("%", "").replace("_", "") + "%";
    }

    @Override
    public int keepNewest(int most) {
        return database.write(sql -> sql.client()
                .sql("delete from happening where id <= (select max(id) from happening) - ?")
                .param(most)
                .update());
    }
}
