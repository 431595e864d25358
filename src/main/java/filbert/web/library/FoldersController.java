package filbert.web.library;

import filbert.household.HouseholdLibrary;
import filbert.household.Person;
import filbert.household.Role;
import filbert.web.Live;
import filbert.web.LiveView;
import filbert.web.Part;
import filbert.web.SeeOther;
import filbert.web.Shell;
import java.util.List;
import java.util.Map;
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
import org.springframework.web.reactive.result.view.Fragment;
import reactor.core.publisher.Flux;

/** The shared folders: who sees them, adding, changing, reading again, removing. */
@Controller
final class FoldersController {
    private static final String TEMPLATE = "library/folders";
    private static final String PATH = "/library/folders";

    private final HouseholdLibrary library;
    private final FolderPages folders;
    private final Live live;

    FoldersController(HouseholdLibrary library, FolderPages folders, Live live) {
        this.library = library;
        this.folders = folders;
        this.live = live;
    }

    /** With a path: the folders in it too, to owners. */
    @GetMapping("/library/folders")
    String folders(Person person, @ModelAttribute("form") FolderForm form, @ModelAttribute("shell") Shell shell, Model model) {
        return page(person, form, shell, model);
    }

    private String page(Person person, FolderForm form, Shell shell, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("scan", Scan.of(library.view(person), library.moves(person)));
        model.addAttribute("rows", folders.folderRows(person));
        if (person.role().includes(Role.OWNER)) {
            folders.pick(person, form, model);
        }
        return shell.page(TEMPLATE);
    }

    /** Looks at a folder, writes a file into it and takes it away again; nothing is shared yet. */
    @PostMapping("/library/folders/check")
    String check(@ModelAttribute("form") FolderForm form, Person person, @ModelAttribute("shell") Shell shell, Model model) {
        person.require(Role.OWNER);
        folders.check(person, form, model);
        return page(person, form, shell, model);
    }

    @PostMapping("/library/folders")
    String add(
            @ModelAttribute("form") FolderForm form,
            Person person,
            @ModelAttribute("shell") Shell shell,
            Model model,
            ServerHttpResponse response) {
        if (folders.add(person, form, model)) {
            return SeeOther.at(PATH, "folder.added");
        }
        response.setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
        return page(person, form, shell, model);
    }

    @GetMapping("/library/folders/{id}")
    String one(@PathVariable long id, Person person, @ModelAttribute("shell") Shell shell, Model model) {
        return page(person, id, folders.form(person, id), shell, model);
    }

    private String page(Person person, long id, FolderForm form, Shell shell, Model model) {
        model.addAttribute("row", folders.row(person, id));
        model.addAttribute("form", form);
        return shell.page("library/folder");
    }

    @PostMapping("/library/folders/{id}/change")
    String change(
            @PathVariable long id,
            @ModelAttribute("form") FolderForm form,
            Person person,
            @ModelAttribute("shell") Shell shell,
            Model model,
            ServerHttpResponse response) {
        if (folders.change(person, id, form, model)) {
            return SeeOther.at(PATH, "folder.changed");
        }
        response.setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
        return page(person, id, form, shell, model);
    }

    @PostMapping("/library/folders/{id}/rescan")
    String rescan(@PathVariable long id, Person person) {
        library.rescan(person, id);
        return SeeOther.at(PATH, "folder.rescan");
    }

    @PostMapping("/library/folders/{id}/cancel")
    String cancel(@PathVariable long id, Person person) {
        library.cancel(person, id);
        return SeeOther.at(PATH, "folder.cancelled");
    }

    @PostMapping("/library/folders/{id}/remove")
    String remove(@PathVariable long id, Person person) {
        library.remove(person, id);
        return SeeOther.at(PATH, "folder.removed");
    }

    @GetMapping(path = "/events", params = "view=folders", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Fragment>> events(Person person) {
        return live.stream(person, List.of(library.changed()), () -> {
            var rows = folders.folderRows(person);
            return new LiveView(
                    List.of(
                            new Part("library/scan :: scan", Map.of("scan", Scan.of(library.view(person), library.moves(person)))),
                            new Part(TEMPLATE + " :: nothing", Map.of("any", !rows.isEmpty()))),
                    TEMPLATE,
                    rows);
        });
    }
}
