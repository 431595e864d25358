package filbert.web.search;

import filbert.household.HouseholdNetwork;
import filbert.household.HouseholdSearches;
import filbert.household.Person;
import filbert.household.results.HouseholdResults;
import filbert.identity.HostAddress;
import filbert.servent.search.Source;
import filbert.servent.search.Whence;
import filbert.servent.spam.Lesson.Verdict;
import filbert.web.Query;
import filbert.web.SeeOther;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is done with results that were picked: files, whole folders, hosts. */
@Controller
final class PicksController {
    private static final int MAX_AT_ONCE = 100; // rows of a page
    private static final int MAX_OF_GROUPS = 200; // files of folders and hosts: each is an entry in the queue that is written before the next
    private static final int MOST_PROXIES = 4; // as pushes use

    private final HouseholdSearches searches;
    private final HouseholdResults results;
    private final HouseholdNetwork network;

    PicksController(HouseholdSearches searches, HouseholdResults results, HouseholdNetwork network) {
        this.searches = searches;
        this.results = results;
        this.network = network;
    }

    /**
     * What was picked.
     *
     * @param only the row whose own button was pressed, and {@code whole} the folder or host; else all that are ticked
     * @param group keys of ticked folders or hosts
     */
    record Picked(@Nullable List<String> file, @Nullable String only, @Nullable List<String> group, @Nullable String whole, @Nullable String back) {
        private List<String> files() {
            var all = only != null ? List.of(only) : whole != null ? List.<String>of() : Objects.requireNonNullElse(file, List.<String>of());
            return all.subList(0, Math.min(all.size(), MAX_AT_ONCE));
        }

        private List<String> groups() {
            var all = whole != null ? List.of(whole) : only != null ? List.<String>of() : Objects.requireNonNullElse(group, List.<String>of());
            return all.subList(0, Math.min(all.size(), MAX_AT_ONCE));
        }
    }

    /** @param parameters those of the page's address: of a folder or a host what its filter hides is not taken */
    @PostMapping("/search/{run}/download")
    String download(
            @PathVariable String run, @ModelAttribute Picked picked, @RequestParam MultiValueMap<String, String> parameters, Person person) {
        var files = new ArrayList<>(picked.files());
        var groups = picked.groups();
        if (!groups.isEmpty()) {
            files.addAll(results.filesOf(person, run, Filter.of(parameters).selection(), groups, MAX_OF_GROUPS));
        }
        var started = 0;
        var asked = "";
        var refusal = groups.isEmpty() ? "none" : "nothing-new";
        for (var file : files) {
            try {
                var begun = picked.only() != null ? searches.askAndDownload(person, run, file) : searches.download(person, run, file);
                asked = begun.unvouched() ? "unchecked" : begun.sha1().base32().equals(file) ? "" : "asked"; // rows without a hash are called otherwise
                started++;
            } catch (IllegalArgumentException refused) {
                // said if nothing else could be downloaded; the others are still wanted
                refusal = String.valueOf(refused.getMessage()).replace("download.refused.", "");
            }
        }
        var said = started == 0 ? refusal : started == 1 ? (asked.isEmpty() ? "one" : asked) : started >= MAX_OF_GROUPS ? "many" : "some";
        return SeeOther.back(picked.back(), "/search", "download." + said);
    }

    @PostMapping("/search/{run}/spam")
    String spam(@PathVariable String run, @ModelAttribute Picked picked, Person person) {
        return teach(run, picked, person, Verdict.SPAM, "spam.said");
    }

    @PostMapping("/search/{run}/not-spam")
    String notSpam(@PathVariable String run, @ModelAttribute Picked picked, Person person) {
        return teach(run, picked, person, Verdict.NOT_SPAM, "spam.not");
    }

    private String teach(String run, Picked picked, Person person, Verdict verdict, String said) {
        var files = picked.files();
        files.forEach(file -> searches.teach(person, run, file, verdict));
        return SeeOther.back(picked.back(), "/search", files.isEmpty() ? "spam.nothing" : said);
    }

    @PostMapping("/search/{run}/unsaid")
    String unsaid(@PathVariable String run, @ModelAttribute Picked picked, Person person) {
        picked.files().forEach(file -> searches.unteach(person, run, file));
        return SeeOther.back(picked.back(), "/search", "spam.unsaid");
    }

    /** @param host as {@link Whence} writes it */
    record Host(@Nullable String host, @Nullable String back) {
        private Whence whence() {
            return Whence.parse(Objects.requireNonNullElse(host, "")).orElseThrow(() -> new NoSuchElementException("host " + host));
        }
    }

    /** Nothing is done any more with the address of a host among the results. */
    @PostMapping("/search/block")
    String block(@ModelAttribute Host host, Person person) {
        var blocked = network.block(person, host.whence().address().ip().getHostAddress());
        return SeeOther.back(host.back(), "/search", blocked ? "search.blocked" : "search.no-host");
    }

    /** To the page that shows what a host shares: how it is reached is looked up in the results. */
    @GetMapping("/search/{run}/host")
    String host(@PathVariable String run, @ModelAttribute Host host, Person person) {
        var whence = host.whence();
        var source = results.source(person, run, whence.toString()).orElseThrow(() -> new NoSuchElementException("host " + whence));
        return SeeOther.at("/hosts/" + URLEncoder.encode(source.address().toString(), StandardCharsets.UTF_8) + way(source));
    }

    private static Query way(Source source) {
        var proxies = source.proxies().stream().limit(MOST_PROXIES).map(HostAddress::toString).collect(Collectors.joining(","));
        return Query.EMPTY.with("servent", source.servent().hex()).with("push", String.valueOf(source.push())).with("proxies", proxies);
    }
}
