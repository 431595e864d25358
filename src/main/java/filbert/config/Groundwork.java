package filbert.config;

import filbert.config.rescue.Rescue;
import filbert.household.LayeredSettings;
import filbert.household.SettingKey;
import filbert.household.SettingKeys;
import filbert.household.SettingStore;
import filbert.household.SetUpCode;
import filbert.store.Backups;
import filbert.store.DamagedDatabaseException;
import filbert.store.Database;
import filbert.store.H2SettingStore;
import filbert.store.NewerDatabaseException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import reactor.netty.ChannelBindException;

/**
 * What must be done before anything else can begin: settings looked through, data directory found and locked, database opened; for even the
 * web port may have been set on the settings page. Closed last.
 */
final class Groundwork implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final Logger LOG = LoggerFactory.getLogger(Groundwork.class);

    /** The settings page while its database does not open: empty. */
    private record ForgetfulSettings() implements SettingStore {
        @Override
        public Map<String, String> load() {
            return Map.of();
        }

        @Override
        public void save(long person, Map<String, Optional<String>> changes) {
            throw new IllegalStateException("bug: nobody can save settings without a database");
        }
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var sources = new EnvironmentSettings(context.getEnvironment());
        sources.refuseUnknown(SettingKeys.all());
        var dataDir = sources.environment(SettingKeys.DATA_DIR).or(() -> sources.file(SettingKeys.DATA_DIR)).orElse("");
        var data = DataDirectory.choose(dataDir, DataDirectory.Surroundings.ofThisProcess());
        data.make();
        var beans = (DefaultSingletonBeanRegistry) context.getBeanFactory();
        var lock = DirectoryLock.take(data.root());
        beans.registerDisposableBean("lock", lock::close);
        try {
            var database = open(data, sources);
            beans.registerDisposableBean("database", database::close);
            beans.registerSingleton("database", database);
            var settings = settings(sources, new H2SettingStore(database));
            beans.registerSingleton("settings", settings);
            beans.registerSingleton("dataDirectory", data);
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("filbert", forSpring(settings)));
        } catch (RuntimeException e) {
            beans.destroySingletons();
            throw e;
        }
    }

    private static Database open(DataDirectory data, EnvironmentSettings sources) {
        while (true) {
            try {
                return Database.open(data.database());
            } catch (NewerDatabaseException e) {
                throw new StartRefusedException(e.getMessage() + " Please start that one again.", e);
            } catch (DamagedDatabaseException e) {
                LOG.error("{} Nothing else is lost.", e.getMessage());
                LOG.debug("damaged database", e);
                rescue(data, sources, e);
            }
        }
    }

    /** Offers the backups in the browser, in the place of everything else. */
    private static void rescue(DataDirectory data, EnvironmentSettings sources, DamagedDatabaseException damage) {
        var clock = InstantSource.system();
        var settings = settings(sources, new ForgetfulSettings());
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

    private static LayeredSettings settings(EnvironmentSettings sources, SettingStore page) {
        try {
            return new LayeredSettings(SettingKeys.all(), sources, page);
        } catch (IllegalArgumentException e) {
            throw new StartRefusedException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Our keys as Spring calls them. */
    private static Map<String, Object> forSpring(LayeredSettings settings) {
        var values = new HashMap<String, Object>();
        put(values, "server.port", settings, SettingKeys.WEB_PORT);
        put(values, "server.address", settings, SettingKeys.WEB_BIND_ADDRESS);
        put(values, "spring.webflux.base-path", settings, SettingKeys.WEB_BASE_PATH);
        return values;
    }

    private static void put(Map<String, Object> values, String name, LayeredSettings settings, SettingKey key) {
        var value = settings.text(key);
        if (!value.isEmpty()) {
            values.put(name, value);
        }
    }
}
