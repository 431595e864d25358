package filbert.config;

import filbert.config.engine.HouseRouter;
import filbert.config.engine.Membership;
import filbert.config.engine.WholeServent;
import filbert.config.practice.PracticeNetwork;
import filbert.event.Happenings;
import filbert.household.DownloadFolders;
import filbert.household.HouseholdLimits;
import filbert.household.Keepsakes;
import filbert.household.LayeredSettings;
import filbert.household.ListeningPort;
import filbert.household.SettingKeys;
import filbert.net.AddressScope;
import filbert.net.Bandwidth;
import filbert.net.Network;
import filbert.net.gateway.PortMapper;
import filbert.net.netty.IoLoops;
import filbert.net.netty.OwnerThread;
import filbert.net.netty.SystemInterfaces;
import filbert.net.netty.Tls;
import filbert.net.netty.TlsKeys;
import filbert.servent.spam.Experience;
import filbert.sharing.download.DownloadQueue;
import filbert.sharing.download.DownloadWorld;
import filbert.sharing.download.Finished;
import filbert.sharing.download.PartialShelf;
import filbert.sharing.download.disk.Disk;
import filbert.sharing.download.disk.SafeName;
import filbert.sharing.library.FolderLibrary;
import filbert.store.Database;
import filbert.store.H2AdoptionStore;
import filbert.store.H2BanStore;
import filbert.store.H2DownloadStore;
import filbert.store.H2HostStore;
import filbert.store.H2SearchStore;
import filbert.store.H2WaitingStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The engine: threads, the line, and the household's place on the network. */
@Configuration(proxyBeanMethods = false)
class EngineWiring {
    private static final Logger LOG = LoggerFactory.getLogger(EngineWiring.class);
    private static final int LOOPS = 2;
    private static final int WORKERS = 8; // five long tasks of the library, and room for short ones; besides, one for each active download
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
        var wanted = new DownloadsAsSet(data, settings);
        return new Membership(
                home,
                new NetworkAsSet(settings),
                port::identity,
                (network, pushes, mesh, search) -> new DownloadQueue(
                        wanted.lyingIn(new IncompleteFolder(keepsakes, data.incomplete()).moveTo(wanted.incomplete())),
                        new DownloadWorld(
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

    @Bean
    Experience experience() {
        return new Experience();
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
}
