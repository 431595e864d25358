package filbert.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** A database on a server that does not let us in, goes away in the middle, and comes back. */
final class DatabaseServerTest {
    private static final Machine NAS = new Machine("a", "nas");
    private static final Duration SHORT = Duration.ofMillis(300); // the pool takes no less than 250
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private PostgreSqlCluster cluster;
    private DatabaseServer server;

    @BeforeEach
    void find() {
        cluster = PostgreSqlCluster.ofThisRun();
        server = cluster.freshDatabase();
    }

    /** In the driver's simple mode every commit goes over the line in words. */
    private DatabaseServer by(CutLine line) {
        var url = server.url().replace(":" + cluster.port() + "/", ":" + line.port() + "/") + "?preferQueryMode=simple";
        return new DatabaseServer(url, server.user(), server.password());
    }

    @Test
    void itsPlaceIsToldWithoutAnythingSecret() {
        var secretive = new DatabaseServer("jdbc:postgresql://ann:secret@nas.lan:5433/filbert?password=secret", "ann", "secret");
        assertThat(secretive.place()).isEqualTo("nas.lan:5433/filbert");
        assertThat(secretive.toString()).doesNotContain("secret");
    }

    @Test
    void theTablesAreMadeInAnEmptyDatabaseAndFoundAgain() {
        var empty = cluster.emptyDatabase();
        try (var database = Database.open(empty, NAS)) {
            new H2Keepsakes(database).keep("a", "b");
            assertThat(database.isOurFile()).isFalse();
            assertThat(database.<Boolean>read(Steps::areAllTaken)).isTrue();
        }
        try (var database = Database.open(empty, NAS)) {
            assertThat(new H2Keepsakes(database).recall("a")).contains("b");
        }
    }

    @Test
    void aDatabaseOfANewerFilbertIsNotTouched() {
        try (var database = Database.open(server, NAS)) {
            database.write(sql -> sql.client()
                    .sql("insert into \"flyway_schema_history\" select 99, '99', 'later', \"type\", \"script\", 1, \"installed_by\","
                            + " \"installed_on\", 0, true from \"flyway_schema_history\" where \"version\" = '1'")
                    .update());
        }
        assertThatThrownBy(() -> Database.open(server, NAS)).isInstanceOf(NewerDatabaseException.class);
    }

    private static DatabaseServerException refusal(DatabaseServer server) {
        return catchThrowableOfType(DatabaseServerException.class, () -> Database.open(server, NAS));
    }

    @Test
    void aWrongPasswordIsToldAtOnceAndNotSpoken() {
        var refused = refusal(new DatabaseServer(server.url(), server.user(), "wrong hazel"));
        assertThat(refused.passing()).isFalse();
        assertThat(refused).hasMessageContaining("127.0.0.1:" + cluster.port()).hasMessageContaining("password").hasMessageNotContaining("hazel");
    }

    @Test
    void aDatabaseThatIsNotThereIsNotWaitedFor() {
        var refused = refusal(new DatabaseServer(server.url() + "_nowhere", server.user(), server.password()));
        assertThat(refused.passing()).isFalse();
        assertThat(refused).hasMessageContaining("does not exist");
    }

    @Test
    void nobodyAtTheAddressMayPass() {
        assertThat(refusal(new DatabaseServer("jdbc:postgresql://127.0.0.1:1/house", "ann", "")).passing()).isTrue();
    }

    @Test
    void aServerThatGoesAwayInTheMiddleTakesNothingAlongThatWasDone() {
        try (var database = Database.open(server, NAS)) {
            var keepsakes = new H2Keepsakes(database);
            keepsakes.keep("before", "kept");
            assertThatThrownBy(() -> database.write(sql -> {
                        sql.client().sql("insert into keepsake (servent_id, name, content) values (1, 'during', 'lost')").update();
                        cluster.stop();
                        return sql.client().sql("insert into keepsake (servent_id, name, content) values (1, 'during too', 'lost')").update();
                    }))
                    .isInstanceOf(DataAccessResourceFailureException.class);
            cluster.start();
            assertThat(keepsakes.recall("before")).contains("kept");
            assertThat(keepsakes.recall("during")).isEmpty();
            keepsakes.keep("after", "kept");
            assertThat(keepsakes.recall("after")).contains("kept");
        }
    }

    @Test
    void aServerThatIsAwayIsAnErrorForReadersAndWritersUntilItIsBack() {
        try (var database = Database.open(server, NAS, SHORT)) {
            var keepsakes = new H2Keepsakes(database);
            cluster.stop();
            try {
                assertThatThrownBy(() -> keepsakes.keep("a", "b")).isInstanceOf(DataAccessResourceFailureException.class);
                assertThatThrownBy(() -> keepsakes.recall("a")).isInstanceOf(DataAccessResourceFailureException.class);
            } finally {
                cluster.start();
            }
            keepOnceItIsBack(keepsakes, "a", "c");
            assertThat(keepsakes.recall("a")).contains("c");
        }
    }

    /** The pool dials again at growing intervals. */
    private static void keepOnceItIsBack(H2Keepsakes keepsakes, String name, String fact) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                keepsakes.keep(name, fact);
                return;
            } catch (DataAccessResourceFailureException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
        }
    }

    @Test
    void aCommitThatNeverArrivedIsNotTakenForDone() throws Exception {
        try (var line = new CutLine(cluster.port());
                var database = Database.open(by(line), NAS)) {
            var keepsakes = new H2Keepsakes(database);
            line.cutNextCommit(CutLine.Loss.THE_REQUEST);
            assertThatThrownBy(() -> keepsakes.keep("a", "b")).isInstanceOf(DataAccessResourceFailureException.class);
            assertThat(keepsakes.recall("a")).isEmpty();
            keepsakes.keep("a", "again");
            assertThat(keepsakes.recall("a")).contains("again");
        }
    }

    /** Whoever asked was told that it failed, and does it again: the same words once more do no harm. */
    @Test
    void aCommitWhoseAnswerIsLostIsToldAsFailedAndCanBeRepeated() throws Exception {
        try (var line = new CutLine(cluster.port());
                var database = Database.open(by(line), NAS)) {
            var keepsakes = new H2Keepsakes(database);
            line.cutNextCommit(CutLine.Loss.THE_ANSWER);
            assertThatThrownBy(() -> keepsakes.keep("a", "b")).isInstanceOf(DataAccessResourceFailureException.class);
            keepsakes.keep("a", "b");
            assertThat(keepsakes.recall("a")).contains("b");
        }
    }

    @Test
    void twoMachinesOfAHouseWriteOneAfterTheOther() throws Exception {
        try (var one = Database.open(server, NAS);
                var other = Database.open(server, NAS);
                var hands = Executors.newFixedThreadPool(4)) {
            var houses = List.of(new H2Keepsakes(one), new H2Keepsakes(other));
            var work = IntStream.range(0, 100).<Callable<Boolean>>mapToObj(i -> () -> {
                houses.get(i % 2).keep("the same thing", String.valueOf(i));
                return true;
            });
            for (var done : hands.invokeAll(work.toList())) {
                assertThat(done.get()).isTrue();
            }
            assertThat(houses.getFirst().recall("the same thing")).isEqualTo(houses.get(1).recall("the same thing")).isPresent();
        }
    }
}
