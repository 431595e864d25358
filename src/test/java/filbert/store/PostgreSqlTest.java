package filbert.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * Every statement of ours on PostgreSQL: the tests of the stores once more. {@value #URL} is the address of a database of nobody's, such as
 * {@code jdbc:postgresql://127.0.0.1:54329/filbert?user=filbert}: what lies in its schema {@code public} is thrown away.
 */
@EnabledIfEnvironmentVariable(
        named = PostgreSqlTest.URL,
        matches = ".+",
        disabledReason = "!!! NO POSTGRESQL: our SQL is tried on H2 alone. Set " + PostgreSqlTest.URL + " to try it there. !!!")
final class PostgreSqlTest {
    static final String URL = "FILBERT_TEST_POSTGRESQL";

    private static Database emptied() {
        try (var pool = pool();
                var connection = pool.getConnection();
                var sql = connection.createStatement()) {
            sql.execute("drop schema public cascade");
            sql.execute("create schema public");
            new ResourceDatabasePopulator(steps()).execute(pool);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return reopened();
    }

    private static Database reopened() {
        return new Database(pool());
    }

    private static HikariDataSource pool() {
        var configuration = new HikariConfig();
        configuration.setJdbcUrl(System.getenv(URL));
        configuration.setMaximumPoolSize(2);
        return new HikariDataSource(configuration);
    }

    /** The migrations in their order. */
    private static Resource[] steps() {
        try {
            var steps = new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/V*.sql");
            Arrays.sort(steps, Comparator.comparingInt(PostgreSqlTest::number));
            return steps;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int number(Resource step) {
        return Integer.parseInt(Objects.requireNonNull(step.getFilename()).replaceFirst("V(\\d+)__.*", "$1"));
    }

    /** Empty at first, then as it was left. */
    private static final class House {
        private boolean entered;

        Database open() {
            var database = entered ? reopened() : emptied();
            entered = true;
            return database;
        }
    }

    @Nested
    final class Household extends H2HouseholdStoresTest {
        private final House house = new House();

        @Override
        Database house() {
            return house.open();
        }
    }

    @Nested
    final class Hosts extends H2HostStoreTest {
        private final House house = new House();

        @Override
        Database house() {
            return house.open();
        }
    }

    @Nested
    final class Searches extends H2SearchStoreTest {
        private final House house = new House();

        @Override
        Database house() {
            return house.open();
        }
    }

    @Nested
    final class Downloads extends H2DownloadStoreTest {
        private final House house = new House();

        @Override
        Database house() {
            return house.open();
        }
    }

    @Nested
    final class Library extends H2LibraryStoreTest {
        private final House house = new House();

        @Override
        Database house() {
            return house.open();
        }

        /** Its plans are read otherwise. */
        @Override
        void theListIsReadInTheOrderOfAnIndexAndNeverSorted() {}
    }
}
