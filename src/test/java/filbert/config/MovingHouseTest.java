package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.HouseholdAdoptions;
import filbert.household.HouseholdDownloads;
import filbert.household.Person;
import filbert.household.Role;
import filbert.sharing.download.AdoptionView;
import filbert.sharing.download.DownloadView;
import filbert.sharing.download.adopt.GtkFile;
import filbert.sharing.download.adopt.SearchView;
import filbert.sharing.download.disk.Content;
import filbert.sharing.download.disk.Span;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program, over a restart: found, taken over, finished, and the old folder as it was. */
final class MovingHouseTest {
    private static final Person OWNER = new Person(1, "owner", Role.OWNER);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Content WHOLE = Content.of(700_000, 2);
    private static final Content HALF = Content.of(1_500_000, 3);
    private static final Span FIRST = new Span(0, 1 << 20);

    @TempDir
    Path root;

    @Test
    void whatLiesInAnOldFolderIsTakenOverAndStays() throws Exception {
        var old = Files.createDirectories(root.resolve("old"));
        var part = GtkFile.of(HALF, "hazel.ogg").with(FIRST).write(old.resolve("hazel.ogg"));
        var before = Files.readAllBytes(part);
        Files.write(old.resolve("anything"), WHOLE.bytes());
        try (var filbert = RunningFilbert.setUp(root.resolve("data"))) {
            var downloads = filbert.part(HouseholdDownloads.class);
            waitFor(filbert, () -> added(downloads, WHOLE).isPresent());
            filbert.script().post().uri("/api/v1/adoptions/search").bodyValue(Map.of("path", old.toString())).exchange().expectStatus().isAccepted().expectBody();
            waitFor(filbert, () -> filbert.part(HouseholdAdoptions.class).search(OWNER).state() == SearchView.State.DONE);
            filbert.script().post().uri("/api/v1/adoptions").bodyValue(Map.of("found", List.of(1, 2))).exchange().expectStatus().isAccepted().expectBody();
            waitFor(filbert, () -> of(downloads, WHOLE).filter(view -> view.state() == DownloadView.State.DONE).isPresent());
            waitFor(filbert, () -> filbert.part(HouseholdAdoptions.class).adoptions(OWNER).stream().allMatch(view -> view.state() == AdoptionView.State.DONE));
            assertThat(of(downloads, HALF).orElseThrow().verified()).isEqualTo(FIRST.length());
        }
        try (var filbert = RunningFilbert.setUp(root.resolve("data"))) {
            waitFor(filbert, () -> of(filbert.part(HouseholdDownloads.class), HALF).filter(view -> view.written() == FIRST.length()).isPresent());
            assertThat(filbert.part(HouseholdAdoptions.class).adoptions(OWNER)).isEmpty();
        }
        assertThat(part).hasBinaryContent(before);
    }

    /** There is no queue before the network is joined. */
    private static Optional<DownloadView> added(HouseholdDownloads downloads, Content content) {
        try {
            return downloads.addMagnet(OWNER, "magnet:?xt=urn:sha1:" + content.sha1() + "&dn=almond.ogg&xl=" + content.size()).stream().findFirst();
        } catch (IllegalArgumentException outside) {
            return Optional.empty();
        }
    }

    private static Optional<DownloadView> of(HouseholdDownloads downloads, Content content) {
        return downloads.list(OWNER).stream().filter(view -> view.sha1().equals(content.sha1())).findFirst();
    }

    private static void waitFor(RunningFilbert filbert, BooleanSupplier condition) throws InterruptedException {
        var news = new Semaphore(0);
        var ends = filbert.part(HouseholdAdoptions.class).changed().stream().map(signal -> signal.watch(news::release)).toList();
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            news.tryAcquire(200, TimeUnit.MILLISECONDS);
        }
        ends.forEach(Runnable::run);
    }
}
