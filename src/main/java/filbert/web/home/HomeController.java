package filbert.web.home;

import filbert.household.FirstStart;
import filbert.household.HouseholdBanners;
import filbert.household.HouseholdDownloads;
import filbert.household.HouseholdLibrary;
import filbert.household.HouseholdNetwork;
import filbert.household.HouseholdNews;
import filbert.household.Person;
import filbert.household.statistics.Span;
import filbert.household.wish.HouseholdWishes;
import filbert.web.Live;
import filbert.web.SeeOther;
import filbert.web.Shell;
import filbert.web.StatusLine;
import filbert.web.stats.Charts;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Fragment;
import reactor.core.publisher.Flux;

/** The first page. */
@Controller
final class HomeController {
    private static final int EVENTS = 10;

    private final HouseholdBanners banners;
    private final HouseholdDownloads downloads;
    private final HouseholdNetwork network;
    private final HouseholdLibrary library;
    private final HouseholdNews news;
    private final HouseholdWishes wishes;
    private final FirstStart firstStart;
    private final InstantSource clock;
    private final Live live;
    private final Charts charts;

    HomeController(
            HouseholdBanners banners,
            HouseholdDownloads downloads,
            HouseholdNetwork network,
            HouseholdLibrary library,
            HouseholdNews news,
            HouseholdWishes wishes,
            FirstStart firstStart,
            InstantSource clock,
            Live live,
            Charts charts) {
        this.banners = banners;
        this.downloads = downloads;
        this.network = network;
        this.library = library;
        this.news = news;
        this.wishes = wishes;
        this.firstStart = firstStart;
        this.clock = clock;
        this.live = live;
        this.charts = charts;
    }

    @GetMapping("/")
    String home(Person person, @ModelAttribute("shell") Shell shell, Model model) {
        if (firstStart.state() != FirstStart.State.DONE && shell.owner()) {
            return SeeOther.at("/setup");
        }
        var page = page(person);
        model.addAttribute("banners", page.banners());
        model.addAttribute("bulk", page.bulk());
        model.addAttribute("tiles", page.tiles());
        model.addAttribute("news", page.news());
        model.addAttribute("chart", charts.rates(person, Span.DAY));
        return shell.page(HomePage.TEMPLATE);
    }

    @PostMapping("/downloads/all/{verb:pause|resume}")
    String all(@PathVariable String verb, Person person) {
        var acted = verb.equals("pause") ? downloads.pauseAll(person) : downloads.resumeAll(person);
        return SeeOther.at("/", acted > 0 ? "home." + verb : "download.nothing");
    }

    @PostMapping("/banners/{id}/dismiss")
    String dismiss(@PathVariable String id, Person person) {
        return SeeOther.at("/", banners.dismiss(person, id) ? "banner.dismissed" : "banner.over");
    }

    private HomePage page(Person person) {
        var now = clock.instant();
        var zone = ZoneId.systemDefault();
        var uploads = network.uploads(person);
        return HomePage.of(
                new HomePage.Standing(
                        banners.shown(person),
                        downloads.list(person),
                        downloads.mayFetch(person),
                        network.view(person),
                        network.reachability(person),
                        library.view(person),
                        news.latest(person, EVENTS),
                        (int) uploads.stream().filter(upload -> upload.state().equals("sending")).count(),
                        network.uploadRate(),
                        wishes.fresh(person),
                        StatusLine.freeBytes(firstStart.downloadFolder()),
                        now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant()),
                now);
    }

    @GetMapping(path = "/events", params = "view=home", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Fragment>> events(Person person) {
        var signals = List.of(
                downloads.changed(),
                network.changed(),
                network.uploadsChanged(),
                library.changed(),
                news.changed(),
                wishes.changed(),
                charts.changed());
        var day = charts.following(() -> charts.rates(person, Span.DAY));
        return live.stream(person, signals, () -> page(person).live(day.get()));
    }
}
