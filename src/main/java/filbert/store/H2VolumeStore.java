package filbert.store;

import filbert.household.Volume;
import filbert.household.VolumeStore;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Volumes in the table {@code traffic_day}. */
public final class H2VolumeStore implements VolumeStore {
    private static final String SUMS = "coalesce(sum(sent), 0), coalesce(sum(received), 0), coalesce(sum(given), 0), coalesce(sum(taken), 0)";

    private final Database database;

    public H2VolumeStore(Database database) {
        this.database = database;
    }

    @Override
    public Volume of(LocalDate day) {
        return database.read(sql -> sum(sql.sql("select " + SUMS + " from traffic_day where servent_id = ? and on_day = ?").params(database.servent(), day)));
    }

    @Override
    public Volume ever() {
        return database.read(sql -> sum(sql.sql("select " + SUMS + " from traffic_day where servent_id = ?").param(database.servent())));
    }

    private static Volume sum(JdbcClient.StatementSpec query) {
        return query.query((row, _) -> new Volume(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4))).single();
    }

    @Override
    public void add(LocalDate day, Volume more) {
        database.write(sql -> {
            var known = sql.client()
                    .sql("update traffic_day set sent = sent + ?, received = received + ?, given = given + ?, taken = taken + ? where servent_id = ? and on_day = ?")
                    .params(more.sent(), more.received(), more.given(), more.taken(), database.servent(), day)
                    .update();
            return known > 0 ? known : sql.client()
                    .sql("insert into traffic_day (servent_id, on_day, sent, received, given, taken) values (?, ?, ?, ?, ?, ?)")
                    .params(database.servent(), day, more.sent(), more.received(), more.given(), more.taken())
                    .update();
        });
    }
}
