package filbert.store;

import filbert.servent.guard.Ban;
import filbert.servent.guard.BanStore;
import filbert.servent.guard.Offence;
import java.net.InetAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Bans in the table {@code ban}; written on a worker. One ban lost to a full disk is no reason to stop. */
public final class H2BanStore implements BanStore {
    private static final Logger LOG = LoggerFactory.getLogger(H2BanStore.class);

    private final Database database;
    private final Executor workers;

    public H2BanStore(Database database, Executor workers) {
        this.database = database;
        this.workers = workers;
    }

    @Override
    public List<Ban> load() {
        return database.read(sql -> sql.sql("select * from ban where servent_id = ? order by banned_at")
                .param(database.servent())
                .query((row, _) -> ban(row)).list());
    }

    private static Ban ban(ResultSet row) throws SQLException {
        return new Ban(
                InetAddress.ofLiteral(row.getString("address")),
                Offence.valueOf(row.getString("why")),
                row.getInt("times"),
                Columns.time(row, "banned_at"),
                Columns.time(row, "until"));
    }

    @Override
    public void save(Ban ban) {
        later(() -> database.write(sql -> {
            delete(sql, ban.address());
            return sql.client()
                    .sql("insert into ban (servent_id, address, why, times, banned_at, until) values (?, ?, ?, ?, ?, ?)")
                    .params(
                            database.servent(),
                            ban.address().getHostAddress(), ban.why().name(), ban.times(), Columns.time(ban.since()), Columns.time(ban.until()))
                    .update();
        }));
    }

    @Override
    public void forget(InetAddress address) {
        later(() -> database.write(sql -> delete(sql, address)));
    }

    private int delete(Database.Connections sql, InetAddress address) {
        return sql.client().sql("delete from ban where servent_id = ? and address = ?").params(database.servent(), address.getHostAddress()).update();
    }

    private void later(Runnable write) {
        workers.execute(() -> {
            try {
                write.run();
            } catch (DataAccessException e) {
                LOG.warn("A ban could not be written: {}", e.getMessage());
            }
        });
    }
}
