package filbert.web.network;

import filbert.household.HouseholdNetwork;
import filbert.household.HouseholdSpam;
import filbert.household.Person;
import filbert.household.Role;
import filbert.servent.spam.Lesson;
import filbert.web.Figures;
import filbert.web.Moment;
import filbert.web.Pager;
import filbert.web.SeeOther;
import filbert.web.Shell;
import java.time.Instant;
import java.time.InstantSource;
import java.util.NoSuchElementException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** What the household called spam, or none, and the way to take it back. */
@Controller
final class LessonsController {
    private final HouseholdSpam spam;
    private final HouseholdNetwork network;
    private final InstantSource clock;

    LessonsController(HouseholdSpam spam, HouseholdNetwork network, InstantSource clock) {
        this.spam = spam;
        this.network = network;
        this.clock = clock;
    }

    /** @param mine may the one who looks take it back? */
    record Row(long id, String name, String size, boolean spam, Moment made, boolean mine) {
        static Row of(Lesson lesson, Person person, Instant now) {
            return new Row(
                    lesson.id(),
                    lesson.name(),
                    Figures.size(lesson.size()),
                    lesson.verdict() == Lesson.Verdict.SPAM,
                    Moment.of(lesson.made(), now),
                    person.role() == Role.OWNER || person.role() == Role.MEMBER && lesson.person() == person.id());
        }
    }

    @GetMapping("/network/lessons")
    String page(Person person, @ModelAttribute("shell") Shell shell, Model model) {
        var now = clock.instant();
        var lessons = spam.lessons(person);
        model.addAttribute("tab", "lessons");
        model.addAttribute("standing", Standing.of(network.view(person), network.bootstrap(person), network.reachability(person)));
        model.addAttribute("more", Math.max(0, lessons.size() - Pager.ROWS));
        model.addAttribute("rows", lessons.stream().limit(Pager.ROWS).map(lesson -> Row.of(lesson, person, now)).toList());
        return shell.page("network/lessons");
    }

    @PostMapping("/network/lessons/{id}/forget")
    String forget(@PathVariable long id, Person person) {
        try {
            spam.forget(person, id);
            return SeeOther.at("/network/lessons", "lesson.forgotten");
        } catch (NoSuchElementException gone) {
            return SeeOther.at("/network/lessons", "lesson.gone");
        }
    }
}
