package filbert.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** How we speak with a PostgreSQL server: patiently with one that restarts, not for ever with one that went away in the middle. */
final class PostgreSql {
    private static final Duration DIAL = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofMinutes(1); // far more than any statement of ours takes, and then the line counts as dead
    static final Duration WAIT_FOR_CONNECTION = Duration.ofSeconds(10); // a restart of the server passes unnoticed

    /** Whoever writes holds the house's turn: two machines of it never wait for each other's rows, nor see half of a change. */
    private static final long TURN = 0x46_69_6c_62_65_72_74L; // "Filbert"

    /**
     * For every connection: what was acknowledged is on the server's disk, whatever is usual there; and a machine of the house that vanished in the
     * middle of a change does not keep the others from writing.
     */
    private static final String MANNERS = "set synchronous_commit = on; set idle_in_transaction_session_timeout = '30s'; set lock_timeout = '30s'";

    private PostgreSql() {}

    /** @throws SQLException at once when nobody answers or we are not let in */
    static void knock(DatabaseServer server) throws SQLException {
        try (var connection = DriverManager.getConnection(server.url(), properties(server, ANSWER));
                var sql = connection.createStatement()) {
            sql.execute(MANNERS);
        }
    }

    static HikariConfig configuration(DatabaseServer server, Duration wait) {
        var hikari = new HikariConfig();
        hikari.setJdbcUrl(server.url());
        hikari.setDataSourceProperties(properties(server, ANSWER));
        hikari.setConnectionInitSql(MANNERS);
        hikari.setConnectionTimeout(wait.toMillis());
        return hikari;
    }

    /** For steps of the schema, which may take long. */
    static DataSource unhurried(DatabaseServer server) {
        return new DriverManagerDataSource(server.url(), properties(server, Duration.ZERO));
    }

    private static Properties properties(DatabaseServer server, Duration answer) {
        var properties = new Properties();
        if (!server.user().isEmpty()) {
            properties.setProperty("user", server.user());
        }
        if (!server.password().isEmpty()) {
            properties.setProperty("password", server.password());
        }
        properties.setProperty("ApplicationName", "Filbert");
        properties.setProperty("connectTimeout", String.valueOf(DIAL.toSeconds()));
        properties.setProperty("loginTimeout", String.valueOf(DIAL.toSeconds()));
        properties.setProperty("socketTimeout", String.valueOf(answer.toSeconds()));
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }

    /** Until the transaction ends nobody else of the house writes. */
    static void takeTurn(JdbcClient sql) {
        sql.sql("select pg_advisory_xact_lock(?)").param(TURN).query((_, _) -> TURN).single();
    }
}
