package filbert.api;

import filbert.household.HouseholdLibrary;
import filbert.household.Person;
import filbert.household.Role;
import filbert.household.statistics.HouseholdStatistics;
import filbert.household.statistics.HouseholdStatistics.Point;
import filbert.household.statistics.HouseholdStatistics.Share;
import filbert.household.statistics.SampleStore.Asked;
import filbert.household.statistics.SampleStore.AskedFile;
import filbert.household.statistics.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Figures over time. */
@RestController
@Least(Role.GUEST)
@RequestMapping("/api/v1")
final class StatsApi {
    private static final List<String> LINES = List.of("received", "sent", "taken", "given", "peers", "uploads", "queries");
    private static final List<String> SHARES = List.of("folder", "failed", "person");
    private static final int DAYS_ASKED = 400;
    private static final int DAYS_MOST_ASKED = 30;
    private static final int MOST_FILES = 100;

    private final HouseholdStatistics statistics;
    private final HouseholdLibrary library;

    StatsApi(HouseholdStatistics statistics, HouseholdLibrary library) {
        this.statistics = statistics;
        this.library = library;
    }

    /** @param seconds one sample stands for */
    record Stats(String range, int seconds, Map<String, List<Point>> lines, Map<String, List<Share>> shares) {}

    @GetMapping("/stats")
    Stats stats(@RequestParam(defaultValue = "24h") String range, @AuthenticationPrincipal Person person) {
        var span = Span.of(range).orElseThrow(() -> new BadRequestException("api.problem.range"));
        var lines = new LinkedHashMap<String, List<Point>>();
        LINES.forEach(series -> lines.put(series, statistics.line(person, series, span)));
        var shares = new LinkedHashMap<String, List<Share>>();
        SHARES.forEach(series -> shares.put(series, statistics.shares(person, series, span)));
        return new Stats(span.word(), span.width().seconds(), lines, shares);
    }

    /** The files most asked for within thirty days (owner). */
    @GetMapping("/stats/asked")
    @Least(Role.OWNER)
    List<AskedFile> mostAsked(@AuthenticationPrincipal Person person) {
        return statistics.mostAsked(person, DAYS_MOST_ASKED, MOST_FILES);
    }

    /** How often one file was asked for, by the day. */
    @GetMapping("/library/files/{id}/asked")
    List<Asked> asked(@PathVariable long id, @AuthenticationPrincipal Person person) {
        var file = library.file(person, id);
        return file.hashed().map(hashed -> statistics.asked(person, hashed.sha1(), DAYS_ASKED)).orElse(List.of());
    }
}
