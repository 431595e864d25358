package filbert.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every test of a store begins with: it runs once on H2 and once on PostgreSQL. A test asks for {@link #house()} and sees no difference; each has a
 * house of its own, empty at first.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(StoreTest.On.class)
abstract class StoreTest {
    /** Where the house's database is. */
    enum On {
        H2,
        POSTGRESQL
    }

    /** Where the test runs. */
    static final Machine HERE = new Machine("here", "nas");

    @Parameter
    On on;

    @TempDir
    Path directory;

    private @Nullable DatabaseServer server;
    private final List<Database> opened = new ArrayList<>();

    /** The test's one house, as it was left; closing it twice does no harm, and not closing it neither. */
    final Database house() {
        var database = on == On.H2 ? Database.open(directory.resolve("house")) : Database.open(server(), HERE);
        opened.add(database);
        return database;
    }

    private DatabaseServer server() {
        if (server == null) {
            server = PostgreSqlCluster.ofThisRun().freshDatabase();
        }
        return server;
    }

    @AfterEach
    final void closeTheHouse() {
        opened.forEach(Database::close);
    }
}
