package filbert.store;

import filbert.household.telling.InboxStore;
import filbert.household.telling.Notice;
import filbert.household.telling.Told;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** Inboxes in the table {@code notice}. */
public final class H2InboxStore implements InboxStore {
    private final Database database;

    public H2InboxStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Told> add(long person, Notice notice, Instant at) {
        return database.write(sql -> {
            if (sql.client().sql("select count(*) from person where id = ?").param(person).query(Integer.class).single() == 0) {
                return Optional.empty();
            }
            var key = new GeneratedKeyHolder();
            sql.client()
                    .sql("insert into notice (person_id, told, kind, cause, subject, counted, link, unread) values (?, ?, ?, ?, ?, ?, ?, true)")
                    .params(person, Columns.time(at), notice.kind().name(), notice.cause(), Columns.clip(notice.subject()), notice.count(), Columns.clip(notice.link()))
                    .update(key, "id");
            sql.client()
                    .sql("delete from notice where person_id = ? and id not in"
                            + " (select id from notice where person_id = ? order by id desc fetch first " + KEPT + " rows only)")
                    .params(person, person)
                    .update();
            return Optional.of(new Told(Keys.id(key), person, at, notice, true));
        });
    }

    @Override
    public boolean has(long person, Notice notice, Instant since) {
        return database.read(sql -> sql.sql("select count(*) from notice where person_id = ? and kind = ? and cause = ? and subject = ? and counted = ?"
                                + " and told >= ?")
                        .params(person, notice.kind().name(), notice.cause(), Columns.clip(notice.subject()), notice.count(), Columns.time(since))
                        .query(Long.class)
                        .single())
                > 0;
    }

    @Override
    public List<Told> of(long person, int from, int atMost) {
        return database.read(sql -> sql.sql("select * from notice where person_id = ? order by id desc offset " + from + " rows fetch first " + atMost
                        + " rows only")
                .param(person)
                .query((row, _) -> told(row))
                .list());
    }

    @Override
    public Optional<Told> one(long person, long id) {
        return database.read(
                sql -> sql.sql("select * from notice where person_id = ? and id = ?").params(person, id).query((row, _) -> told(row)).optional());
    }

    private static Told told(ResultSet row) throws SQLException {
        var notice = new Notice(
                Notice.Kind.valueOf(row.getString("kind")), row.getString("cause"), row.getString("subject"), row.getInt("counted"), row.getString("link"));
        return new Told(row.getLong("id"), row.getLong("person_id"), Columns.time(row, "told"), notice, row.getBoolean("unread"));
    }

    @Override
    public int count(long person) {
        return database.read(sql -> sql.sql("select count(*) from notice where person_id = ?").param(person).query(Integer.class).single());
    }

    @Override
    public int unread(long person) {
        return database.read(sql -> sql.sql("select count(*) from notice where person_id = ? and unread").param(person).query(Integer.class).single());
    }

    @Override
    public boolean read(long person, long id) {
        return database.write(sql -> sql.client()
                        .sql("update notice set unread = false where person_id = ? and id = ? and unread")
                        .params(person, id)
                        .update())
                > 0;
    }

    @Override
    public void readAll(long person) {
        database.write(sql -> sql.client().sql("update notice set unread = false where person_id = ? and unread").param(person).update());
    }

    @Override
    public boolean remove(long person, long id) {
        return database.write(sql -> sql.client().sql("delete from notice where person_id = ? and id = ?").params(person, id).update()) > 0;
    }

    @Override
    public void clear(long person) {
        database.write(sql -> sql.client().sql("delete from notice where person_id = ? and not unread").param(person).update());
    }
}
