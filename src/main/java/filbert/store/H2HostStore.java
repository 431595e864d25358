package filbert.store;

import filbert.identity.HostAddress;
import filbert.servent.bootstrap.HostSource;
import filbert.servent.bootstrap.HostStore;
import filbert.servent.bootstrap.KnownHost;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** The host cache in the table {@code known_host}. Saves on a worker; when saves come faster than the disk takes them, only the newest counts. */
public final class H2HostStore implements HostStore {
    private static final Logger LOG = LoggerFactory.getLogger(H2HostStore.class);

    private final Database database;
    private final Executor workers;
    private final AtomicReference<@Nullable List<KnownHost>> waiting = new AtomicReference<>();
    private final AtomicReference<@Nullable List<HostSource>> waitingSources = new AtomicReference<>();

    public H2HostStore(Database database, Executor workers) {
        this.database = database;
        this.workers = workers;
    }

    @Override
    public List<KnownHost> load() {
        return database.read(sql -> sql.sql("select * from known_host where servent_id = ?").param(database.servent()).query((row, _) -> host(row)).list());
    }

    private static KnownHost host(ResultSet row) throws SQLException {
        return new KnownHost(
                HostAddress.parse(row.getString("address")).orElseThrow(),
                row.getString("source"),
                Columns.time(row, "first_seen"),
                Columns.time(row, "last_seen"),
                row.getBoolean("ultrapeer"),
                row.getBoolean("confirmed"),
                row.getInt("daily_uptime"),
                Columns.timeOrNull(row, "last_connected"),
                Columns.timeOrNull(row, "last_failure"),
                row.getInt("failures"),
                Columns.timeOrNull(row, "not_before"));
    }

    @Override
    public void save(Collection<KnownHost> hosts) {
        if (waiting.getAndSet(List.copyOf(hosts)) == null) {
            workers.execute(this::saveNewest);
        }
    }

    private void saveNewest() {
        var hosts = waiting.getAndSet(null);
        if (hosts == null) {
            return;
        }
        try {
            database.write(sql -> {
                sql.client().sql("delete from known_host where servent_id = ?").param(database.servent()).update();
                return sql.batches()
                        .batchUpdate(
                                "insert into known_host (servent_id, address, source, first_seen, last_seen, ultrapeer, confirmed, daily_uptime, last_connected,"
                                        + " last_failure, failures, not_before) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                hosts.stream().map(this::row).toList());
            });
        } catch (DataAccessException e) {
            LOG.warn("The known hosts could not be saved: {}", e.getMessage());
        }
    }

    @Override
    public List<HostSource> loadSources() {
        return database.read(sql -> sql.sql("select * from host_source where servent_id = ?").param(database.servent()).query((row, _) -> source(row)).list());
    }

    private static HostSource source(ResultSet row) throws SQLException {
        return new HostSource(
                HostSource.Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                false,
                Columns.timeOrNull(row, "last_asked"),
                Columns.timeOrNull(row, "last_answered"),
                row.getInt("hosts"),
                row.getInt("failures"));
    }

    @Override
    public void saveSources(Collection<HostSource> sources) {
        if (waitingSources.getAndSet(List.copyOf(sources)) == null) {
            workers.execute(this::saveNewestSources);
        }
    }

    private void saveNewestSources() {
        var sources = waitingSources.getAndSet(null);
        if (sources == null) {
            return;
        }
        try {
            database.write(sql -> {
                sql.client().sql("delete from host_source where servent_id = ?").param(database.servent()).update();
                return sql.batches()
                        .batchUpdate(
                                "insert into host_source (servent_id, kind, name, last_asked, last_answered, hosts, failures) values (?, ?, ?, ?, ?, ?, ?)",
                                sources.stream().map(this::row).toList());
            });
        } catch (DataAccessException e) {
            LOG.warn("Whom we asked for hosts could not be saved: {}", e.getMessage());
        }
    }

    private @Nullable Object[] row(HostSource source) {
        return new @Nullable Object[] {
            database.servent(),
            source.kind().name(),
            source.name(),
            Columns.timeOrNull(source.lastAsked()),
            Columns.timeOrNull(source.lastAnswered()),
            source.hosts(),
            source.failures()
        };
    }

    private @Nullable Object[] row(KnownHost host) {
        return new @Nullable Object[] {
            database.servent(),
            host.address().toString(),
            host.source(),
            Columns.time(host.firstSeen()),
            Columns.time(host.lastSeen()),
            host.ultrapeer(),
            host.confirmed(),
            host.dailyUptimeSeconds(),
            Columns.timeOrNull(host.lastConnected()),
            Columns.timeOrNull(host.lastFailure()),
            host.failures(),
            Columns.timeOrNull(host.notBefore())
        };
    }
}
