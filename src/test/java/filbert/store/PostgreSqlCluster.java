package filbert.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/**
 * A PostgreSQL server of the tests' own: from Debian's packages, run by an ordinary user, on a free port of the loopback, nothing of it synced. One for a
 * whole run, made when first asked for; it ends with the run, however that ends. Without the packages tests are skipped loudly, or fail where the
 * environment says {@code POSTGRESQL_TESTS=required}.
 */
public final class PostgreSqlCluster {
    private static final Path PACKAGES = Path.of("/usr/lib/postgresql");
    private static final String USER = "filbert";
    private static final String PASSWORD = "hazel, birch & alder";
    private static final int PATIENCE_SECONDS = 60;

    /** Where names are sorted as people do: our own order must not depend on the server's. */
    private static final List<String> AS_PEOPLE_SORT = List.of("--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US");

    private static final String SPARING = "-c fsync=off -c full_page_writes=off -c shared_buffers=32MB -c max_connections=60 -c listen_addresses=127.0.0.1"
            + " -c unix_socket_directories= -c log_min_messages=fatal -c autovacuum=off -c max_wal_size=256MB";

    /** Ends what it started when the line from us breaks; on a word from us it starts the server anew. */
    private static final String KEEPER =
            """
            bin=$1 folder=$2 port=$3 options=$4
            run() { "$bin/postgres" -D "$folder/data" -p "$port" $options >> "$folder/log" 2>&1 & server=$!; }
            run
            while read -r word; do
                case $word in
                    stop) kill -INT "$server"; wait "$server"; echo stopped ;;
                    start) run ;;
                esac
            done
            kill -QUIT "$server"; wait "$server"; rm -rf "$folder"
            """;

    private static final Machine SOMEBODY = new Machine("the template", "");
    private static final Optional<Path> BIN = find();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final class OfThisRun {
        private static final PostgreSqlCluster CLUSTER = new PostgreSqlCluster(BIN.orElseThrow());
    }

    private final Process keeper;
    private final int port;

    /** The one of this run; skips the test where there is none. */
    public static PostgreSqlCluster ofThisRun() {
        if (BIN.isEmpty()) {
            if ("required".equals(System.getenv("POSTGRESQL_TESTS"))) {
                throw new IllegalStateException("POSTGRESQL_TESTS=required, but there is no " + PACKAGES + "/*/bin/postgres");
            }
            Said.once();
            Assumptions.abort("no PostgreSQL");
        }
        return OfThisRun.CLUSTER;
    }

    private static final class Said {
        static {
            System.err.println("!!! NO POSTGRESQL: the stores are tested on H2 ALONE. Install postgresql to test them there too. !!!");
        }

        static void once() {}
    }

    private static Optional<Path> find() {
        if (!Files.isDirectory(PACKAGES)) {
            return Optional.empty();
        }
        try (var versions = Files.list(PACKAGES)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
                    .max(Comparator.comparingInt(bin -> Integer.parseInt(bin.getParent().getFileName().toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PostgreSqlCluster(Path bin) {
        try {
            var folder = Files.createTempDirectory("postgresql");
            port = freePort();
            var password = Files.writeString(folder.resolve("password"), PASSWORD);
            if (isRoot()) {
                run(List.of("chown", "-R", "postgres", folder.toString()));
            }
            var initdb = new ArrayList<>(asOrdinaryUser());
            initdb.addAll(List.of(bin.resolve("initdb").toString(), "--pgdata=" + folder.resolve("data"), "--no-sync", "--username=" + USER));
            initdb.addAll(List.of("--auth=scram-sha-256", "--pwfile=" + password));
            initdb.addAll(AS_PEOPLE_SORT);
            run(initdb);
            var keep = new ArrayList<>(asOrdinaryUser());
            keep.addAll(List.of("sh", "-c", KEEPER, "keeper", bin.toString(), folder.toString(), String.valueOf(port), SPARING));
            keeper = new ProcessBuilder(keep).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        waitUntilItAnswers();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** PostgreSQL refuses to run as root. */
    private static List<String> asOrdinaryUser() {
        return isRoot() ? List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups") : List.of();
    }

    private static void run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(command + " failed: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return port;
    }

    DatabaseServer server(String database) {
        return new DatabaseServer(DatabaseServer.PREFIX + "//127.0.0.1:" + port + "/" + database, USER, PASSWORD);
    }

    /** A database without anything in it. */
    public DatabaseServer emptyDatabase() {
        return copyOf("template1");
    }

    /** A database with our tables and nothing in them. */
    public DatabaseServer freshDatabase() {
        return copyOf(Template.NAME);
    }

    private static final class Template {
        private static final String NAME = make();

        private static String make() {
            var server = OfThisRun.CLUSTER.emptyDatabase();
            Database.open(server, SOMEBODY).close();
            return server.url().substring(server.url().lastIndexOf('/') + 1);
        }
    }

    private DatabaseServer copyOf(String template) {
        var name = "house_" + NUMBER.incrementAndGet();
        execute("create database " + name + " template " + template);
        return server(name);
    }

    /** As the one who runs the server. */
    void execute(String statement) {
        var postgres = server("postgres");
        try (var connection = DriverManager.getConnection(postgres.url(), USER, PASSWORD);
                var sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends the server, with all its connections. */
    public void stop() {
        say("stop");
        try {
            keeper.inputReader().readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void start() {
        say("start");
        waitUntilItAnswers();
    }

    private void say(String word) {
        try {
            keeper.outputWriter().write(word + "\n");
            keeper.outputWriter().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void waitUntilItAnswers() {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try {
                PostgreSql.knock(server("postgres"));
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > deadline || !keeper.isAlive()) {
                    throw new IllegalStateException("PostgreSQL does not answer", e);
                }
                Thread.onSpinWait();
            }
        }
    }
}
