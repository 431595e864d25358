package filbert.config;

import filbert.household.Kind;
import filbert.household.LayeredSettings;
import filbert.household.SettingKey;
import filbert.household.SettingKeys;
import filbert.household.SettingStore;
import filbert.operations.Redaction;
import filbert.store.H2SettingStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * What must be done before anything else can begin: settings looked through, data directory found and locked, database opened; for even the
 * web port may have been set on the settings page. Closed last.
 */
final class Groundwork implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final String ONLY_LOOKED_AT = "spring.aot.processing"; // while a package is built Spring writes our beans down, and makes none

    /** The settings page before its database is open: empty. */
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
        if (Boolean.getBoolean(ONLY_LOOKED_AT)) {
            return;
        }
        var sources = new EnvironmentSettings(context.getEnvironment());
        sources.refuseUnknown(SettingKeys.all());
        var dataDir = sources.environment(SettingKeys.DATA_DIR).or(() -> sources.file(SettingKeys.DATA_DIR)).orElse("");
        var data = DataDirectory.choose(dataDir, DataDirectory.Surroundings.ofThisProcess());
        data.make();
        var disk = new Premises().look(data.root());
        var beans = (DefaultSingletonBeanRegistry) context.getBeanFactory();
        var lock = DirectoryLock.take(data.root());
        beans.registerDisposableBean("lock", lock::close);
        beans.registerSingleton("diskReport", disk);
        try {
            var known = settings(sources, new ForgetfulSettings());
            var log = LogMemory.listening(redaction(known));
            beans.registerDisposableBean("log", log::close);
            beans.registerSingleton("logMemory", log);
            var database = new DatabaseOpening(data, known).open();
            beans.registerDisposableBean("database", database::close);
            beans.registerSingleton("database", database);
            var settings = settings(sources, new H2SettingStore(database));
            beans.registerSingleton("settings", settings);
            beans.registerSingleton("dataDirectory", data);
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("filbert", forSpring(settings, data)));
        } catch (RuntimeException e) {
            beans.destroySingletons();
            throw e;
        }
    }

    /** Secrets are never set on the settings page. */
    static Redaction redaction(LayeredSettings settings) {
        return new Redaction(SettingKeys.all().stream().filter(key -> key.kind() instanceof Kind.Secret).map(settings::text).toList());
    }

    private static LayeredSettings settings(EnvironmentSettings sources, SettingStore page) {
        try {
            return new LayeredSettings(SettingKeys.all(), sources, page);
        } catch (IllegalArgumentException e) {
            throw new StartRefusedException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Our keys as Spring calls them. */
    private static Map<String, Object> forSpring(LayeredSettings settings, DataDirectory data) {
        var values = new HashMap<String, Object>();
        put(values, "server.port", settings, SettingKeys.WEB_PORT);
        put(values, "server.address", settings, SettingKeys.WEB_BIND_ADDRESS);
        put(values, "spring.webflux.base-path", settings, SettingKeys.WEB_BASE_PATH);
        values.putAll(Https.forSpring(settings, data.root()));
        return values;
    }

    private static void put(Map<String, Object> values, String name, LayeredSettings settings, SettingKey key) {
        var value = settings.text(key);
        if (!value.isEmpty()) {
            values.put(name, value);
        }
    }
}
