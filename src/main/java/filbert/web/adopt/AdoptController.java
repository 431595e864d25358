package filbert.web.adopt;

import filbert.household.HouseholdAdoptions;
import filbert.household.HouseholdDownloads;
import filbert.household.Person;
import filbert.household.Role;
import filbert.web.Live;
import filbert.web.Pager;
import filbert.web.Query;
import filbert.web.SeeOther;
import filbert.web.Shell;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Fragment;
import reactor.core.publisher.Flux;

/** Looking through a folder for what other programs left, and taking it over. */
@Controller
final class AdoptController {
    private static final String PATH = "/downloads/adopt";
    private static final int MAX_AT_ONCE = 100; // rows of a page

    private final HouseholdAdoptions adoptions;
    private final HouseholdDownloads downloads;
    private final Live live;

    AdoptController(HouseholdAdoptions adoptions, HouseholdDownloads downloads, Live live) {
        this.adoptions = adoptions;
        this.downloads = downloads;
        this.live = live;
    }

    /** @param found numbers of those ticked */
    record Chosen(@Nullable List<Integer> found, @Nullable Integer page) {
        Set<Integer> numbers() {
            return Objects.requireNonNullElse(found, List.<Integer>of()).stream().limit(MAX_AT_ONCE).collect(Collectors.toSet());
        }
    }

    record Where(@Nullable String path) {
        String text() {
            return Objects.requireNonNullElse(path, "").strip();
        }
    }

    @GetMapping(PATH)
    String page(@RequestParam(defaultValue = "1") String page, Person person, @ModelAttribute("shell") Shell shell, Model model) {
        person.require(Role.OWNER);
        return page(query(page), "", person, shell, model);
    }

    private String page(Query query, String path, Person person, Shell shell, Model model) {
        var view = AdoptPage.of(adoptions, downloads, person, query);
        model.addAttribute("looking", view.looking());
        model.addAttribute("taken", view.taken());
        model.addAttribute("pager", view.pager());
        model.addAttribute("rows", view.rows());
        model.addAttribute("path", path.isEmpty() ? view.looking().folder() : path);
        return shell.page(AdoptPage.TEMPLATE);
    }

    private static Query query(String page) {
        return Query.EMPTY.page(Pager.parse(page));
    }

    @PostMapping(PATH + "/look")
    String look(
            @ModelAttribute("where") Where where,
            Person person,
            @ModelAttribute("shell") Shell shell,
            Model model,
            ServerHttpResponse response) {
        person.require(Role.OWNER);
        try {
            if (where.text().isEmpty()) {
                throw new IllegalArgumentException("adopt.refused.empty");
            }
            adoptions.look(person, Path.of(where.text()));
            return SeeOther.at(PATH, "adopt.looking");
        } catch (InvalidPathException e) {
            model.addAttribute("problem", "adopt.refused.absent");
        } catch (IllegalArgumentException refused) {
            model.addAttribute("problem", String.valueOf(refused.getMessage()));
        }
        response.setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
        return page(Query.EMPTY, where.text(), person, shell, model);
    }

    @PostMapping(PATH + "/cancel")
    String cancel(Person person) {
        adoptions.cancelLook(person);
        return SeeOther.at(PATH, "adopt.cancelled");
    }

    @PostMapping(PATH)
    String adopt(@ModelAttribute("chosen") Chosen chosen, Person person) {
        var back = PATH + query(String.valueOf(chosen.page()));
        try {
            var taken = adoptions.adopt(person, chosen.numbers());
            return SeeOther.at(back, taken > 0 ? "adopt.taken" : "adopt.none");
        } catch (IllegalArgumentException outside) {
            return SeeOther.at(back, "download.outside");
        }
    }

    @PostMapping(PATH + "/{download}/leave")
    String leave(@PathVariable long download, Person person) {
        return SeeOther.at(PATH, adoptions.leave(person, download) ? "adopt.left" : "adopt.none");
    }

    @GetMapping(path = "/events", params = "view=adopt", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Fragment>> events(@RequestParam(defaultValue = "1") String page, Person person) {
        person.require(Role.OWNER);
        return live.stream(person, adoptions.changed(), () -> AdoptPage.of(adoptions, downloads, person, query(page)).live());
    }
}
