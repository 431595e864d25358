package filbert.api;

import filbert.household.Person;
import filbert.household.Role;
import filbert.operations.DiagnosticsDesk;
import filbert.operations.LogDesk;
import filbert.operations.LogFilter;
import filbert.operations.LogLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The log and the bundle for those who help: for the owner. */
@RestController
@Least(Role.OWNER)
@RequestMapping("/api/v1")
final class LogsApi {
    private static final int MOST = 1_000;

    private final LogDesk logs;
    private final DiagnosticsDesk diagnostics;

    LogsApi(LogDesk logs, DiagnosticsDesk diagnostics) {
        this.logs = logs;
        this.diagnostics = diagnostics;
    }

    /** Newest first. */
    @GetMapping("/logs")
    List<LogLine> lines(
            @RequestParam(defaultValue = "") String level,
            @RequestParam(defaultValue = "") String logger,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "0") long after,
            @AuthenticationPrincipal Person person) {
        return logs.lines(person, LogFilter.of(level, logger, text), after, MOST);
    }

    @GetMapping("/logs/levels")
    Map<String, String> levels(@AuthenticationPrincipal Person person) {
        return logs.levels(person);
    }

    record Choice(@Nullable String logger, @Nullable String level) {}

    /** Until the program ends. */
    @PutMapping("/logs/levels")
    Map<String, String> setLevel(@RequestBody Choice choice, @AuthenticationPrincipal Person person) {
        logs.setLevel(person, Objects.requireNonNullElse(choice.logger(), ""), Objects.requireNonNullElse(choice.level(), ""));
        return logs.levels(person);
    }

    @GetMapping("/diagnostics")
    ResponseEntity<byte[]> bundle(@AuthenticationPrincipal Person person) throws IOException {
        var zip = new ByteArrayOutputStream();
        diagnostics.write(person, zip);
        return ResponseEntity.ok().contentType(MediaType.parseMediaType("application/zip")).body(zip.toByteArray());
    }
}
