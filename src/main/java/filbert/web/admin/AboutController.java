package filbert.web.admin;

import filbert.household.Person;
import filbert.operations.About.Ingredient;
import filbert.operations.AboutDesk;
import filbert.web.Figures;
import filbert.web.Moment;
import filbert.web.Shell;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What runs here, and what of others is in it. */
@Controller
final class AboutController {
    private final AboutDesk desk;
    private final InstantSource clock;

    AboutController(AboutDesk desk, InstantSource clock) {
        this.desk = desk;
        this.clock = clock;
    }

    record AboutPage(
            String version, String built, Moment since, String running, String java, String system, String database, String dataDirectory, List<Ingredient> ingredients) {}

    @GetMapping("/admin/about")
    String page(Person person, @ModelAttribute("shell") Shell shell, Model model) {
        var about = desk.about(person);
        var now = clock.instant();
        model.addAttribute("section", "about");
        model.addAttribute("about", new AboutPage(
                about.version(),
                about.built(),
                Moment.of(about.since(), now),
                Figures.duration(Duration.between(about.since(), now)),
                about.java(),
                about.system(),
                about.database(),
                about.dataDirectory().toString(),
                about.ingredients()));
        return shell.page("admin/about");
    }
}
