package filbert.web.home;

import filbert.event.Happening;
import filbert.household.Banner;
import filbert.servent.NetworkView;
import filbert.servent.Reachability;
import filbert.servent.Reachability.Verdict;
import filbert.sharing.download.DownloadView;
import filbert.sharing.library.LibraryView;
import filbert.web.Figures;
import filbert.web.LiveView;
import filbert.web.MessageKey;
import filbert.web.Moment;
import filbert.web.Part;
import filbert.web.Saying;
import filbert.web.network.Unconnected;
import filbert.web.stats.Chart;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the home page shows. */
record HomePage(Banners banners, Bulk bulk, Tiles tiles, News news) {
    static final String TEMPLATE = "home/home";

    /**
     * Something that needs a hand.
     *
     * @param mood {@code bad}, {@code warn} or {@code info}
     * @param key message key below {@code banner.}; its button is called {@code banner.<key>.button}
     * @param about the sentence's subject
     * @param link where a hand can be lent
     */
    record Shown(String id, String mood, String key, String about, String link, @Nullable Saying why) {}

    /** Wrapped, so that each is one value to compare. */
    record Banners(List<Shown> all) {}

    /** @param rate of all downloads together; {@code reach} is a message key: can others reach us? {@code found} what wishes found and nobody has seen; nothing for who has none */
    record Tiles(
            int active,
            String rate,
            long doneToday,
            int peers,
            int wanted,
            String libraryFiles,
            String librarySize,
            String networkFiles,
            String free,
            int uploads,
            String uploadRate,
            String reach,
            Optional<Integer> found) {}

    /** @param event message key */
    record Event(Moment at, String event, String subject) {}

    record News(List<Event> all) {}

    /** Is there a download to be paused, one to go on? Wrapped, so that it is one value to compare. */
    record Bulk(boolean runs, boolean paused) {}

    /** Everything the page is made from. @param banners for who looks, in their order */
    record Standing(
            List<Banner> banners,
            List<DownloadView> downloads,
            boolean fetches,
            NetworkView network,
            Reachability reachability,
            LibraryView library,
            List<Happening> latest,
            int uploads,
            long uploadRate,
            Optional<Integer> found,
            long freeBytes,
            Instant startOfDay) {
        private boolean has(DownloadView.State state) {
            return fetches && downloads.stream().anyMatch(download -> download.state() == state);
        }
    }

    static HomePage of(Standing now, Instant moment) {
        return new HomePage(
                new Banners(now.banners().stream().map(banner -> shown(banner, now)).toList()),
                new Bulk(now.has(DownloadView.State.ACTIVE) || now.has(DownloadView.State.QUEUED), now.has(DownloadView.State.PAUSED)),
                tiles(now),
                new News(now.latest().stream()
                        .map(one -> new Event(
                                Moment.of(one.at(), moment), MessageKey.below("event.", one.kind()), one.subject()))
                        .toList()));
    }

    private static Shown shown(Banner banner, Standing now) {
        var mood = switch (banner.grade()) {
            case DANGER -> "bad";
            case WARNING -> "warn";
            case NEWS -> "info";
        };
        var about = switch (banner.cause()) {
            case "disk" -> Figures.size(now.freeBytes());
            case "failed" -> Figures.count(banner.extent());
            default -> banner.which();
        };
        var why = banner.cause().equals("alone") ? Unconnected.why(now.network().lastRefusal()) : null;
        return new Shown(banner.id(), mood, banner.cause(), about, link(banner.cause()), why);
    }

    private static String link(String cause) {
        return switch (cause) {
            case "disk" -> "/downloads";
            case "failed" -> "/downloads?state=failed";
            case "firewalled" -> "/network/check";
            case "alone", "cut-off", "cut-off-trouble" -> "/network";
            default -> "/library/folders";
        };
    }

    private static String reach(Reachability reachability) {
        var verdicts = List.of(reachability.verdict(Reachability.Transport.TCP), reachability.verdict(Reachability.Transport.UDP));
        if (verdicts.contains(Verdict.REACHABLE)) {
            return verdicts.contains(Verdict.FIREWALLED) ? "partly" : "yes";
        }
        return verdicts.contains(Verdict.FIREWALLED) ? "no" : "unknown";
    }

    private static Tiles tiles(Standing now) {
        return new Tiles(
                (int) now.downloads().stream()
                        .filter(download -> download.state() == DownloadView.State.ACTIVE)
                        .count(),
                Figures.rate(now.downloads().stream().mapToLong(DownloadView::rate).sum()),
                now.latest().stream()
                        .filter(one -> one.kind().equals("download.done") && one.at().isAfter(now.startOfDay()))
                        .count(),
                now.network().neighbours().size(),
                now.network().wantedUltrapeers(),
                Figures.count(now.library().files()),
                Figures.size(now.library().bytes()),
                Figures.count(now.library().networkFiles()),
                Figures.size(now.freeBytes()),
                now.uploads(),
                Figures.rate(now.uploadRate()),
                "tile.reach." + reach(now.reachability()),
                now.found());
    }

    LiveView live(Chart day) {
        return LiveView.of(
                Part.of(TEMPLATE + " :: day", "chart", day),
                new Part(TEMPLATE + " :: banners", Map.of("banners", banners)),
                new Part(TEMPLATE + " :: bulk", Map.of("bulk", bulk)),
                new Part(TEMPLATE + " :: tiles", Map.of("tiles", tiles)),
                new Part(TEMPLATE + " :: news", Map.of("news", news)));
    }
}
