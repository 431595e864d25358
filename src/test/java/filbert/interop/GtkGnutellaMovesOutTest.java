package filbert.interop;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.config.RunningFilbert;
import filbert.config.engine.Membership;
import filbert.household.HouseholdAdoptions;
import filbert.household.Offer;
import filbert.household.Person;
import filbert.household.Role;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.search.Source;
import filbert.sharing.download.AdoptionView;
import filbert.sharing.download.DownloadView;
import filbert.sharing.download.adopt.Client;
import filbert.sharing.download.adopt.SearchView;
import filbert.sharing.download.disk.Content;
import filbert.sharing.library.FolderLibrary;
import filbert.sharing.upload.UploadView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** What a gtk-gnutella left half-done is taken over and finished here. See {@link GtkGnutellaTest} for what it needs. */
@Tag("interop")
@EnabledIfEnvironmentVariable(named = GtkGnutella.BINARY, matches = ".+", disabledReason = "interoperation with gtk-gnutella")
final class GtkGnutellaMovesOutTest {
    private static final Content WALNUT = Content.of(16_000_000, 5);
    private static final String NAME = "amber walnut.bin";
    private static final Person OWNER = new Person(1, "owner", Role.OWNER);
    private static final int PORT = 6501;
    private static final long ENOUGH = 6_000_000;
    private static final long SLICE = 256 << 10;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** It bans by address for minutes: never the same twice. */
    private final String net = "127." + (1 + new SecureRandom().nextInt(250)) + "." + new SecureRandom().nextInt(250) + ".";

    @TempDir
    Path root;

    @Test
    @DisplayName("stopped early: its list tells of what its trailer does not yet; our tree proves it when it arrives, and only the rest is fetched")
    void whatItsListTellsIsFinishedHere(TestReporter reporter) throws IOException {
        try (var giver = giver(); var peer = stopped(giver, "1000000")) {
            finish(giver, peer, peer.home(), reporter);
        }
    }

    @Test
    @DisplayName("stopped after two minutes: its trailer alone tells most")
    void whatItsTrailerTellsIsFinishedHere(TestReporter reporter) throws IOException {
        try (var giver = giver(); var peer = stopped(giver, "50000")) {
            finish(giver, peer, peer.home().resolve("incomplete"), reporter);
        }
    }

    private RunningFilbert giver() throws IOException {
        var shared = Files.createDirectories(root.resolve("shared"));
        Files.write(shared.resolve(NAME), WALNUT.bytes());
        var giver = filbert(1, "network.role=ultrapeer", "sharing.folders=" + shared + "=network");
        Bench.waitFor("the library", PATIENCE, () -> Optional.of(giver.part(FolderLibrary.class).view()).filter(view -> view.networkFiles() > 0));
        return giver;
    }

    /** One that has fetched some of it at this many bytes a second. It writes its trailer once a minute. */
    private GtkGnutella stopped(RunningFilbert giver, String rate) throws IOException {
        var peer = GtkGnutella.start(net + 2, GtkGnutella.Role.LEAF, Map.of(), Map.of("bandwidth_input_limit", "TRUE", "input_bandwidth", rate));
        peer.download(WALNUT.sha1(), "walnut.bin", WALNUT.size(), at(1));
        Bench.waitFor("half of it", PATIENCE, () -> Optional.of(sent(giver, peer.address())).filter(bytes -> bytes > ENOUGH));
        peer.shutDown();
        return peer;
    }

    private void finish(RunningFilbert giver, GtkGnutella peer, Path folder, TestReporter reporter) throws IOException {
        try (var mover = filbert(3, "network.role=ultrapeer")) {
            var joined = new CountDownLatch(1);
            mover.part(Membership.class).whenJoined(joined::countDown);
            Bench.waitFor("the network", PATIENCE, () -> Optional.of(joined).filter(latch -> latch.getCount() == 0));
            var desk = mover.part(HouseholdAdoptions.class);
            desk.look(OWNER, folder);
            var search = Bench.waitFor("the search", PATIENCE, () -> Optional.of(desk.search(OWNER)).filter(view -> view.state() == SearchView.State.DONE));
            assertThat(search.damaged()).isEmpty();
            var offer = desk.offers(OWNER, search).getFirst();
            var found = offer.finding();
            assertThat(found.origin().client()).isEqualTo(Client.GTK_GNUTELLA);
            assertThat(found.sha1()).contains(WALNUT.sha1());
            assertThat(found.name()).isEqualTo("walnut.bin");
            assertThat(found.size()).isEqualTo(WALNUT.size());
            assertThat(found.said()).isBetween(ENOUGH / 2, (long) WALNUT.size());
            assertThat(offer.fit()).isEqualTo(Offer.Fit.NEW);

            assertThat(desk.adopt(OWNER, Set.of(found.number()))).isEqualTo(1);
            var taken = Bench.waitFor("the take-over", PATIENCE, () -> desk.adoptions(OWNER).stream()
                    .filter(view -> view.state() == AdoptionView.State.DONE || view.state() == AdoptionView.State.FAILED)
                    .findFirst());
            assertThat(taken.problem()).isEmpty();
            assertThat(taken.spoiled()).isZero();
            assertThat(taken.kept()).isBetween(found.said(), sent(giver, peer.address()));
            assertThat(taken.proved()).isGreaterThan(found.tree() ? taken.kept() - 4 * SLICE : -1);

            var downloads = mover.part(Membership.class).downloads();
            downloads.offer(WALNUT.sha1(), List.of(source(at(1))));
            var done = Bench.waitFor("the rest", PATIENCE, () -> downloads.view(taken.download()).filter(view -> view.state() == DownloadView.State.DONE));
            assertThat(Optional.ofNullable(done.path()).orElseThrow()).hasBinaryContent(WALNUT.bytes());
            var fetched = sent(giver, at(3));
            assertThat(fetched).isLessThan(WALNUT.size() - taken.kept() + 4 * SLICE);
            reporter.publishEntry("%,d bytes said, %,d taken over, %,d fetched".formatted(found.said(), taken.kept(), fetched));
        }
    }

    private static long sent(RunningFilbert giver, HostAddress to) {
        return giver.part(Membership.class).uploads().view().stream()
                .filter(upload -> upload.host().ip().equals(to.ip()))
                .mapToLong(UploadView::sent)
                .sum();
    }

    private static Source source(HostAddress address) {
        return new Source(address, Guid.ZERO, 1, NAME, "FILB", 0, false, false, List.of());
    }

    private RunningFilbert filbert(int number, String... settings) {
        var all = new String[settings.length + 3];
        all[0] = "network.bind-address=" + net + number;
        all[1] = "network.port=" + PORT;
        all[2] = "network.hosts=" + net + 250 + ":" + PORT; // nobody: makes the loopback the network's scope
        System.arraycopy(settings, 0, all, 3, settings.length);
        return RunningFilbert.setUp(root.resolve("data" + number), all);
    }

    private HostAddress at(int number) {
        return HostAddress.parse(net + number + ":" + PORT).orElseThrow();
    }
}
