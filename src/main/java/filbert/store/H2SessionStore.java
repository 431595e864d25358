package filbert.store;

import filbert.household.SessionStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Who is signed in where, in the table {@code session}. */
public final class H2SessionStore implements SessionStore {
    private final Database database;

    public H2SessionStore(Database database) {
        this.database = database;
    }

    @Override
    public List<Session> all() {
        return database.read(sql -> sql.sql("select * from session order by began, digest")
                .query((row, _) -> new Session(
                        row.getString("digest"),
                        row.getLong("person_id"),
                        Columns.time(row, "began"),
                        Columns.time(row, "last_seen"),
                        row.getString("address"),
                        row.getString("device")))
                .list());
    }

    @Override
    public void insert(Session session) {
        database.write(sql -> sql.client()
                .sql("insert into session (digest, person_id, began, last_seen, address, device) values (?, ?, ?, ?, ?, ?)")
                .params(
                        session.digest(),
                        session.person(),
                        Columns.time(session.began()),
                        Columns.time(session.lastSeen()),
                        session.address(),
                        session.device())
                .update());
    }

    @Override
    public void seen(Map<String, Instant> lastSeen) {
        database.write(sql -> sql.batches()
                .batchUpdate(
                        "update session set last_seen = ? where digest = ? and last_seen < ?",
                        lastSeen.entrySet().stream().map(one -> {
                            var at = Columns.time(one.getValue());
                            return new Object[] {at, one.getKey(), at};
                        }).toList()));
    }

    @Override
    public void delete(Collection<String> digests) {
        database.write(sql -> sql.batches()
                .batchUpdate("delete from session where digest = ?", digests.stream().map(digest -> new Object[] {digest}).toList()));
    }
}
