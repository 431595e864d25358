package filbert.config;

import filbert.config.engine.Membership;
import filbert.household.HouseholdBandwidth;
import filbert.household.Volume;
import filbert.household.statistics.HouseholdStatistics;
import filbert.household.statistics.Meters;
import filbert.net.Bandwidth;
import filbert.net.netty.OwnerThread;
import filbert.servent.NetworkView;
import filbert.sharing.download.DownloadView;
import filbert.sharing.upload.ServedFile;
import filbert.store.Database;
import filbert.store.H2SampleStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Figures over time: measured every minute, written every five and when we end. */
@Configuration(proxyBeanMethods = false)
class StatisticsWiring {
    private static final Duration MEASURED = Duration.ofMinutes(1);
    private static final Duration WRITTEN = Duration.ofMinutes(5);

    private record Engine(Bandwidth bandwidth, Membership membership) implements Meters {
        @Override
        public Volume volume() {
            return new Volume(bandwidth.up().passed(), bandwidth.down().passed(), membership.dealings().given(), membership.dealings().taken());
        }

        @Override
        public int peers() {
            return membership.overlay().view().neighbours().size();
        }

        @Override
        public long queries() {
            return membership.overlay().messageCounts().stream().filter(count -> count.type().equals("query")).mapToLong(NetworkView.MessageCount::in).sum();
        }

        @Override
        public int uploads() {
            return (int) membership.uploads().view().stream().filter(upload -> upload.state().equals("sending")).count();
        }

        @Override
        public List<DownloadView> downloads() {
            return membership.downloads().view();
        }
    }

    @Bean(destroyMethod = "keep")
    HouseholdStatistics householdStatistics(
            Database database,
            Bandwidth bandwidth,
            Membership membership,
            HouseholdBandwidth line,
            InstantSource clock,
            ServedFiles served,
            OwnerThread owner,
            ExecutorService workers) {
        var statistics = new HouseholdStatistics(new Engine(bandwidth, membership), new H2SampleStore(database), clock, line::today);
        served.tell((file, bytes) -> statistics.served(file.sha1(), folder(file), bytes));
        owner.execute(() -> owner.every(MEASURED, () -> workers.execute(statistics::look)));
        new Bookkeeping("Figures", statistics::keep).every(WRITTEN, owner, workers);
        return statistics;
    }

    /** Partial files lie in none. */
    private static String folder(ServedFile file) {
        var name = file.root().getFileName();
        return file.index() == ServedFile.UNFINISHED || name == null ? "" : name.toString();
    }
}
