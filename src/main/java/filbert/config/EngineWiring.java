package filbert.config;

import filbert.config.engine.HouseRouter;
import filbert.config.engine.Membership;
import filbert.config.engine.NetworkChoice;
import filbert.config.engine.WholeServent;
import filbert.config.practice.PracticeNetwork;
import filbert.event.Happenings;
import filbert.household.DownloadFolders;
import filbert.household.HouseholdActivity;
import filbert.household.HouseholdAdoptions;
import filbert.household.HouseholdBandwidth;
import filbert.household.HouseholdDownloads;
import filbert.household.HouseholdHosts;
import filbert.household.HouseholdLibrary;
import filbert.household.HouseholdLimits;
import filbert.household.HouseholdLists;
import filbert.household.HouseholdNetwork;
import filbert.household.HouseholdNews;
import filbert.household.HouseholdRouter;
import filbert.household.HouseholdSearches;
import filbert.household.HouseholdSpam;
import filbert.household.HouseholdVolumes;
import filbert.household.Keepsakes;
import filbert.household.LayeredSettings;
import filbert.household.ListeningPort;
import filbert.household.SettingKey;
import filbert.household.SettingKeys;
import filbert.household.Shelter;
import filbert.household.Volume;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Bandwidth;
import filbert.net.Network;
import filbert.net.gateway.PortMapper;
import filbert.net.netty.IoLoops;
import filbert.net.netty.OwnerThread;
import filbert.net.netty.SystemInterfaces;
import filbert.net.netty.Tls;
import filbert.net.netty.TlsKeys;
import filbert.servent.bootstrap.HostSources;
import filbert.servent.spam.Experience;
import filbert.servent.topology.NetworkMode;
import filbert.servent.topology.RoleChoice;
import filbert.sharing.download.DownloadQueue;
import filbert.sharing.download.DownloadSettings;
import filbert.sharing.download.Finished;
import filbert.sharing.download.PartialShelf;
import filbert.sharing.download.adopt.Search;
import filbert.sharing.download.disk.Disk;
import filbert.sharing.download.disk.SafeName;
import filbert.sharing.library.FolderLibrary;
import filbert.sharing.library.LibrarySettings;
import filbert.store.Database;
import filbert.store.H2AdoptionStore;
import filbert.store.H2BanStore;
import filbert.store.H2DownloadStore;
import filbert.store.H2HostStore;
import filbert.store.H2LessonStore;
import filbert.store.H2LibraryStore;
import filbert.store.H2SearchStore;
import filbert.store.H2VolumeStore;
import filbert.store.H2WaitingStore;
import filbert.wire.words.Words;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;

/** The engine: threads, library, the household's place on the network, and the commands over them. */
@Configuration(proxyBeanMethods = false)
class EngineWiring {
    private static final Logger LOG = LoggerFactory.getLogger(EngineWiring.class);
    private static final int LOOPS = 2;
    private static final Duration VOLUMES_KEPT = Duration.ofMinutes(1);
    private static final int WORKERS = 7; // four long tasks of the library, and room for short ones; besides, one for each active download
    private static final int MOST_WAITING = 10_000;
    private static final long IDLE_SECONDS = 30;

    @Bean(destroyMethod = "close")
    OwnerThread owner() {
        return OwnerThread.start("owner");
    }

    @Bean(destroyMethod = "close")
    IoLoops loops() {
        return IoLoops.start(LOOPS, "gnutella");
    }

    @Bean
    Bandwidth bandwidth(IoLoops loops) {
        return loops.bandwidth();
    }

    @Bean(destroyMethod = "close")
    ExecutorService workers(LayeredSettings settings) {
        var count = WORKERS + settings.number(SettingKeys.DOWNLOADS_ACTIVE);
        var workers = new ThreadPoolExecutor(
                count, count, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), Thread.ofPlatform().name("worker-", 0).daemon().factory());
        workers.allowCoreThreadTimeOut(true);
        return workers;
    }

    @Bean(destroyMethod = "close")
    FolderLibrary library(
            Database database,
            DataDirectory data,
            LayeredSettings settings,
            OwnerThread owner,
            InstantSource clock,
            RandomGenerator random,
            ExecutorService workers) {
        var how = LibrarySettings.DEFAULT
                .every(Duration.ofMinutes(settings.number(SettingKeys.SHARING_RESCAN_MINUTES)))
                .keepingOut(new LibrarySettings.KeepOut(List.of(data.root()), own(data, settings)));
        return new FolderLibrary(new H2LibraryStore(database, text -> String.join(" ", Words.of(text))), how, owner, clock, random, workers);
    }

    private static List<Path> own(DataDirectory data, LayeredSettings settings) {
        return Stream.concat(Arrays.stream(data.own()), Stream.of(incomplete(data, settings))).toList();
    }

    @Bean(destroyMethod = "leave")
    Membership membership(
            Database database,
            DataDirectory data,
            OwnerThread owner,
            IoLoops loops,
            ExecutorService workers,
            FolderLibrary library,
            InstantSource clock,
            RandomGenerator random,
            Happenings happenings,
            LayeredSettings settings,
            ListeningPort port,
            DownloadFolders folders,
            Experience experience,
            Keepsakes keepsakes,
            HouseholdLimits limits,
            Bandwidth bandwidth,
            ServedFiles served) {
        var nowhere = new Network(owner, loops.dialer(Optional.empty()), loops.listener(), loops.datagrams(), AddressScope.LOOPBACK);
        var place = new WholeServent.Place(nowhere, clock, random, workers);
        var memory = new WholeServent.Memory(new H2HostStore(database, workers), new H2SearchStore(database), new H2BanStore(database, workers), experience, new H2WaitingStore(database));
        var partials = new PartialShelf((person, name) ->
                settings.flag(SettingKeys.SHARING_UNFINISHED) && library.wouldShow(folders.of(person).resolve(SafeName.of(name).text())));
        var shares = new WholeServent.Shares(library.shared(), library.treeRows(), new UploadsAsSet(settings), partials, served);
        var home = new Membership.Home(place, loops, new SystemInterfaces(), () -> new Tls(tlsKeys(data)), memory, shares, Version.OF_THIS_BUILD, bandwidth);
        Finished toLibrary = (download, row) -> Optional.ofNullable(download.path()).ifPresent(path -> library.arrived(path, download.sha1(), row));
        return new Membership(
                home,
                () -> choice(settings),
                port::identity,
                (network, pushes, mesh, search) -> new DownloadQueue(
                        downloads(settings, new IncompleteFolder(keepsakes, data.incomplete()).moveTo(incomplete(data, settings))),
                        new DownloadQueue.World(
                                network,
                                clock,
                                workers,
                                Disk.REAL,
                                new H2DownloadStore(database),
                                pushes,
                                folders::ready,
                                toLibrary,
                                happenings,
                                "Filbert/" + Version.OF_THIS_BUILD,
                                mesh,
                                search,
                                limits),
                        partials,
                        new H2AdoptionStore(database)),
                new PracticeNetwork(data.practice(), loops, clock, random, Version.OF_THIS_BUILD));
    }

    private static TlsKeys tlsKeys(DataDirectory data) {
        try {
            return TlsKeys.keptIn(data.tlsKeys());
        } catch (IOException e) {
            LOG.warn("The key for encrypted connections could not be kept ({}); the next start makes another.", e.getMessage());
            return TlsKeys.fresh();
        }
    }

    private static Path incomplete(DataDirectory data, LayeredSettings settings) {
        return data.root().resolve(settings.text(SettingKeys.DOWNLOADS_INCOMPLETE_FOLDER)).normalize();
    }

    private static DownloadSettings downloads(LayeredSettings settings, Path incomplete) {
        var usual = DownloadSettings.defaults(incomplete);
        return new DownloadSettings(
                incomplete,
                settings.number(SettingKeys.DOWNLOADS_ACTIVE),
                settings.number(SettingKeys.DOWNLOADS_SOURCES_PER_FILE),
                settings.number(SettingKeys.DOWNLOADS_CONNECTIONS),
                usual.reserve());
    }

    /** The built-in ones are of the public network; elsewhere only those somebody wrote down are asked. */
    private static HostSources sources(LayeredSettings settings) {
        return new HostSources(
                names(settings, SettingKeys.NETWORK_HOST_CACHES), names(settings, SettingKeys.NETWORK_WEB_CACHES).stream().map(URI::create).toList());
    }

    private static List<String> names(LayeredSettings settings, SettingKey key) {
        var builtIn = settings.text(key).equals(key.defaultValue()) && !settings.text(SettingKeys.NETWORK_MODE).equals("public");
        return builtIn || settings.text(key).equals("none") ? List.of() : settings.list(key);
    }

    private static NetworkChoice choice(LayeredSettings settings) {
        return new NetworkChoice(
                NetworkMode.valueOf(settings.text(SettingKeys.NETWORK_MODE).toUpperCase(Locale.ROOT)),
                RoleChoice.valueOf(settings.text(SettingKeys.NETWORK_ROLE).toUpperCase(Locale.ROOT)),
                InetAddress.ofLiteral(settings.text(SettingKeys.NETWORK_BIND_ADDRESS)),
                settings.text(SettingKeys.NETWORK_INTERFACE),
                settings.flag(SettingKeys.NETWORK_TLS),
                settings.list(SettingKeys.NETWORK_HOSTS).stream().flatMap(host -> HostAddress.parse(host).stream()).toList(),
                settings.number(SettingKeys.NETWORK_ULTRAPEER_SLOTS),
                settings.number(SettingKeys.NETWORK_LEAF_SLOTS),
                sources(settings),
                settings.flag(SettingKeys.DOWNLOADS_LOOK_FOR_SOURCES));
    }

    @Bean
    Experience experience() {
        return new Experience();
    }

    /** Read before anybody can ask: the lists count from the first connection on. */
    @Bean
    HouseholdLists householdLists(DataDirectory data, Experience experience, InstantSource clock, Membership membership) {
        var folder = new ListsFolder(data.lists(), experience, clock);
        folder.readAgain();
        return new HouseholdLists(folder, membership.overlay());
    }

    @Bean
    HouseholdSpam householdSpam(Database database, Experience experience, InstantSource clock) {
        return new HouseholdSpam(new H2LessonStore(database), experience, clock);
    }

    @Bean
    HouseholdSearches householdSearches(Membership membership, HouseholdSpam spam, Shelter shelter) {
        return new HouseholdSearches(membership.searches(), membership.downloads(), spam, shelter);
    }

    @Bean
    HouseholdHosts householdHosts(Membership membership, Shelter shelter) {
        return new HouseholdHosts(membership.browsing(), membership.downloads(), shelter);
    }

    @Bean
    HouseholdDownloads householdDownloads(Membership membership, DownloadFolders folders, Shelter shelter) {
        return new HouseholdDownloads(membership.downloads(), folders::destination, shelter);
    }

    @Bean
    HouseholdAdoptions householdAdoptions(
            Membership membership, FolderLibrary library, ExecutorService workers, DataDirectory data, LayeredSettings settings) {
        var own = own(data, settings).stream().map(EngineWiring::real).toList();
        return new HouseholdAdoptions(new Search(workers, own), membership.downloads(), membership.adoptions(), library::refusal);
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException absent) {
            return path.normalize();
        }
    }

    @Bean
    HouseholdLibrary householdLibrary(FolderLibrary library, HouseholdActivity activity) {
        return new HouseholdLibrary(library, activity);
    }

    @Bean
    HouseholdNews householdNews(Happenings happenings) {
        return new HouseholdNews(happenings);
    }

    @Bean(destroyMethod = "close")
    HouseRouter houseRouter(Membership membership, LayeredSettings settings, OwnerThread owner, InstantSource clock, RandomGenerator random) {
        Executor waiting = task -> Thread.ofVirtual().name("router").start(task);
        var mapper = PortMapper.real(() -> membership.choice().tether(), owner, clock, random, waiting);
        var router = new HouseRouter(mapper, membership::choice, () -> settings.flag(SettingKeys.NETWORK_MAP_PORT), membership::port, waiting);
        settings.changed().watch(router::look);
        membership.whenJoined(router::look);
        router.tell(membership::mapped);
        return router;
    }

    @Bean
    HouseholdBandwidth householdBandwidth(
            LayeredSettings settings, Keepsakes keepsakes, Bandwidth bandwidth, InstantSource clock, OwnerThread owner, HouseholdActivity activity) {
        var house = new HouseholdBandwidth(settings, keepsakes, new Buckets(bandwidth), clock, activity);
        owner.execute(() -> owner.every(Duration.ofSeconds(1), () -> house.look(owner.nanos())));
        return house;
    }

    /** Written each minute, and when we end. */
    @Bean(destroyMethod = "keep")
    HouseholdVolumes householdVolumes(
            Database database, Bandwidth bandwidth, Membership membership, HouseholdBandwidth line, OwnerThread owner, ExecutorService workers) {
        var volumes = new HouseholdVolumes(
                () -> new Volume(
                        bandwidth.up().passed(), bandwidth.down().passed(), membership.dealings().given(), membership.dealings().taken()),
                () -> owner.ask(() -> membership.dealings().view()),
                new H2VolumeStore(database),
                line::today);
        owner.execute(() -> owner.every(VOLUMES_KEPT, () -> workers.execute(() -> keep(volumes))));
        return volumes;
    }

    /** What people fetched is written each minute, and when we end. */
    @Bean(destroyMethod = "close")
    Bookkeeping limitsKept(HouseholdLimits limits, OwnerThread owner, ExecutorService workers) {
        owner.execute(() -> owner.every(VOLUMES_KEPT, () -> workers.execute(() -> keep(limits))));
        return () -> keep(limits);
    }

    /** Written a last time at the end. */
    interface Bookkeeping extends AutoCloseable {
        @Override
        void close();
    }

    private static void keep(HouseholdLimits limits) {
        try {
            limits.keep();
        } catch (DataAccessException e) {
            LOG.warn("What people fetched could not be written: {}", e.getMessage());
        }
    }

    private static void keep(HouseholdVolumes volumes) {
        try {
            volumes.keep();
        } catch (DataAccessException e) {
            LOG.warn("What was sent and received could not be written: {}", e.getMessage());
        }
    }

    @Bean
    HouseholdRouter householdRouter(HouseRouter router, LayeredSettings settings) {
        return new HouseholdRouter(router, settings);
    }

    @Bean
    HouseholdNetwork householdNetwork(Membership membership) {
        return new HouseholdNetwork(membership.overlay(), membership.uploads());
    }
}
