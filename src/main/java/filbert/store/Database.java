package filbert.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import filbert.operations.Compaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreTool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The household's database: an H2 file, or one on a PostgreSQL server. What {@link #write} returned from is on disk, also after a kill -9. Reads run
 * beside each other, writes one after the other, also those of other machines of the house, so none ever waits for a row lock. Whatever goes wrong
 * with it is a {@link DataAccessException}; then nothing was told to be done. Thread-safe.
 */
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int MOST_CONNECTIONS = 6;
    private static final String SUFFIX = ".mv.db";
    private static final String USER = "sa"; // of a file that only we can read
    private static final String PASSWORD = "";
    private static final int CACHE = 8192; // KiB of pages of the file

    private final Supplier<HikariDataSource> connecting;
    private final Path file;
    private final Dialect dialect;
    private final long servent;
    private final ReentrantLock writer = new ReentrantLock();
    private final ReadWriteLock door = new ReentrantReadWriteLock(); // shut while the file is rewritten
    private volatile Open open;
    private final Outage outage = new Outage();

    /** Fails when it does not answer. */
    public void ask() {
        door.readLock().lock(); // while the file is rewritten, nobody is refused either
        try {
            open.client().sql("SELECT 1").query(Integer.class).single();
        } finally {
            door.readLock().unlock();
        }
    }

    /** What a transaction works with. */
    record Connections(JdbcClient client, JdbcTemplate batches) {}

    private record Open(HikariDataSource pool, JdbcClient client, JdbcTemplate batches, TransactionTemplate transaction) {
        static Open of(HikariDataSource pool) {
            return new Open(pool, JdbcClient.create(pool), new JdbcTemplate(pool), new TransactionTemplate(new JdbcTransactionManager(pool)));
        }
    }

    /**
     * @param pool leads to a database that has our tables
     * @param connecting makes another one
     * @param file without its ending; of no meaning on a server
     */
    private Database(HikariDataSource pool, Supplier<HikariDataSource> connecting, Path file, Dialect dialect, long servent) {
        this.open = Open.of(pool);
        this.connecting = connecting;
        this.file = file;
        this.dialect = dialect;
        this.servent = servent;
    }

    /**
     * Opens the database, makes it when there is none, and brings it up to date.
     *
     * @param file without the {@code .mv.db} that H2 adds
     * @throws DamagedDatabaseException when there is one that cannot be read
     * @throws NewerDatabaseException when there is one that only a newer Filbert understands
     */
    public static Database open(Path file) {
        return open(file, new Backups(file.resolveSibling("backup"), InstantSource.system()));
    }

    /**
     * As {@link #open(Path)}.
     *
     * @param backups get one more before the tables are changed for this Filbert
     */
    public static Database open(Path file, Backups backups) {
        DatabaseFile.makeFolder(Objects.requireNonNull(file.toAbsolutePath().getParent(), "a database lies in a folder"));
        var url = url(file.toAbsolutePath());
        DatabaseFile.refuseAnEmptied(mvStore(file.toAbsolutePath()));
        // a pool would try a damaged file again and again before it says so
        try (var _ = DriverManager.getConnection(url, USER, PASSWORD)) {
            Supplier<HikariDataSource> connecting = () -> new HikariDataSource(pool(configuration(url)));
            var pool = connecting.get();
            var ready = migrated(pool, pool, Dialect.H2, () -> keep(pool, backups));
            return new Database(ready, connecting, file.toAbsolutePath(), Dialect.H2, Servents.FIRST);
        } catch (SQLException | DataAccessException | FlywayException e) {
            throw new DamagedDatabaseException(mvStore(file), e);
        }
    }

    /**
     * Opens the database on a server, makes our tables when there are none, and brings them up to date. Tries once.
     *
     * @param machine whose host cache, transfers, folders and settings are meant
     * @throws DatabaseServerException when it does not answer or does not let us in
     * @throws NewerDatabaseException when only a newer Filbert understands it
     */
    public static Database open(DatabaseServer server, Machine machine) {
        return open(server, machine, PostgreSql.WAIT_FOR_CONNECTION);
    }

    /** @param wait how long whoever asks waits for a server that went away */
    static Database open(DatabaseServer server, Machine machine, Duration wait) {
        try {
            PostgreSql.knock(server);
            var pool = new HikariDataSource(pool(PostgreSql.configuration(server, wait)));
            return shared(migrated(pool, PostgreSql.unhurried(server), Dialect.POSTGRESQL, () -> {}), machine);
        } catch (SQLException e) {
            throw new DatabaseServerException(server, e);
        } catch (DataAccessException | FlywayException e) {
            throw new DatabaseServerException(server, sqlCause(e));
        }
    }

    private static Database shared(HikariDataSource pool, Machine machine) {
        try {
            var number = onServer(pool, Servents.FIRST).write(sql -> Servents.enter(sql, machine, Instant.now()));
            return onServer(pool, number);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static Database onServer(HikariDataSource pool, long servent) {
        return new Database(pool, () -> pool, Path.of(""), Dialect.POSTGRESQL, servent);
    }

    private static SQLException sqlCause(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return new SQLException(failure.getMessage(), failure);
    }

    /** @param before what there is is changed */
    private static HikariDataSource migrated(HikariDataSource pool, DataSource unhurried, Dialect dialect, Runnable before) {
        try {
            if (!Steps.areAllTaken(JdbcClient.create(pool))) {
                Steps.take(unhurried, dialect, before);
            }
            return pool;
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /** @param file without its ending */
    public static boolean exists(Path file) {
        return Files.exists(mvStore(file));
    }

    /** Where H2 keeps the database called {@code file}. */
    static Path mvStore(Path file) {
        return file.resolveSibling(file.getFileName() + SUFFIX);
    }

    static String url(Path file) {
        // WRITE_DELAY=0: with the default a kill -9 loses what was acknowledged in the last half second
        return "jdbc:h2:file:" + file + ";WRITE_DELAY=0;CACHE_SIZE=" + CACHE + ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";
    }

    private static HikariConfig configuration(String url) {
        var hikari = new HikariConfig();
        hikari.setJdbcUrl(url);
        hikari.setUsername(USER);
        hikari.setPassword(PASSWORD);
        return hikari;
    }

    private static HikariConfig pool(HikariConfig hikari) {
        hikari.setPoolName("database");
        hikari.setMaximumPoolSize(MOST_CONNECTIONS);
        hikari.setMinimumIdle(1);
        return hikari;
    }

    private static void keep(HikariDataSource pool, Backups backups) {
        try {
            var kept = backups.beforeUpgrade(target -> new JdbcTemplate(pool).execute(scriptTo(target)));
            LOG.info("This Filbert changes the tables of the database; as it was it is kept in {}", kept);
        } catch (IOException e) {
            throw new UncheckedIOException("The database must be changed for this Filbert, and the backup to be made before cannot be written: " + e.getMessage(), e);
        }
    }

    <T> T read(Function<JdbcClient, T> question) {
        door.readLock().lock();
        try {
            return watched(() -> question.apply(open.client()));
        } finally {
            door.readLock().unlock();
        }
    }

    /** One transaction, durable when this returns. */
    <T> T write(Function<Connections, T> change) {
        writer.lock();
        door.readLock().lock();
        try {
            var now = open;
            return watched(() -> Objects.requireNonNull(now.transaction().execute(_ -> {
                dialect.takeTurn(now.client());
                return change.apply(new Connections(now.client(), now.batches()));
            })));
        } finally {
            door.readLock().unlock();
            writer.unlock();
        }
    }

    private <T> T watched(Supplier<T> work) {
        try {
            var result = work.get();
            outage.isOver();
            return result;
        } catch (TransactionException e) {
            throw away(new DataAccessResourceFailureException("The database cannot be reached.", e));
        } catch (DataAccessResourceFailureException e) {
            throw away(e);
        }
    }

    private DataAccessResourceFailureException away(DataAccessResourceFailureException failure) {
        outage.began(failure);
        var others = open.pool().getHikariPoolMXBean();
        if (!isOurFile() && others != null) {
            others.softEvictConnections(); // they broke with this one, and the pool would still hand them out
        }
        return failure;
    }

    /** Which machine of the house we are: what is a machine's own carries this number. */
    long servent() {
        return servent;
    }

    Dialect dialect() {
        return dialect;
    }

    /** Whether it is a file in the data directory, which we back up. On a server that is the business of who runs it. */
    public boolean isOurFile() {
        return dialect == Dialect.H2;
    }

    /** Writes everything as SQL, compressed; readers and writers go on meanwhile. */
    void script(Path target) {
        if (!isOurFile()) {
            throw new IllegalStateException("bug: a database on a server is not ours to back up");
        }
        door.readLock().lock();
        try {
            open.batches().execute(scriptTo(target));
        } finally {
            door.readLock().unlock();
        }
    }

    static String scriptTo(Path target) {
        return "SCRIPT TO '" + target.toString().replace("'", "''") + "' COMPRESSION GZIP";
    }

    /** Forgets which pages of the file were read; what is asked for next is read again. A failure is told to whoever asks next. */
    public void letGoOfPages() {
        if (!isOurFile()) {
            return;
        }
        try {
            read(sql -> sql.sql("SET CACHE_SIZE " + CACHE).update()); // H2 empties its cache then, and writes nothing where the size is the same
        } catch (DataAccessException e) {
            LOG.debug("The pages of the database stay in memory", e);
        }
    }

    /** Of the file; 0 on a server. */
    long bytes() {
        return isOurFile() ? mvStore(file).toFile().length() : 0;
    }

    /** Rewrites the file without what is not needed any more. Everybody else waits meanwhile. A kill leaves the old file or the new one, both whole. */
    public Compaction compact() {
        if (!isOurFile()) {
            throw new IllegalStateException("bug: a database on a server is not ours to rewrite");
        }
        var began = System.nanoTime();
        writer.lock();
        door.writeLock().lock();
        try {
            open.pool().close();
            var before = bytes();
            try {
                MVStoreTool.compact(mvStore(file).toString(), false);
            } finally {
                open = Open.of(connecting.get());
            }
            return new Compaction(before, bytes(), Duration.ofNanos(System.nanoTime() - began));
        } finally {
            door.writeLock().unlock();
            writer.unlock();
        }
    }

    /** Leaves a file that opens without recovery. */
    @Override
    public void close() {
        writer.lock();
        try {
            open.pool().close(); // with its last connection H2 closes the file
        } finally {
            writer.unlock();
        }
    }
}
