package filbert.api;

import filbert.household.HouseholdActivity;
import filbert.household.Person;
import filbert.household.Role;
import filbert.operations.TaskBoard;
import filbert.operations.TaskBoard.TaskView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What happened, and what has to be done again and again. */
@RestController
@Least(Role.OWNER)
@RequestMapping("/api/v1")
final class ActivityApi {
    private static final int ROWS = 100;
    private static final int LAST_PAGE = 1_000;

    private final HouseholdActivity activity;
    private final TaskBoard board;

    ActivityApi(HouseholdActivity activity, TaskBoard board) {
        this.activity = activity;
        this.board = board;
    }

    /** @param person id, or 0 when it concerns all */
    record Event(Instant at, String kind, long person, String subject) {}

    /** Newest first. @param kind the beginning of the kinds wanted */
    @GetMapping("/activity")
    @Least(Role.GUEST)
    ResponseEntity<List<Event>> activity(
            @RequestParam(defaultValue = "") String kind, @RequestParam(defaultValue = "1") int page, @AuthenticationPrincipal Person person) {
        var found = activity.page(person, kind, (Math.clamp(page, 1, LAST_PAGE) - 1) * ROWS, ROWS);
        return ResponseEntity.ok()
                .header("X-Total-Count", Long.toString(found.total()))
                .body(found.rows().stream().map(one -> new Event(one.at(), one.kind(), one.person(), one.subject())).toList());
    }

    @GetMapping("/tasks")
    List<TaskView> tasks(@AuthenticationPrincipal Person person) {
        return board.view(person);
    }

    /** 202 with {@code begun} false when it runs already. */
    @PostMapping("/tasks/{name}/run")
    ResponseEntity<Map<String, Boolean>> run(@PathVariable String name, @AuthenticationPrincipal Person person) {
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(Map.of("begun", board.run(person, name)));
    }
}
