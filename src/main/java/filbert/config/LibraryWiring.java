package filbert.config;

import filbert.config.engine.Membership;
import filbert.household.HouseholdActivity;
import filbert.household.HouseholdAdoptions;
import filbert.household.HouseholdLibrary;
import filbert.household.LayeredSettings;
import filbert.household.SettingKeys;
import filbert.net.netty.OwnerThread;
import filbert.sharing.download.adopt.Search;
import filbert.sharing.library.FolderLibrary;
import filbert.sharing.library.LibrarySettings;
import filbert.store.Database;
import filbert.store.H2LibraryStore;
import filbert.wire.words.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is shared here, and what other programs left that may be taken over. */
@Configuration(proxyBeanMethods = false)
class LibraryWiring {
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

    @Bean
    HouseholdLibrary householdLibrary(FolderLibrary library, HouseholdActivity activity) {
        return new HouseholdLibrary(library, activity);
    }

    @Bean
    HouseholdAdoptions householdAdoptions(
            Membership membership, FolderLibrary library, ExecutorService workers, DataDirectory data, LayeredSettings settings) {
        var own = own(data, settings).stream().map(LibraryWiring::real).toList();
        return new HouseholdAdoptions(new Search(workers, own), membership.downloads(), membership.adoptions(), library::refusal);
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException absent) {
            return path.normalize();
        }
    }

    private static List<Path> own(DataDirectory data, LayeredSettings settings) {
        return Stream.concat(Arrays.stream(data.own()), Stream.of(new DownloadsAsSet(data, settings).incomplete())).toList();
    }
}
