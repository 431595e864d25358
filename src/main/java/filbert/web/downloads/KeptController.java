package filbert.web.downloads;

import filbert.household.HouseholdDownloads;
import filbert.household.KeptCeiling;
import filbert.household.People;
import filbert.household.Person;
import filbert.sharing.download.KeptPart;
import filbert.web.Figures;
import filbert.web.Moment;
import filbert.web.SeeOther;
import filbert.web.Shell;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** What came of downloads that were removed, and how much room it takes. */
@Controller
final class KeptController {
    private static final int MOST = 100; // UI.md: no page ships more rows

    private final HouseholdDownloads downloads;
    private final People people;
    private final InstantSource clock;

    KeptController(HouseholdDownloads downloads, People people, InstantSource clock) {
        this.downloads = downloads;
        this.people = people;
        this.clock = clock;
    }

    /**
     * @param there bytes that came, of {@code size}
     * @param daysLeft until it is deleted, where there is a ceiling in days
     * @param goesOn by its hash; otherwise when somebody finds it again at its host
     */
    record Row(String sha1, String name, String there, String size, String who, Moment since, long daysLeft, boolean goesOn) {}

    /** @param part SHA-1 of those that are ticked */
    record Ticked(@Nullable List<String> part) {
        List<String> parts() {
            var all = Objects.requireNonNullElse(part, List.<String>of());
            return all.subList(0, Math.min(all.size(), MOST));
        }
    }

    @GetMapping("/downloads/kept")
    String list(Person person, @ModelAttribute("shell") Shell shell, Model model) {
        var kept = downloads.kept(person);
        var names = new Queue.Names(people, person);
        var now = clock.instant();
        var ceiling = downloads.ceiling();
        model.addAttribute("rows", kept.stream().limit(MOST).map(part -> new Row(
                part.sha1().base32(), part.name(), Figures.size(part.written()), Figures.size(part.size()), names.of(part.person()), Moment.of(part.since(), now), ceiling.daysLeft(part, now), !part.unvouched())).toList());
        model.addAttribute("ceiling", ceiling);
        model.addAttribute("leastDays", KeptCeiling.LEAST_DAYS);
        model.addAttribute("count", Figures.count(kept.size()));
        model.addAttribute("total", Figures.size(kept.stream().mapToLong(KeptPart::written).sum()));
        return shell.page("downloads/kept");
    }

    @PostMapping("/downloads/kept/delete")
    String delete(@ModelAttribute("ticked") Ticked ticked, Person person) {
        downloads.requireFetching(person);
        var deleted = ticked.parts().stream().filter(part -> downloads.discard(person, part)).count();
        return SeeOther.at("/downloads/kept", deleted > 0 ? "download.discard" : "download.nothing");
    }
}
