package filbert.config;

import filbert.config.rescue.Rescue;
import filbert.household.LayeredSettings;
import filbert.household.SetUpCode;
import filbert.household.SettingKeys;
import filbert.store.Backups;
import filbert.store.DamagedDatabaseException;
import filbert.store.Database;
import filbert.store.DatabaseServer;
import filbert.store.DatabaseServerException;
import filbert.store.Machine;
import filbert.store.NewerDatabaseException;
import filbert.store.RestoreOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.PortInUseException;
import reactor.netty.ChannelBindException;

/** Opens the household's database before anything else begins: the file, with a page that offers backups when it is damaged, or the one on a server. */
final class DatabaseOpening {
    /** A database server that starts together with this machine may take its time: longer than this and somebody has to look. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseOpening.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

    private final DataDirectory data;
    private final LayeredSettings settings;
    private final Duration patience;

    /** @param settings all but those of the settings page, which lies in the database */
    DatabaseOpening(DataDirectory data, LayeredSettings settings) {
        this(data, settings, PATIENCE);
    }

    DatabaseOpening(DataDirectory data, LayeredSettings settings, Duration patience) {
        this.data = data;
        this.settings = settings;
        this.patience = patience;
    }

    /** @throws StartRefusedException when there is none to be had */
    Database open() {
        try {
            return settings.text(SettingKeys.DATABASE_URL).isEmpty() ? openFile() : openServer();
        } catch (NewerDatabaseException e) {
            throw new StartRefusedException(e.getMessage() + " Please start that one again.", e);
        }
    }

    private Database openServer() {
        var server = new DatabaseServer(
                settings.text(SettingKeys.DATABASE_URL), settings.text(SettingKeys.DATABASE_USER), settings.text(SettingKeys.DATABASE_PASSWORD));
        var deadline = System.nanoTime() + patience.toNanos();
        var said = false;
        while (true) {
            try {
                var database = Database.open(server, new Machine(data.mark(), HostName.here()));
                LOG.info("The household's database is on {}. Backups of it are made there, not by Filbert.", server.place());
                return database;
            } catch (DatabaseServerException e) {
                LOG.debug("database server", e);
                if (!e.passing() || System.nanoTime() > deadline) {
                    throw new StartRefusedException(e.getMessage() + " Look after it, or see to filbert.database.* (FILBERT_DATABASE_URL, _USER, _PASSWORD).", e);
                }
                if (!said) {
                    LOG.warn("{} Filbert waits for it, {} seconds at most.", e.getMessage(), patience.toSeconds());
                    said = true;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_TRIES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefusedException("The start was interrupted while it waited for the database.", e);
        }
    }

    private Database openFile() {
        var backups = new Backups(data.backups(), InstantSource.system());
        new RestoreOrder(backups, InstantSource.system()).carryOut(data.database());
        while (true) {
            try {
                return Database.open(data.database(), backups);
            } catch (UncheckedIOException e) {
                throw new StartRefusedException(String.valueOf(e.getMessage()), e);
            } catch (DamagedDatabaseException e) {
                LOG.error("{} Nothing else is lost.", e.getMessage());
                LOG.debug("damaged database", e);
                rescue(e);
            }
        }
    }

    /** Offers the backups in the browser, in the place of everything else. */
    private void rescue(DamagedDatabaseException damage) {
        var clock = InstantSource.system();
        var bind = InetAddress.ofLiteral(settings.text(SettingKeys.WEB_BIND_ADDRESS));
        try {
            var code = new SetUpCode(data.root().resolve("rescue-code"), new SecureRandom(), clock);
            new Rescue(data.database(), damage, new Backups(data.backups(), clock), code)
                    .await(new InetSocketAddress(bind, settings.number(SettingKeys.WEB_PORT)), port -> WebAddresses.of(bind)
                            .forEach(host -> LOG.info("Open http://{}:{}/?code={} to put back a backup", host, port, code.text())));
        } catch (ChannelBindException e) {
            throw new PortInUseException(e.localPort(), e);
        } catch (IOException e) {
            throw new StartRefusedException("The data directory " + data.root() + " cannot be written (" + e + ").", e);
        }
    }
}
