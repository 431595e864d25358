package filbert.web.library;

import filbert.household.HouseholdLibrary;
import filbert.household.Person;
import filbert.household.Role;
import filbert.sharing.library.NotMovedException;
import filbert.web.MessageKey;
import filbert.web.SeeOther;
import filbert.web.Shell;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** Files of the library that go into another shared folder: which, where to, and who sees them there. */
@Controller
final class MoveController {
    private static final String PATH = "/library/move";
    private static final int MOST = 100; // as many as a page of the library has

    private final HouseholdLibrary library;

    MoveController(HouseholdLibrary library) {
        this.library = library;
    }

    /** @param id files; {@code folder} a shared one, empty until it is chosen; {@code below} a folder within it */
    record Wish(@Nullable List<Long> id, @Nullable Long folder, @Nullable String below) {
        List<Long> files() {
            return Objects.requireNonNullElse(id, List.<Long>of()).stream().filter(Objects::nonNull).distinct().limit(MOST).toList();
        }

        String within() {
            return Objects.requireNonNullElse(below, "");
        }
    }

    @GetMapping(PATH)
    String page(@ModelAttribute("wish") Wish wish, Person person, @ModelAttribute("shell") Shell shell, Model model) {
        person.require(Role.OWNER);
        if (wish.files().isEmpty()) {
            return SeeOther.at("/library", "library.move.none");
        }
        return page(wish.files(), wish, Map.of(), person, shell, model);
    }

    private String page(List<Long> ids, Wish wish, Map<Long, String> problems, Person person, Shell shell, Model model) {
        var folders = library.view(person).folders();
        var files = ids.stream().map(id -> library.file(person, id)).toList();
        model.addAttribute("files", files.stream()
                .map(file -> MovePage.Row.of(file, folders, MessageKey.below("move.problem.", problems.getOrDefault(file.id(), ""))))
                .toList());
        model.addAttribute("folders", folders.stream().map(folder -> MovePage.Choice.of(folder, files)).toList());
        model.addAttribute("chosen", wish.folder() == null ? 0L : wish.folder());
        model.addAttribute("below", wish.within());
        return shell.page("library/move");
    }

    /** Without a folder: asks for one. */
    @PostMapping(PATH)
    String move(@ModelAttribute("wish") Wish wish, Person person, @ModelAttribute("shell") Shell shell, Model model, ServerHttpResponse response) {
        person.require(Role.OWNER);
        var ids = wish.files();
        if (ids.isEmpty()) {
            return SeeOther.at("/library", "library.move.none");
        }
        var folder = wish.folder();
        if (folder == null) {
            return SeeOther.at(PATH + ids.stream().map(id -> "id=" + id).collect(Collectors.joining("&", "?", "")));
        }
        if (library.view(person).folders().stream().noneMatch(one -> one.id() == folder)) {
            throw new NoSuchElementException("folder " + folder);
        }
        var problems = new LinkedHashMap<Long, String>();
        var copied = 0;
        for (var id : ids) {
            try {
                copied += library.move(person, id, folder, wish.within()) == HouseholdLibrary.Moved.UNDER_WAY ? 1 : 0;
            } catch (NotMovedException refused) {
                problems.put(id, String.valueOf(refused.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            response.setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
            model.addAttribute("moved", ids.size() - problems.size());
            return page(List.copyOf(problems.keySet()), wish, problems, person, shell, model);
        }
        var there = ids.size() == 1 && copied == 0 ? "/library/files/" + ids.getFirst() : "/library?folder=" + folder;
        return SeeOther.at(copied > 0 ? "/library" : there, copied > 0 ? "library.moving" : "library.moved");
    }
}
