package filbert.config;

import filbert.config.engine.HouseRouter;
import filbert.config.engine.Membership;
import filbert.event.Happenings;
import filbert.household.Accounts;
import filbert.household.DigestedTokens;
import filbert.household.DownloadFolders;
import filbert.household.DownloadPlaces;
import filbert.household.HouseholdActivity;
import filbert.household.HouseholdBandwidth;
import filbert.household.HouseholdBanners;
import filbert.household.HouseholdDownloads;
import filbert.household.HouseholdLibrary;
import filbert.household.HouseholdLimits;
import filbert.household.HouseholdNetwork;
import filbert.household.HouseholdNews;
import filbert.household.HouseholdPrivacy;
import filbert.household.HouseholdRouter;
import filbert.household.Keepsakes;
import filbert.household.KeptCeiling;
import filbert.household.LayeredSettings;
import filbert.household.ListeningPort;
import filbert.household.SetUp;
import filbert.household.SettingKeys;
import filbert.household.Shelter;
import filbert.store.Database;
import filbert.store.H2AccountStore;
import filbert.store.H2Keepsakes;
import filbert.store.H2LimitStore;
import filbert.store.H2TokenStore;
import filbert.sharing.library.Library;
import java.io.IOException;
import java.security.SecureRandom;
import filbert.web.StatusLine;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The people of the house, and their commands over the engine. */
@Configuration(proxyBeanMethods = false)
class HouseholdWiring {
    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    RandomGenerator random() {
        return new SecureRandom();
    }

    @Bean
    Happenings happenings() {
        return new Happenings();
    }

    @Bean
    Accounts people(Database database, Keepsakes keepsakes, InstantSource clock) {
        return new Accounts(new H2AccountStore(database), new BcryptHashing(), keepsakes, clock);
    }

    @Bean
    DigestedTokens accessTokens(
            Database database, Accounts people, LayeredSettings settings, InstantSource clock, RandomGenerator random, HouseholdActivity activity) {
        return new DigestedTokens(new H2TokenStore(database), people, settings.text(SettingKeys.OWNER_TOKEN), clock, random, activity);
    }

    @Bean
    Keepsakes keepsakes(Database database) {
        return new H2Keepsakes(database);
    }

    @Bean
    ListeningPort listeningPort(Keepsakes keepsakes, LayeredSettings settings, RandomGenerator random) {
        return new ListeningPort(keepsakes, settings, random);
    }

    @Bean
    DownloadFolders downloadFolders(LayeredSettings settings, Accounts people, DataDirectory data) {
        return new DownloadFolders(settings, people, data.root());
    }

    @Bean
    HouseholdLimits householdLimits(
            Database database, LayeredSettings settings, Accounts people, InstantSource clock, HouseholdActivity activity) {
        return new HouseholdLimits(settings, people, new H2LimitStore(database), clock, () -> HouseholdBandwidth.zone(settings), activity);
    }

    @Bean
    HouseholdPrivacy householdPrivacy(HouseholdNetwork network, HouseholdLibrary library, LayeredSettings settings) {
        return new HouseholdPrivacy(
                network,
                library,
                () -> new HouseholdPrivacy.Choices(
                        settings.flag(SettingKeys.SHARING_BROWSE),
                        settings.flag(SettingKeys.SHARING_FOLDER_NAMES),
                        settings.flag(SettingKeys.SHARING_UNFINISHED),
                        settings.flag(SettingKeys.NETWORK_TLS),
                        settings.text(SettingKeys.NETWORK_INTERFACE)));
    }

    @Bean
    SetUp firstStart(
            SetUp.House house,
            DataDirectory data,
            InstantSource clock,
            RandomGenerator random,
            FoldersAsSet folders,
            Membership membership,
            ExecutorService workers)
            throws IOException {
        return new SetUp(house, data.root(), clock, random, () -> workers.execute(() -> {
            folders.share();
            membership.join();
        }));
    }

    @Bean
    SetUp.House house(
            Accounts people, LayeredSettings settings, DownloadFolders downloadFolders, ListeningPort listeningPort, Keepsakes keepsakes) {
        return new SetUp.House(people, settings, downloadFolders, listeningPort, keepsakes);
    }

    @Bean
    HouseholdDownloads householdDownloads(
            Membership membership, DownloadFolders folders, Shelter shelter, HouseholdLimits limits, Library library, LayeredSettings settings) {
        var places = new DownloadPlaces(folders::of, folders::ready, folders::ofOthers, () -> library.view().folders());
        return new HouseholdDownloads(membership.downloads(), folders::destination, shelter, limits, places, () -> new KeptCeiling(
                settings.number(SettingKeys.DOWNLOADS_KEPT_DAYS), settings.number(SettingKeys.DOWNLOADS_KEPT_GIBIBYTES)));
    }

    @Bean
    HouseholdBanners householdBanners(HouseholdDownloads downloads, HouseholdNetwork network, HouseholdLibrary library, SetUp firstStart, Keepsakes keepsakes) {
        return new HouseholdBanners(downloads, network, library, () -> StatusLine.freeBytes(firstStart.downloadFolder()), keepsakes);
    }

    @Bean
    HouseholdNews householdNews(Happenings happenings) {
        return new HouseholdNews(happenings);
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
