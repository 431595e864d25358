package filbert.store;

import filbert.household.telling.FeedTokenStore;
import java.time.Instant;
import java.util.Optional;

/** Digests of the words in the addresses of feeds, in the table {@code feed_token}. */
public final class H2FeedTokenStore implements FeedTokenStore {
    private final Database database;

    public H2FeedTokenStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean has(long person) {
        return database.<Integer>read(sql -> sql.sql("select count(*) from feed_token where person_id = ?").param(person).query(Integer.class).single()) > 0;
    }

    @Override
    public void keep(long person, String digest, Instant made) {
        database.write(sql -> {
            sql.client().sql("delete from feed_token where person_id = ?").param(person).update();
            return sql.client().sql("insert into feed_token (person_id, token, made) values (?, ?, ?)").params(person, digest, Columns.time(made)).update();
        });
    }

    @Override
    public void forget(long person) {
        database.write(sql -> sql.client().sql("delete from feed_token where person_id = ?").param(person).update());
    }

    @Override
    public Optional<Long> person(String digest) {
        return database.read(sql -> sql.sql("select person_id from feed_token where token = ?").param(digest).query(Long.class).optional());
    }
}
