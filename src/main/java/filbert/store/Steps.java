package filbert.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The steps of the schema: those this program brings, and those a database has taken. Most starts find them the same, and then Flyway, which is
 * long to load and large in memory, is not asked.
 */
final class Steps {
    private static final String FILES = "classpath:db/migration/V*__*.sql";

    private Steps() {}

    static boolean areAllTaken(JdbcClient database) {
        return taken(database).equals(brought());
    }

    /**
     * Brings a database up to date.
     *
     * @param before what there is is changed
     * @throws NewerDatabaseException when it has taken a step this program does not know
     */
    static void take(DataSource database, Dialect dialect, Runnable before) {
        var flyway = Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .placeholders(dialect.placeholders())
                .outOfOrder(true) // steps are numbered by topic: a house that took a higher one first lacks nothing the lower needs
                .load();
        var info = flyway.info();
        for (var step : info.applied()) {
            if (!step.getState().isResolved()) {
                throw new NewerDatabaseException("The database was written by a newer Filbert (its step " + step.getVersion() + ").");
            }
        }
        if (info.pending().length > 0) {
            if (info.applied().length > 0) {
                before.run();
            }
            flyway.migrate();
        }
    }

    static Set<String> brought() {
        var versions = new HashSet<String>();
        try {
            for (var file : new PathMatchingResourcePatternResolver().getResources(FILES)) {
                var name = Objects.requireNonNull(file.getFilename(), "a migration is a file");
                versions.add(name.substring(1, name.indexOf("__")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The steps of the schema cannot be listed.", e);
        }
        return versions;
    }

    /** Empty when Flyway was never here; a step that failed goes by another name. */
    private static Set<String> taken(JdbcClient database) {
        var histories = database.sql("select count(*) from information_schema.tables where table_name = 'flyway_schema_history'"
                        + " and table_schema = current_schema")
                .query(Long.class)
                .single();
        return histories == 0
                ? Set.of()
                : database.sql("select case when \"success\" then \"version\" else 'failed' end from \"flyway_schema_history\""
                                + " where \"version\" is not null") // without one: where the table itself was made
                        .query(String.class)
                        .set();
    }
}
