package filbert.web.settings;

import filbert.household.HouseholdBandwidth;
import filbert.household.Person;
import filbert.household.Profile;
import filbert.household.Role;
import filbert.household.Settings;
import filbert.household.Week;
import filbert.web.MessageKey;
import filbert.web.SeeOther;
import filbert.web.Shell;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The settings pages. */
@Controller
final class SettingsController {
    private static final String BANDWIDTH = "bandwidth";
    private static final List<String> SECTIONS = List.of("general", "network", BANDWIDTH, "downloads", "sharing", "people");

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
        return SeeOther.at("/settings/" + SECTIONS.getFirst());
    }

    @GetMapping("/settings/{section}")
    String page(@PathVariable String section, Person person, @ModelAttribute("shell") Shell shell, Model model) {
        return page(section, Map.of(), Map.of(), person, shell, model);
    }

    private String page(
            String section,
            Map<String, String> typed,
            Map<String, String> problems,
            Person person,
            Shell shell,
            Model model) {
        check(section, person);
        if (section.equals(BANDWIDTH)) {
            model.addAttribute("grid", HoursGrid.of(bandwidth.week(), bandwidth.hour(), bandwidth.zone().getId(), bandwidth.weekIsLocked(person)));
        }
        model.addAttribute("section", section);
        model.addAttribute("sections", SECTIONS);
        model.addAttribute("fields", settings.section(person, section).stream()
                .map(setting -> Field.of(setting, typed.get(setting.key()), problems.get(setting.key())))
                .toList());
        return shell.page("settings/settings");
    }

    private static void check(String section, Person person) {
        person.require(Role.OWNER);
        if (!SECTIONS.contains(section)) {
            throw new NoSuchElementException("settings " + section);
        }
    }

    /** What was ticked in the table of hours, whole. */
    @ModelAttribute("ticked")
    Mono<List<Week.Hour>> ticked(ServerWebExchange exchange) {
        return exchange.getFormData().map(HoursGrid::ticked);
    }

    /** {@code profile}: of the hours ticked. */
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
            bandwidth.assign(person, ticked, profile);
            return SeeOther.at("/settings/bandwidth", "settings.saved");
        } catch (IllegalArgumentException refused) {
            exchange.getResponse().setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
            model.addAttribute("problem", MessageKey.below("bandwidth.problem.", refused.getMessage()));
            return page(BANDWIDTH, Map.of(), Map.of(), person, shell, model);
        }
    }

    /** Saves what differs: a field left as it was keeps the place its value comes from. */
    @PostMapping("/settings/{section}")
    String save(
            @PathVariable String section,
            @ModelAttribute(name = "typed", binding = false) Map<String, String> typed,
            Person person,
            @ModelAttribute("shell") Shell shell,
            Model model,
            ServerWebExchange exchange) {
        check(section, person);
        var changed = new HashMap<String, String>();
        for (var setting : settings.section(person, section)) {
            var value = typed.get(setting.key());
            if (value != null && !setting.locked() && !value.strip().equals(setting.value())) {
                changed.put(setting.key(), value.strip());
            }
        }
        try {
            settings.save(person, changed);
            return SeeOther.at("/settings/" + section, changed.isEmpty() ? "settings.same" : "settings.saved");
        } catch (Settings.InvalidSettingsException invalid) {
            exchange.getResponse().setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
            return page(section, typed, invalid.problems(), person, shell, model);
        }
    }
}
