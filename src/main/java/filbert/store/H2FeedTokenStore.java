package filbert.store;

import filbert.household.telling.FeedTokenStore;
import java.time.Instant;
import java.util.Optional;

/** The words in the addresses of feeds, in the table {@code feed_token}. */
public final class H2FeedTokenStore implements FeedTokenStore {
    private final Database database;

    public H2FeedTokenStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<String> of(long person) {
        return database.read(sql -> sql.sql("select token from feed_token where person_id = ?").param(person).query(String.class).optional());
    }

    @Override
    public void keep(long person, String token, Instant made) {
        database.write(sql -> {
            sql.client().sql("delete from feed_token where person_id = ?").param(person).update();
            return sql.client().sql("insert into feed_token (person_id, token, made) values (?, ?, ?)").params(person, token, Columns.time(made)).update();
        });
    }

    @Override
    public void forget(long person) {
        database.write(sql -> sql.client().sql("delete from feed_token where person_id = ?").param(person).update());
    }

    @Override
    public Optional<Long> person(String token) {
        return database.read(sql -> sql.sql("select person_id from feed_token where token = ?").param(token).query(Long.class).optional());
    }
}
