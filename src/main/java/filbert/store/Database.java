package filbert.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The household's database: an H2 file. What {@link #write} returned from is on disk, also after a kill -9. Reads run beside each other, writes
 * one after the other, so none ever waits for a row lock. Thread-safe.
 */
public final class Database implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 6;
    private static final String SUFFIX = ".mv.db";

    private final Path file;
    private final HikariDataSource pool;
    private final JdbcClient client;
    private final JdbcTemplate batches;
    private final TransactionTemplate transaction;
    private final ReentrantLock writer = new ReentrantLock();

    /** What a transaction works with. */
    record Connections(JdbcClient client, JdbcTemplate batches) {}

    private Database(Path file, HikariDataSource pool) {
        this.file = file;
        this.pool = pool;
        this.client = JdbcClient.create(pool);
        this.batches = new JdbcTemplate(pool);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
    }

    /**
     * Opens the database, makes it when there is none, and brings it up to date.
     *
     * @param file without the {@code .mv.db} that H2 adds
     * @throws DamagedDatabaseException when there is one that cannot be read
     */
    public static Database open(Path file) {
        var pool = new HikariDataSource(configuration(file.toAbsolutePath()));
        try {
            migrate(pool);
            return new Database(file, pool);
        } catch (RuntimeException e) {
            pool.close();
            throw new DamagedDatabaseException(mvStore(file), e);
        }
    }

    /** Where H2 keeps the database called {@code file}. */
    static Path mvStore(Path file) {
        return file.resolveSibling(file.getFileName() + SUFFIX);
    }

    /** Is there a database already? */
    public static boolean exists(Path file) {
        return Files.exists(mvStore(file));
    }

    private static HikariConfig configuration(Path file) {
        if (file.toString().contains(";")) {
            throw new IllegalArgumentException("The path " + file + " has a semicolon in it, which the database cannot take.");
        }
        var hikari = new HikariConfig();
        // WRITE_DELAY=0: with the default a kill -9 loses what was acknowledged in the last half second
        hikari.setJdbcUrl("jdbc:h2:file:" + file + ";WRITE_DELAY=0;CACHE_SIZE=8192;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0");
        hikari.setUsername("sa");
        hikari.setPassword("");
        hikari.setPoolName("database");
        hikari.setMaximumPoolSize(MOST_CONNECTIONS);
        hikari.setMinimumIdle(1);
        hikari.setInitializationFailTimeout(-1);
        return hikari;
    }

    private static void migrate(HikariDataSource pool) {
        var flyway = Flyway.configure().dataSource(pool).locations("classpath:db/migration").load();
        var current = flyway.info().current();
        for (var migration : flyway.info().all()) {
            if (current != null && migration.getState().isApplied() && !migration.getState().isResolved()) {
                throw new IllegalStateException("The database was written by a newer Filbert (step " + current.getVersion() + ").");
            }
        }
        flyway.migrate();
    }

    <T> T read(Function<JdbcClient, T> question) {
        return question.apply(client);
    }

    /** One transaction, durable when this returns. */
    <T> T write(Function<Connections, T> change) {
        writer.lock();
        try {
            return Objects.requireNonNull(transaction.execute(_ -> change.apply(new Connections(client, batches))));
        } finally {
            writer.unlock();
        }
    }

    /** Writes everything as SQL, compressed; readers and writers go on meanwhile. */
    void script(Path target) {
        batches.execute("SCRIPT TO '" + target.toString().replace("'", "''") + "' COMPRESSION GZIP");
    }

    Path file() {
        return file;
    }

    /** Leaves a file that opens without recovery. */
    @Override
    public void close() {
        writer.lock();
        try {
            pool.close(); // with its last connection H2 closes the file
        } finally {
            writer.unlock();
        }
    }
}
