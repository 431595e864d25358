package filbert.api;

import filbert.household.Person;
import filbert.household.Role;
import filbert.household.Settings;
import filbert.household.Settings.Change;
import filbert.household.Settings.Setting;
import filbert.household.SettingsAsYaml;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the settings page can set. */
@RestController
@Least(Role.OWNER)
@RequestMapping("/api/v1/settings")
final class SettingsApi {
    private final Settings settings;

    SettingsApi(Settings settings) {
        this.settings = settings;
    }

    /** @param seen what held when these were chosen; what is not named there is set whatever holds */
    record Wanted(@Nullable Map<String, String> values, @Nullable Map<String, String> seen) {}

    @GetMapping
    List<Setting> all(@AuthenticationPrincipal Person person) {
        return Settings.SECTIONS.stream().flatMap(section -> settings.section(person, section).stream()).toList();
    }

    @GetMapping("/yaml")
    ResponseEntity<String> yaml(@AuthenticationPrincipal Person person) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_YAML).body(SettingsAsYaml.of(all(person)));
    }

    /** What is not named stays as it is; a blank value goes back to what lies below. */
    @PutMapping
    List<Change> save(@AuthenticationPrincipal Person person, @RequestBody Wanted wanted) {
        return settings.save(person, named(wanted), seen(wanted));
    }

    @PostMapping("/preview")
    List<Change> preview(@AuthenticationPrincipal Person person, @RequestBody Wanted wanted) {
        return settings.preview(person, named(wanted), seen(wanted));
    }

    /** Back to what {@code application.yml} or the default says. */
    @DeleteMapping("/{key}")
    List<Change> reset(@AuthenticationPrincipal Person person, @PathVariable String key) {
        if (all(person).stream().noneMatch(setting -> setting.key().equals(key))) {
            throw new NoSuchElementException("setting");
        }
        return settings.save(person, Map.of(key, ""), Map.of());
    }

    private static Map<String, String> named(Wanted wanted) {
        if (wanted.values() == null || wanted.values().values().stream().anyMatch(Objects::isNull)) {
            throw new BadRequestException("api.problem.settings");
        }
        return wanted.values();
    }

    private static Map<String, String> seen(Wanted wanted) {
        var seen = Objects.requireNonNullElse(wanted.seen(), Map.<String, String>of());
        if (seen.values().stream().anyMatch(Objects::isNull)) {
            throw new BadRequestException("api.problem.settings");
        }
        return seen;
    }
}
