package filbert.store;

import filbert.household.Narrowing;
import filbert.household.wish.Plan;
import filbert.household.wish.Taking;
import filbert.household.wish.Wish;
import filbert.household.wish.WishHit;
import filbert.household.wish.WishStore;
import filbert.servent.search.FoundFile;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** Wishes in the table {@code wish}; what they found in {@code wish_hit}, see {@link StoredHits}. */
public final class H2WishStore implements WishStore {
    private static final String ACTIVE = Wish.State.ACTIVE.name();

    private final Database database;

    public H2WishStore(Database database) {
        this.database = database;
    }

    @Override
    public Wish add(Wish wish) {
        var id = database.write(sql -> {
            var key = new GeneratedKeyHolder();
            sql.client()
                    .sql("insert into wish (person_id, made, name, query, narrowing, every_minutes, told, take_most, take_a_day, take_sources, take_choice,"
                            + " state, next_run, last_run, trouble, taken, taken_day, taken_that_day)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(row(wish))
                    .update(key, "id");
            return Keys.id(key);
        });
        return new Wish(id, wish.person(), wish.made(), wish.plan(), wish.progress());
    }

    private static @Nullable Object[] row(Wish wish) {
        var plan = wish.plan();
        var progress = wish.progress();
        return new @Nullable Object[] {
            wish.person(),
            Columns.time(wish.made()),
            Columns.clip(plan.name()),
            Columns.clip(plan.query()),
            plan.narrowing().toString(),
            plan.every().toMinutes(),
            plan.told(),
            plan.taking().most(),
            plan.taking().aDay(),
            plan.taking().leastSources(),
            plan.taking().choice().name(),
            progress.state().name(),
            Columns.time(progress.next()),
            Columns.timeOrNull(progress.last().orElse(null)),
            progress.trouble(),
            progress.taken(),
            Date.valueOf(progress.day()),
            progress.takenThatDay()
        };
    }

    private static @Nullable Object[] row(long id, Wish.Progress now) {
        return new @Nullable Object[] {
            now.state().name(),
            Columns.time(now.next()),
            Columns.timeOrNull(now.last().orElse(null)),
            now.trouble(),
            now.taken(),
            Date.valueOf(now.day()),
            now.takenThatDay(),
            id
        };
    }

    @Override
    public boolean change(long id, Plan plan) {
        return database.write(sql -> sql.client()
                        .sql("update wish set name = ?, query = ?, narrowing = ?, every_minutes = ?, told = ?, take_most = ?, take_a_day = ?,"
                                + " take_sources = ?, take_choice = ? where id = ?")
                        .params(
                                Columns.clip(plan.name()),
                                Columns.clip(plan.query()),
                                plan.narrowing().toString(),
                                plan.every().toMinutes(),
                                plan.told(),
                                plan.taking().most(),
                                plan.taking().aDay(),
                                plan.taking().leastSources(),
                                plan.taking().choice().name(),
                                id)
                        .update())
                > 0;
    }

    @Override
    public boolean progress(long id, UnaryOperator<Wish.Progress> how) {
        return database.write(sql -> wish(sql.client(), id).map(wish -> {
            var now = how.apply(wish.progress());
            return sql.client()
                            .sql("update wish set state = ?, next_run = ?, last_run = ?, trouble = ?, taken = ?, taken_day = ?, taken_that_day = ?"
                                    + " where id = ?")
                            .params(row(id, now))
                            .update()
                    > 0;
        }).orElse(false));
    }

    @Override
    public boolean remove(long id) {
        return database.write(sql -> sql.client().sql("delete from wish where id = ?").param(id).update()) > 0;
    }

    @Override
    public Optional<Wish> wish(long id) {
        return database.read(sql -> wish(sql, id));
    }

    private static Optional<Wish> wish(JdbcClient sql, long id) {
        return sql.sql("select * from wish where id = ?").param(id).query((row, _) -> wish(row)).optional();
    }

    @Override
    public List<Wish> of(long person) {
        return database.read(sql -> sql.sql("select * from wish where person_id = ? order by id").param(person).query((row, _) -> wish(row)).list());
    }

    @Override
    public List<Tally> tally() {
        return database.read(sql -> sql.sql("select person_id, count(*) as wishes, sum(case when state = ? then 1 else 0 end) as active from wish"
                        + " group by person_id order by person_id")
                .param(ACTIVE)
                .query((row, _) -> new Tally(row.getLong("person_id"), row.getInt("wishes"), row.getInt("active")))
                .list());
    }

    @Override
    public List<Wish> due(Instant now, int atMost) {
        return database.read(sql -> sql.sql("select * from wish where state = ? and (next_run <= ? or last_run > ?)"
                        + " order by row_number() over (partition by person_id order by next_run, id), next_run, id fetch first " + atMost + " rows only")
                .params(ACTIVE, Columns.time(now), Columns.time(now))
                .query((row, _) -> wish(row))
                .list());
    }

    @Override
    public int active() {
        return database.read(sql -> sql.sql("select count(*) from wish where state = ?").param(ACTIVE).query(Integer.class).single());
    }

    private static Wish wish(ResultSet row) throws SQLException {
        var taking = new Taking(
                row.getInt("take_most"), row.getInt("take_a_day"), row.getInt("take_sources"), Taking.Choice.valueOf(row.getString("take_choice")));
        var plan = new Plan(
                row.getString("name"),
                row.getString("query"),
                Narrowing.parse(row.getString("narrowing")),
                Duration.ofMinutes(row.getInt("every_minutes")),
                row.getBoolean("told"),
                taking);
        var progress = new Wish.Progress(
                Wish.State.valueOf(row.getString("state")),
                Columns.time(row, "next_run"),
                Optional.ofNullable(Columns.timeOrNull(row, "last_run")),
                row.getString("trouble"),
                row.getInt("taken"),
                row.getDate("taken_day").toLocalDate(),
                row.getInt("taken_that_day"));
        return new Wish(row.getLong("id"), row.getLong("person_id"), Columns.time(row, "made"), plan, progress);
    }

    @Override
    public Met meet(long id, Collection<FoundFile> files, Instant now) {
        return database.write(sql -> wish(sql.client(), id).isEmpty() ? new Met(List.of(), 0) : StoredHits.meet(sql, id, files, now));
    }

    @Override
    public void know(long id, Collection<FoundFile> files, Instant now) {
        meet(id, files, now);
        seen(id);
    }

    @Override
    public Counts counts(long id) {
        return database.read(sql -> StoredHits.counts(sql, id));
    }

    @Override
    public int fresh(long person) {
        return database.read(sql -> StoredHits.fresh(sql, person));
    }

    @Override
    public List<WishHit> hits(long id, int from, int atMost) {
        return database.read(sql -> StoredHits.page(sql, id, from, atMost));
    }

    @Override
    public Optional<WishHit> hit(long id, String hit) {
        return database.read(sql -> StoredHits.one(sql, id, hit));
    }

    @Override
    public void seen(long id) {
        database.write(sql -> sql.client().sql("update wish_hit set fresh = false where wish_id = ? and fresh").param(id).update());
    }

    @Override
    public void taken(long id, String hit) {
        database.write(sql -> sql.client().sql("update wish_hit set taken = true where wish_id = ? and id = ?").params(id, hit).update());
    }

    @Override
    public void forgetHits(long id) {
        database.write(sql -> sql.client().sql("delete from wish_hit where wish_id = ?").param(id).update());
    }
}
