package filbert.web.telling;

import filbert.household.Person;
import filbert.household.telling.HouseholdInbox;
import filbert.web.Live;
import filbert.web.LiveView;
import filbert.web.Pager;
import filbert.web.Part;
import filbert.web.Query;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Fragment;
import reactor.core.publisher.Flux;

/** What somebody was told. */
@Controller
final class InboxController {
    private static final String TEMPLATE = "telling/inbox";

    private final HouseholdInbox inbox;
    private final InstantSource clock;
    private final Live live;

    InboxController(HouseholdInbox inbox, InstantSource clock, Live live) {
        this.inbox = inbox;
        this.clock = clock;
        this.live = live;
    }

    private record Look(Pager pager, List<NoticeRow> rows) {}

    private Look look(Person person, String page) {
        var pager = Pager.of(Pager.parse(page), inbox.count(person), Query.EMPTY);
        var now = clock.instant();
        var rows = inbox.list(person, (pager.page() - 1) * Pager.ROWS, Pager.ROWS).stream().map(told -> NoticeRow.of(told, now)).toList();
        return new Look(pager, rows);
    }

    @GetMapping("/inbox")
    String page(@RequestParam(defaultValue = "") String page, Person person, @ModelAttribute("shell") Shell shell, Model model) {
        var look = look(person, page);
        model.addAttribute("pager", look.pager());
        model.addAttribute("rows", look.rows());
        model.addAttribute("unread", inbox.unread(person));
        return shell.page(TEMPLATE);
    }

    @GetMapping(path = "/events", params = "view=inbox", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Fragment>> events(@RequestParam(defaultValue = "") String page, Person person) {
        return live.stream(person, List.of(inbox.changed()), () -> {
            var rows = look(person, page).rows();
            return new LiveView(List.of(Part.of(TEMPLATE + " :: nothing", "any", !rows.isEmpty())), TEMPLATE, rows);
        });
    }

    /** Goes to what it is about, and takes it for read: a link could not. */
    @PostMapping("/inbox/{id:\\d+}/open")
    String open(@PathVariable long id, Person person) {
        return SeeOther.at(inbox.read(person, id).notice().link());
    }

    @PostMapping("/inbox/{id:\\d+}/remove")
    String remove(@PathVariable long id, Person person) {
        inbox.remove(person, id);
        return SeeOther.at("/inbox", "inbox.removed");
    }

    @PostMapping("/inbox/read")
    String readAll(Person person) {
        inbox.readAll(person);
        return SeeOther.at("/inbox", "inbox.read");
    }

    @PostMapping("/inbox/clear")
    String clear(Person person) {
        inbox.clear(person);
        return SeeOther.at("/inbox", "inbox.cleared");
    }
}
