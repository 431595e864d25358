package filbert.web.admin;

import filbert.household.Person;
import filbert.household.Role;
import filbert.operations.TaskBoard;
import filbert.web.Live;
import filbert.web.LiveView;
import filbert.web.Part;
import filbert.web.SeeOther;
import filbert.web.Shell;
import java.time.InstantSource;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Fragment;
import reactor.core.publisher.Flux;

/** What has to be done again and again. */
@Controller
final class TasksController {
    private static final String TEMPLATE = "admin/tasks";

    private final TaskBoard board;
    private final InstantSource clock;
    private final Live live;

    TasksController(TaskBoard board, InstantSource clock, Live live) {
        this.board = board;
        this.clock = clock;
        this.live = live;
    }

    /** Wrapped, so that it is one value to compare. */
    record Tasks(List<TaskRow> all) {}

    private Tasks tasks(Person person) {
        var now = clock.instant();
        return new Tasks(board.view(person).stream().map(one -> TaskRow.of(one, now)).toList());
    }

    @GetMapping("/admin/tasks")
    String page(Person person, @ModelAttribute("shell") Shell shell, Model model) {
        model.addAttribute("section", "tasks");
        model.addAttribute("tasks", tasks(person));
        return shell.page(TEMPLATE);
    }

    @GetMapping(path = "/events", params = "view=tasks", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Fragment>> events(Person person) {
        person.require(Role.OWNER);
        return live.stream(person, List.of(board.changed()), () -> LiveView.of(Part.of(TEMPLATE + " :: tasks", "tasks", tasks(person))));
    }

    @PostMapping("/admin/tasks/{name}/run")
    String run(@PathVariable String name, Person person) {
        return SeeOther.at("/admin/tasks", board.run(person, name) ? "tasks.begun" : "tasks.running");
    }
}
