package filbert.web.history;

import filbert.household.Person;
import filbert.household.history.HouseholdHistory;
import filbert.household.history.PastSearch;
import filbert.web.Figures;
import filbert.web.Moment;
import filbert.web.Pager;
import filbert.web.Query;
import filbert.web.SeeOther;
import filbert.web.Shell;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One's own searches: to look at again, to repeat, to forget. */
@Controller
final class HistoryController {
    private static final String NEWEST = "WhatIsNewXOXO";

    private final HouseholdHistory history;
    private final InstantSource clock;

    HistoryController(HouseholdHistory history, InstantSource clock) {
        this.history = history;
        this.clock = clock;
    }

    record Row(String search, String query, boolean newest, String link, Moment started, String files, int taken) {
        static Row of(PastSearch past, Instant now) {
            return new Row(
                    past.id(),
                    past.query(),
                    past.query().equalsIgnoreCase(NEWEST),
                    "/search" + Query.EMPTY.with("q", past.query()) + (past.look().isEmpty() ? "" : "&" + past.look()),
                    Moment.of(past.started(), now),
                    Figures.count(past.files()),
                    past.taken());
        }
    }

    @GetMapping("/history")
    String page(@RequestParam(defaultValue = "") String page, Person person, @ModelAttribute("shell") Shell shell, Model model) {
        var pager = Pager.of(Pager.parse(page), history.count(person), Query.EMPTY);
        var now = clock.instant();
        model.addAttribute("pager", pager);
        model.addAttribute(
                "rows", history.list(person, (pager.page() - 1) * Pager.ROWS, Pager.ROWS).stream().map(past -> Row.of(past, now)).toList());
        return shell.page("history/history");
    }

    @PostMapping("/history/{search}/delete")
    String delete(@PathVariable String search, Person person) {
        history.remove(person, search);
        return SeeOther.at("/history", "history.deleted");
    }

    @PostMapping("/history/clear")
    String clear(Person person) {
        history.clear(person);
        return SeeOther.at("/history", "history.cleared");
    }
}
