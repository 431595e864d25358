package filbert.store;

import filbert.household.LimitStore;
import filbert.household.OwnLimits;
import filbert.household.WeekUse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Limits in the table {@code person_limit}, what was fetched in {@code person_week}. */
public final class H2LimitStore implements LimitStore {
    private final Database database;

    public H2LimitStore(Database database) {
        this.database = database;
    }

    @Override
    public Map<Long, OwnLimits> limits() {
        var limits = new HashMap<Long, OwnLimits>();
        database.read(sql -> sql.sql("select * from person_limit").query((row, _) -> limits.put(row.getLong("person_id"), limits(row))).list());
        return limits;
    }

    private static OwnLimits limits(ResultSet row) throws SQLException {
        return new OwnLimits(number(row, "active"), number(row, "week_mebibytes"), number(row, "kibibytes"));
    }

    private static Optional<Integer> number(ResultSet row, String column) throws SQLException {
        var value = row.getInt(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    @Override
    public void keep(long person, OwnLimits limits) {
        database.write(sql -> {
            sql.client().sql("delete from person_limit where person_id = ?").param(person).update();
            return limits.equals(OwnLimits.NONE) ? 0 : sql.client()
                    .sql("insert into person_limit (person_id, active, week_mebibytes, kibibytes) values (?, ?, ?, ?)")
                    .params(row(person, limits))
                    .update();
        });
    }

    private static @Nullable Object[] row(long person, OwnLimits limits) {
        return new @Nullable Object[] {
            person, limits.active().orElse(null), limits.weekMebibytes().orElse(null), limits.kibibytes().orElse(null)
        };
    }

    @Override
    public Map<Long, WeekUse> used() {
        var used = new HashMap<Long, WeekUse>();
        database.read(sql -> sql.sql("select * from person_week")
                .query((row, _) -> used.put(row.getLong("person_id"), new WeekUse(row.getObject("began", LocalDate.class), row.getLong("fetched"))))
                .list());
        return used;
    }

    @Override
    public void add(Map<Long, WeekUse> fetched) {
        database.write(sql -> {
            fetched.forEach((person, use) -> {
                var known = sql.client()
                        .sql("update person_week set fetched = case when began < ? then 0 else fetched end + ?, began = greatest(began, ?) where person_id = ?")
                        .params(use.began(), use.bytes(), use.began(), person)
                        .update();
                if (known == 0) {
                    sql.client()
                            .sql("insert into person_week (person_id, began, fetched) select id, ?, ? from person where id = ?")
                            .params(use.began(), use.bytes(), person)
                            .update();
                }
            });
            return fetched.size();
        });
    }
}
