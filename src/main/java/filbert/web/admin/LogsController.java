package filbert.web.admin;

import filbert.household.Person;
import filbert.household.Role;
import filbert.operations.LogDesk;
import filbert.operations.LogFilter;
import filbert.web.Live;
import filbert.web.LiveView;
import filbert.web.MessageKey;
import filbert.web.Pager;
import filbert.web.Part;
import filbert.web.SeeOther;
import filbert.web.Shell;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Fragment;
import reactor.core.publisher.Flux;

/** The log, as it grows. */
@Controller
final class LogsController {
    private static final String TEMPLATE = "admin/logs";

    private final LogDesk logs;
    private final Live live;

    LogsController(LogDesk logs, Live live) {
        this.logs = logs;
        this.live = live;
    }

    @GetMapping("/admin/logs")
    String page(
            @RequestParam(defaultValue = "") String level,
            @RequestParam(defaultValue = "") String logger,
            @RequestParam(defaultValue = "") String text,
            Person person,
            @ModelAttribute("shell") Shell shell,
            Model model) {
        return page("", LogFilter.of(level, logger, text), person, shell, model);
    }

    private String page(String problem, LogFilter filter, Person person, Shell shell, Model model) {
        model.addAttribute("section", "logs");
        model.addAttribute("problem", problem);
        model.addAttribute("filter", filter);
        model.addAttribute("levels", LogFilter.LEVELS);
        model.addAttribute("changed", logs.levels(person));
        model.addAttribute("rows", rows(person, filter));
        return shell.page(TEMPLATE);
    }

    /** Newest first. */
    private List<LogRow> rows(Person person, LogFilter filter) {
        return logs.lines(person, filter, 0, Pager.ROWS).stream().map(LogRow::of).toList();
    }

    @GetMapping(path = "/events", params = "view=logs", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Fragment>> events(
            @RequestParam(defaultValue = "") String level,
            @RequestParam(defaultValue = "") String logger,
            @RequestParam(defaultValue = "") String text,
            Person person) {
        person.require(Role.OWNER);
        var filter = LogFilter.of(level, logger, text);
        return live.stream(person, List.of(logs.changed()), () -> {
            var rows = rows(person, filter);
            return new LiveView(List.of(Part.of(TEMPLATE + " :: nothing", "any", !rows.isEmpty())), TEMPLATE, rows);
        });
    }

    record Choice(@Nullable String logger, @Nullable String level) {}

    /** {@code level} blank: as it was at the start. */
    @PostMapping("/admin/logs/level")
    String setLevel(@ModelAttribute("choice") Choice choice, Person person, @ModelAttribute("shell") Shell shell, Model model, ServerHttpResponse response) {
        try {
            logs.setLevel(person, Objects.requireNonNullElse(choice.logger(), ""), Objects.requireNonNullElse(choice.level(), ""));
            return SeeOther.at("/admin/logs", "logs.level");
        } catch (IllegalArgumentException refused) {
            response.setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
            return page(MessageKey.below("logs.problem.", refused.getMessage()), LogFilter.ALL, person, shell, model);
        }
    }
}
