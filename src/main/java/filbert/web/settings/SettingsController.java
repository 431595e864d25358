package filbert.web.settings;

import filbert.household.HouseholdBandwidth;
import filbert.household.Person;
import filbert.household.Profile;
import filbert.household.Role;
import filbert.household.Settings;
import filbert.household.Settings.Change;
import filbert.household.Settings.Clash;
import filbert.household.SettingsAsYaml;
import filbert.household.Week;
import filbert.web.MessageKey;
import filbert.web.SeeOther;
import filbert.web.Shell;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The settings pages. */
@Controller
final class SettingsController {
    private static final String BANDWIDTH = "bandwidth";
    /** Before the name of a field: what it showed when the form was made. */
    private static final String WAS = "was.";
    /** Before the name of a field: whose value stands, {@code mine} or {@code theirs}. */
    private static final String TAKE = "take.";

    /** @param typed by key, where it shows instead of what holds */
    private record Answer(Map<String, String> typed, Map<String, String> problems, Map<String, Clash> clashes, List<Change> changes) {
        static final Answer NONE = new Answer(Map.of(), Map.of(), Map.of(), List.of());
    }

    private final Settings settings;
    private final HouseholdBandwidth bandwidth;

    SettingsController(Settings settings, HouseholdBandwidth bandwidth) {
        this.settings = settings;
        this.bandwidth = bandwidth;
    }

    /** Every field of a form, by the setting's key. The form is read once, by the filter that looks for the token in it. */
    @ModelAttribute("typed")
    Mono<Map<String, String>> typed(ServerWebExchange exchange) {
        return exchange.getFormData().map(MultiValueMap::toSingleValueMap);
    }

    @GetMapping("/settings")
    String start() {
        return SeeOther.at("/settings/" + Settings.SECTIONS.getFirst());
    }

    @GetMapping("/settings/{section}")
    String page(@PathVariable String section, Person person, @ModelAttribute("shell") Shell shell, Model model) {
        return page(section, Answer.NONE, person, shell, model);
    }

    private String page(String section, Answer answer, Person person, Shell shell, Model model) {
        return page(section, answer, HoursGrid.Ticked.NONE, person, shell, model);
    }

    private String page(String section, Answer answer, HoursGrid.Ticked ticked, Person person, Shell shell, Model model) {
        check(section, person);
        if (section.equals(BANDWIDTH)) {
            model.addAttribute(
                    "grid",
                    HoursGrid.of(bandwidth.week(), bandwidth.hour(), bandwidth.zone().getId(), bandwidth.weekIsLocked(person), ticked));
        }
        model.addAttribute("section", section);
        model.addAttribute("sections", Settings.SECTIONS);
        model.addAttribute("fields", settings.section(person, section).stream()
                .map(setting -> Field.of(
                        setting, answer.typed().get(setting.key()), answer.problems().get(setting.key()), answer.clashes().get(setting.key())))
                .toList());
        model.addAttribute("clashing", !answer.clashes().isEmpty());
        model.addAttribute("changes", answer.changes());
        return shell.page("settings/settings");
    }

    private static void check(String section, Person person) {
        person.require(Role.OWNER);
        if (!Settings.SECTIONS.contains(section)) {
            throw new NoSuchElementException("settings " + section);
        }
    }

    /** What was ticked in the table of hours, whole. */
    @ModelAttribute("ticked")
    Mono<List<Week.Hour>> ticked(ServerWebExchange exchange) {
        return exchange.getFormData().map(HoursGrid::ticked);
    }

    /** {@code profile}: of the hours ticked. {@code was}: the week in which they were. */
    @PostMapping("/settings/bandwidth/hours")
    String hours(
            @ModelAttribute(name = "typed", binding = false) Map<String, String> typed,
            @ModelAttribute(name = "ticked", binding = false) List<Week.Hour> ticked,
            Person person,
            @ModelAttribute("shell") Shell shell,
            Model model,
            ServerWebExchange exchange) {
        try {
            var profile = Profile.of(typed.getOrDefault("profile", "")).orElseThrow(() -> new IllegalArgumentException("bandwidth.problem.word"));
            var seen = Optional.ofNullable(typed.get("was")).flatMap(Week::parse).orElseGet(bandwidth::week);
            var elsewhere = bandwidth.assign(person, ticked, profile, seen);
            if (elsewhere.isEmpty()) {
                return SeeOther.at("/settings/bandwidth", "settings.saved");
            }
            exchange.getResponse().setStatusCode(HttpStatus.CONFLICT);
            return page(BANDWIDTH, Answer.NONE, new HoursGrid.Ticked(ticked, elsewhere), person, shell, model);
        } catch (IllegalArgumentException refused) {
            exchange.getResponse().setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
            model.addAttribute("problem", MessageKey.below("bandwidth.problem.", refused.getMessage()));
            return page(BANDWIDTH, Answer.NONE, person, shell, model);
        }
    }

    /** Saves what was changed in the form, or with {@code preview} tells what would be: a field left as it was keeps what somebody else has set since. */
    @PostMapping("/settings/{section}")
    String save(
            @PathVariable String section,
            @ModelAttribute(name = "typed", binding = false) Map<String, String> typed,
            Person person,
            @ModelAttribute("shell") Shell shell,
            Model model,
            ServerWebExchange exchange) {
        check(section, person);
        var values = new HashMap<String, String>();
        var seen = new HashMap<String, String>();
        for (var setting : settings.section(person, section)) {
            var key = setting.key();
            var was = typed.getOrDefault(WAS + key, setting.value()).strip();
            var value = typed.get(key);
            if (value != null && !setting.locked() && !value.strip().equals(was) && !"theirs".equals(typed.get(TAKE + key))) {
                values.put(key, value.strip());
                seen.put(key, was);
            }
        }
        try {
            if (typed.containsKey("preview")) {
                var changes = settings.preview(person, values, seen);
                return changes.isEmpty()
                        ? SeeOther.at("/settings/" + section, "settings.same")
                        : page(section, new Answer(values, Map.of(), Map.of(), changes), person, shell, model);
            }
            var changes = settings.save(person, values, seen);
            return SeeOther.at("/settings/" + section, changes.isEmpty() ? "settings.same" : "settings.saved");
        } catch (Settings.ChangedElsewhereException elsewhere) {
            exchange.getResponse().setStatusCode(HttpStatus.CONFLICT);
            return page(section, new Answer(values, Map.of(), elsewhere.clashes(), List.of()), person, shell, model);
        } catch (Settings.InvalidSettingsException invalid) {
            exchange.getResponse().setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
            return page(section, new Answer(values, invalid.problems(), Map.of(), List.of()), person, shell, model);
        }
    }

    /** {@code key}: back to what {@code application.yml} or the default says. */
    @PostMapping("/settings/{section}/reset")
    String reset(@PathVariable String section, @ModelAttribute(name = "typed", binding = false) Map<String, String> typed, Person person) {
        check(section, person);
        var key = typed.getOrDefault("key", "");
        if (settings.section(person, section).stream().noneMatch(setting -> setting.key().equals(key) && !setting.locked())) {
            throw new NoSuchElementException("setting");
        }
        settings.save(person, Map.of(key, ""));
        return SeeOther.at("/settings/" + section, "settings.reset");
    }

    /** @param section one alone, or nothing for all */
    @GetMapping("/settings/yaml")
    String yaml(@RequestParam(defaultValue = "") String section, Person person, @ModelAttribute("shell") Shell shell, Model model) {
        person.require(Role.OWNER);
        if (!section.isEmpty()) {
            check(section, person);
        }
        var shown = section.isEmpty() ? Settings.SECTIONS : List.of(section);
        model.addAttribute("section", section);
        model.addAttribute("sections", Settings.SECTIONS);
        model.addAttribute("yaml", SettingsAsYaml.of(shown.stream().flatMap(one -> settings.section(person, one).stream()).toList()));
        return shell.page("settings/yaml");
    }
}
