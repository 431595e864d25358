package filbert.household;

import static filbert.household.SettingKey.Effect.AFTER_RESTART;
import static filbert.household.SettingKey.Effect.AT_ONCE;

import filbert.servent.topology.TopologySettings;
import filbert.sharing.library.LibrarySettings;
import filbert.sharing.upload.UploadSettings;
import java.util.List;

/** Every setting of Filbert. A key that is not here stops the start; each stands in the {@code application.yml} at the top, with its default. */
public final class SettingKeys {
    private static final int HIGHEST_PORT = 65_535;
    private static final int MOST_SLOTS = 1_000;
    private static final int MOST_DOWNLOADS = 100;
    private static final int MOST_SOURCES = 16;
    private static final int MOST_CONNECTIONS = 200;
    private static final int MOST_KIBIBYTES = 10_000_000; // a second: ten times the quickest line of a house
    private static final int MOST_DAYS = 3_650; // ten years
    private static final int MOST_GIBIBYTES = 1_000_000;
    private static final int MINUTES_OF_A_WEEK = 10_080;

    public static final SettingKey DATA_DIR = new SettingKey("filbert.data-dir", "", new Kind.Folder(), "", AFTER_RESTART);
    public static final SettingKey DATABASE_URL = new SettingKey("filbert.database.url", "", new Kind.DatabaseUrl(), "", AFTER_RESTART);
    public static final SettingKey DATABASE_USER = new SettingKey("filbert.database.user", "", new Kind.Text(), "", AFTER_RESTART);
    public static final SettingKey DATABASE_PASSWORD = new SettingKey("filbert.database.password", "", new Kind.Secret(), "", AFTER_RESTART);
    public static final SettingKey OWNER_PASSWORD = new SettingKey("filbert.owner.password", "", new Kind.Secret(), "", AFTER_RESTART);
    public static final SettingKey OWNER_TOKEN = new SettingKey("filbert.owner.token", "", new Kind.Secret(), "", AFTER_RESTART);

    public static final SettingKey WEB_PORT =
            new SettingKey("filbert.web.port", "general", new Kind.Whole(0, HIGHEST_PORT), "8346", AFTER_RESTART);
    public static final SettingKey WEB_BIND_ADDRESS =
            new SettingKey("filbert.web.bind-address", "general", new MachineKind.Address(), "0.0.0.0", AFTER_RESTART);
    public static final SettingKey WEB_BASE_PATH =
            new SettingKey("filbert.web.base-path", "general", new Kind.BasePath(), "", AFTER_RESTART);
    public static final SettingKey WEB_HOSTS = new SettingKey("filbert.web.hosts", "general", new MachineKind.Names(), "", AT_ONCE);
    public static final SettingKey WEB_HTTPS = new SettingKey("filbert.web.https", "", Kind.Choice.of("none", "own", "given"), "none", AFTER_RESTART);
    public static final SettingKey WEB_CERTIFICATE = new SettingKey("filbert.web.certificate", "", new Kind.Document(), "", AFTER_RESTART);
    public static final SettingKey WEB_PRIVATE_KEY = new SettingKey("filbert.web.private-key", "", new Kind.Document(), "", AFTER_RESTART);
    public static final SettingKey WEB_TRUSTED_PROXIES =
            new SettingKey("filbert.web.trusted-proxies", "general", new MachineKind.Addresses(), "", AT_ONCE);

    public static final SettingKey NETWORK_MODE = new SettingKey(
            "filbert.network.mode", "network", Kind.Choice.of("public", "lan", "private", "practice"), "public", AFTER_RESTART);
    public static final SettingKey NETWORK_PORT =
            new SettingKey("filbert.network.port", "network", new Kind.Whole(0, HIGHEST_PORT), "0", AFTER_RESTART);
    public static final SettingKey NETWORK_MAP_PORT =
            new SettingKey("filbert.network.map-port", "network", new Kind.Flag(), "false", AT_ONCE);
    public static final SettingKey NETWORK_BIND_ADDRESS =
            new SettingKey("filbert.network.bind-address", "network", new MachineKind.Address(), "0.0.0.0", AFTER_RESTART);
    public static final SettingKey NETWORK_INTERFACE =
            new SettingKey("filbert.network.interface", "network", new MachineKind.Interface(), "", AFTER_RESTART);
    public static final SettingKey NETWORK_TLS =
            new SettingKey("filbert.network.tls", "network", new Kind.Flag(), "true", AFTER_RESTART);
    public static final SettingKey NETWORK_ROLE = new SettingKey(
            "filbert.network.role", "network", Kind.Choice.of("auto", "leaf", "ultrapeer"), "auto", AFTER_RESTART);
    public static final SettingKey NETWORK_HOSTS =
            new SettingKey("filbert.network.hosts", "network", new MachineKind.Hosts(MOST_SLOTS), "", AFTER_RESTART);
    public static final SettingKey NETWORK_HOST_CACHES =
            new SettingKey("filbert.network.host-caches", "network", new MachineKind.HostCaches(), String.join(", ", BuiltInSources.HOST_CACHES), AFTER_RESTART);
    public static final SettingKey NETWORK_WEB_CACHES =
            new SettingKey("filbert.network.web-caches", "network", new MachineKind.WebCaches(), String.join(", ", BuiltInSources.WEB_CACHES), AFTER_RESTART);
    public static final SettingKey NETWORK_ULTRAPEER_SLOTS = new SettingKey(
            "filbert.network.ultrapeer-slots",
            "network",
            new Kind.Whole(1, MOST_SLOTS),
            String.valueOf(TopologySettings.DEFAULT_ULTRAPEER_SLOTS),
            AFTER_RESTART);
    public static final SettingKey NETWORK_LEAF_SLOTS = new SettingKey(
            "filbert.network.leaf-slots",
            "network",
            new Kind.Whole(0, MOST_SLOTS),
            String.valueOf(TopologySettings.DEFAULT_LEAF_SLOTS),
            AFTER_RESTART);

    public static final SettingKey DOWNLOADS_FOLDER =
            new SettingKey("filbert.downloads.folder", "downloads", new Kind.Folder(), "downloads/{name}", AT_ONCE);

    public static final SettingKey DOWNLOADS_INCOMPLETE_FOLDER =
            new SettingKey("filbert.downloads.incomplete-folder", "downloads", new Kind.Folder(), "incomplete", AFTER_RESTART);
    public static final SettingKey DOWNLOADS_ACTIVE =
            new SettingKey("filbert.downloads.active", "downloads", new Kind.Whole(1, MOST_DOWNLOADS), "5", AFTER_RESTART);
    public static final SettingKey DOWNLOADS_SOURCES_PER_FILE =
            new SettingKey("filbert.downloads.sources-per-file", "downloads", new Kind.Whole(1, MOST_SOURCES), "4", AFTER_RESTART);

    public static final SettingKey DOWNLOADS_CONNECTIONS =
            new SettingKey("filbert.downloads.connections", "downloads", new Kind.Whole(1, MOST_CONNECTIONS), "40", AFTER_RESTART);

    /** Off: our handshake says that we do not search again by ourselves, and servents choose their neighbours by it (1-connect, 3.3 and 3.4). */
    public static final SettingKey DOWNLOADS_LOOK_FOR_SOURCES =
            new SettingKey("filbert.downloads.look-for-sources", "downloads", new Kind.Flag(), "false", AFTER_RESTART);

    /** As with {@link #DOWNLOADS_LOOK_FOR_SOURCES}, our handshake says so as soon as somebody wishes something. */
    public static final SettingKey SEARCHES_WISHES = new SettingKey("filbert.searches.wishes", "network", new Kind.Flag(), "true", AT_ONCE);

    public static final SettingKey DOWNLOADS_OWNER_ACTIVE = limit("owner-active", Limits.MOST_ACTIVE);
    public static final SettingKey DOWNLOADS_OWNER_WEEK_MEBIBYTES = limit("owner-week-mebibytes", Limits.MOST_MEBIBYTES);
    public static final SettingKey DOWNLOADS_OWNER_KIBIBYTES = limit("owner-kibibytes", Limits.MOST_KIBIBYTES);
    public static final SettingKey DOWNLOADS_MEMBER_ACTIVE = limit("member-active", Limits.MOST_ACTIVE);
    public static final SettingKey DOWNLOADS_MEMBER_WEEK_MEBIBYTES = limit("member-week-mebibytes", Limits.MOST_MEBIBYTES);
    public static final SettingKey DOWNLOADS_MEMBER_KIBIBYTES = limit("member-kibibytes", Limits.MOST_KIBIBYTES);

    /** See {@link KeptCeiling}. */
    public static final SettingKey DOWNLOADS_KEPT_DAYS =
            new SettingKey("filbert.downloads.kept-days", "downloads", new Kind.Whole(0, MOST_DAYS), "90", AT_ONCE);

    public static final SettingKey DOWNLOADS_KEPT_GIBIBYTES =
            new SettingKey("filbert.downloads.kept-gibibytes", "downloads", new Kind.Whole(0, MOST_GIBIBYTES), "100", AT_ONCE);

    public static final SettingKey SEARCHES_KEPT_DAYS =
            new SettingKey("filbert.searches.kept-days", "general", new Kind.Whole(1, MOST_DAYS), "90", AT_ONCE);

    /** What webhooks of members may reach in the house; see {@link filbert.household.telling.Reach}. */
    public static final SettingKey WEBHOOKS_HOME_HOSTS = new SettingKey("filbert.webhooks.home-hosts", "general", new MachineKind.Names(), "", AT_ONCE);

    public static final SettingKey UPLOADS_SLOTS = new SettingKey(
            "filbert.uploads.slots",
            "sharing",
            new Kind.Whole(1, MOST_SLOTS),
            String.valueOf(UploadSettings.DEFAULT.slots()),
            AT_ONCE);
    public static final SettingKey UPLOADS_SLOTS_PER_ADDRESS = new SettingKey(
            "filbert.uploads.slots-per-address",
            "sharing",
            new Kind.Whole(1, MOST_SLOTS),
            String.valueOf(UploadSettings.DEFAULT.slotsPerAddress()),
            AT_ONCE);

    public static final SettingKey BANDWIDTH_NORMAL_UP = bandwidth("normal-up", "0");
    public static final SettingKey BANDWIDTH_NORMAL_DOWN = bandwidth("normal-down", "0");
    public static final SettingKey BANDWIDTH_SLOW_UP = bandwidth("slow-up", "20");
    public static final SettingKey BANDWIDTH_SLOW_DOWN = bandwidth("slow-down", "100");
    public static final SettingKey BANDWIDTH_NIGHT_UP = bandwidth("night-up", "0");
    public static final SettingKey BANDWIDTH_NIGHT_DOWN = bandwidth("night-down", "0");
    public static final SettingKey BANDWIDTH_WEEK = new SettingKey("filbert.bandwidth.week", "bandwidth", new Kind.Hours(), "", AT_ONCE);
    public static final SettingKey BANDWIDTH_TIME_ZONE = new SettingKey("filbert.bandwidth.time-zone", "bandwidth", new Kind.Zone(), "", AT_ONCE);

    public static final SettingKey SHARING_BROWSE = new SettingKey(
            "filbert.sharing.browse", "sharing", new Kind.Flag(), String.valueOf(UploadSettings.DEFAULT.browse()), AT_ONCE);
    public static final SettingKey SHARING_FOLDER_NAMES = new SettingKey(
            "filbert.sharing.folder-names", "sharing", new Kind.Flag(), String.valueOf(UploadSettings.DEFAULT.folderNames()), AT_ONCE);
    public static final SettingKey SHARING_UNFINISHED = new SettingKey("filbert.sharing.unfinished", "sharing", new Kind.Flag(), "true", AT_ONCE);
    public static final SettingKey SHARING_RESCAN_MINUTES = new SettingKey(
            "filbert.sharing.rescan-minutes",
            "sharing",
            new Kind.Whole(0, MINUTES_OF_A_WEEK),
            String.valueOf(LibrarySettings.DEFAULT.rescan().toMinutes()),
            AFTER_RESTART);
    public static final SettingKey SHARING_FOLDERS =
            new SettingKey("filbert.sharing.folders", "", new Kind.SharedFolders(), "", AFTER_RESTART);

    public static final SettingKey PEOPLE_SIGN_ON_HEADER =
            new SettingKey("filbert.people.sign-on-header", "people", new MachineKind.Names(), "", AT_ONCE);
    public static final SettingKey PEOPLE_SIGN_ON_PROXIES =
            new SettingKey("filbert.people.sign-on-proxies", "people", new MachineKind.Addresses(), "", AT_ONCE);
    public static final SettingKey PEOPLE_SIGN_ON_UNKNOWN =
            new SettingKey("filbert.people.sign-on-unknown", "people", Kind.Choice.of("refuse", "guest"), "refuse", AT_ONCE);

    public static final SettingKey PEOPLE_ADULT_WORDS = new SettingKey(
            "filbert.people.adult-words",
            "people",
            new Kind.Text(),
            "18+, adult, blowjob, cumshot, erotic, erotica, hentai, milf, nsfw, nude, nudes, orgy, porn, porno, pornstar, sex, xxx",
            AT_ONCE);

    private SettingKeys() {}

    /** Of what one person may fetch; none. */
    private static SettingKey limit(String name, int most) {
        return new SettingKey("filbert.downloads." + name, "downloads", new Kind.Whole(0, most), "0", AT_ONCE);
    }

    private static SettingKey bandwidth(String name, String kibibytes) {
        return new SettingKey("filbert.bandwidth." + name, "bandwidth", new Kind.Whole(0, MOST_KIBIBYTES), kibibytes, AT_ONCE);
    }

    /** In the order in which they are shown. */
    public static List<SettingKey> all() {
        return List.of(
                DATA_DIR,
                DATABASE_URL,
                DATABASE_USER,
                DATABASE_PASSWORD,
                OWNER_PASSWORD,
                OWNER_TOKEN,
                WEB_PORT,
                WEB_BIND_ADDRESS,
                WEB_BASE_PATH,
                WEB_HOSTS,
                WEB_HTTPS,
                WEB_CERTIFICATE,
                WEB_PRIVATE_KEY,
                WEB_TRUSTED_PROXIES,
                NETWORK_MODE,
                NETWORK_PORT,
                NETWORK_MAP_PORT,
                NETWORK_BIND_ADDRESS,
                NETWORK_INTERFACE,
                NETWORK_TLS,
                NETWORK_ROLE,
                NETWORK_HOSTS,
                NETWORK_HOST_CACHES,
                NETWORK_WEB_CACHES,
                NETWORK_ULTRAPEER_SLOTS,
                NETWORK_LEAF_SLOTS,
                DOWNLOADS_FOLDER,
                DOWNLOADS_INCOMPLETE_FOLDER,
                DOWNLOADS_ACTIVE,
                DOWNLOADS_SOURCES_PER_FILE,
                DOWNLOADS_CONNECTIONS,
                DOWNLOADS_LOOK_FOR_SOURCES,
                DOWNLOADS_KEPT_DAYS,
                DOWNLOADS_KEPT_GIBIBYTES,
                SEARCHES_WISHES,
                SEARCHES_KEPT_DAYS,
                WEBHOOKS_HOME_HOSTS,
                DOWNLOADS_OWNER_ACTIVE,
                DOWNLOADS_OWNER_WEEK_MEBIBYTES,
                DOWNLOADS_OWNER_KIBIBYTES,
                DOWNLOADS_MEMBER_ACTIVE,
                DOWNLOADS_MEMBER_WEEK_MEBIBYTES,
                DOWNLOADS_MEMBER_KIBIBYTES,
                UPLOADS_SLOTS,
                UPLOADS_SLOTS_PER_ADDRESS,
                BANDWIDTH_NORMAL_UP,
                BANDWIDTH_NORMAL_DOWN,
                BANDWIDTH_SLOW_UP,
                BANDWIDTH_SLOW_DOWN,
                BANDWIDTH_NIGHT_UP,
                BANDWIDTH_NIGHT_DOWN,
                BANDWIDTH_WEEK,
                BANDWIDTH_TIME_ZONE,
                SHARING_BROWSE,
                SHARING_FOLDER_NAMES,
                SHARING_UNFINISHED,
                SHARING_RESCAN_MINUTES,
                SHARING_FOLDERS,
                PEOPLE_ADULT_WORDS,
                PEOPLE_SIGN_ON_HEADER,
                PEOPLE_SIGN_ON_PROXIES,
                PEOPLE_SIGN_ON_UNKNOWN);
    }
}
