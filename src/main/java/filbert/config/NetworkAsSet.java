package filbert.config;

import filbert.config.engine.NetworkChoice;
import filbert.household.LayeredSettings;
import filbert.household.SettingKey;
import filbert.household.SettingKeys;
import filbert.identity.HostAddress;
import filbert.servent.bootstrap.HostSources;
import filbert.servent.topology.NetworkMode;
import filbert.servent.topology.RoleChoice;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The network as the settings choose it, read anew whenever somebody asks. */
final class NetworkAsSet implements Supplier<NetworkChoice> {
    private final LayeredSettings settings;

    NetworkAsSet(LayeredSettings settings) {
        this.settings = settings;
    }

    @Override
    public NetworkChoice get() {
        return new NetworkChoice(
                NetworkMode.valueOf(settings.text(SettingKeys.NETWORK_MODE).toUpperCase(Locale.ROOT)),
                RoleChoice.valueOf(settings.text(SettingKeys.NETWORK_ROLE).toUpperCase(Locale.ROOT)),
                InetAddress.ofLiteral(settings.text(SettingKeys.NETWORK_BIND_ADDRESS)),
                settings.text(SettingKeys.NETWORK_INTERFACE),
                settings.flag(SettingKeys.NETWORK_TLS),
                settings.list(SettingKeys.NETWORK_HOSTS).stream().flatMap(host -> HostAddress.parse(host).stream()).toList(),
                settings.number(SettingKeys.NETWORK_ULTRAPEER_SLOTS),
                settings.number(SettingKeys.NETWORK_LEAF_SLOTS),
                sources(),
                settings.flag(SettingKeys.DOWNLOADS_LOOK_FOR_SOURCES));
    }

    /** The built-in ones are of the public network; elsewhere only those somebody wrote down are asked. */
    private HostSources sources() {
        return new HostSources(
                names(SettingKeys.NETWORK_HOST_CACHES), names(SettingKeys.NETWORK_WEB_CACHES).stream().map(URI::create).toList());
    }

    private List<String> names(SettingKey key) {
        var builtIn = settings.text(key).equals(key.defaultValue()) && !settings.text(SettingKeys.NETWORK_MODE).equals("public");
        return builtIn || settings.text(key).equals("none") ? List.of() : settings.list(key);
    }
}
