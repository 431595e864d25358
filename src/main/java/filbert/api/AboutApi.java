package filbert.api;

import filbert.household.Person;
import filbert.household.Role;
import filbert.operations.About.Ingredient;
import filbert.operations.AboutDesk;
import java.time.Instant;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What runs here: for the owner. */
@RestController
@Least(Role.OWNER)
@RequestMapping("/api/v1/diagnostics/about")
final class AboutApi {
    private final AboutDesk desk;

    AboutApi(AboutDesk desk) {
        this.desk = desk;
    }

    record Licence(String name, String licence) {
        static Licence of(Ingredient one) {
            return new Licence(one.name(), one.licence());
        }
    }

    record Running(String version, String built, Instant since, String java, String system, String database, String dataDirectory, List<Licence> licences) {}

    @GetMapping
    Running about(@AuthenticationPrincipal Person person) {
        var about = desk.about(person);
        return new Running(
                about.version(),
                about.built(),
                about.since(),
                about.java(),
                about.system(),
                about.database(),
                about.dataDirectory().toString(),
                about.ingredients().stream().map(Licence::of).toList());
    }
}
