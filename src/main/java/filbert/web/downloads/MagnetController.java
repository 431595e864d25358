package filbert.web.downloads;

import filbert.household.HouseholdDownloads;
import filbert.household.HouseholdLibrary;
import filbert.household.Person;
import filbert.identity.Sha1;
import filbert.sharing.download.Magnet;
import filbert.sharing.download.MagnetLink;
import filbert.sharing.library.SharedFile;
import filbert.web.Figures;
import filbert.web.MessageKey;
import filbert.web.Room;
import filbert.web.SeeOther;
import filbert.web.Shell;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows what a magnet link means before anything is fetched. */
@Controller
final class MagnetController {
    private static final MagnetLink NOTHING = new MagnetLink(List.of(), List.of(), List.of(), List.of());

    private final HouseholdDownloads downloads;
    private final HouseholdLibrary library;

    MagnetController(HouseholdDownloads downloads, HouseholdLibrary library) {
        this.downloads = downloads;
        this.library = library;
    }

    /** @param file SHA-1 of each that is ticked; a link of one file has no boxes */
    record Wanted(@Nullable String uri, @Nullable List<String> file) {
        String text() {
            return Objects.requireNonNullElse(uri, "").strip();
        }

        boolean wants(Sha1 sha1) {
            return file == null ? MagnetLink.read(text()).files().size() == 1 : file.contains(sha1.base32());
        }
    }

    /**
     * A file the magnet names.
     *
     * @param here the same content in the library, as far as this person may see it
     */
    record Named(String name, String size, String sha1, String tigerRoot, int sources, @Nullable Long here) {
        static Named of(Magnet magnet, Optional<SharedFile> here) {
            return new Named(
                    magnet.name(),
                    Figures.size(magnet.size()),
                    magnet.sha1().base32(),
                    magnet.tigerRoot().map(Object::toString).orElse(""),
                    magnet.sources().size(),
                    here.map(SharedFile::id).orElse(null));
        }
    }

    @GetMapping("/magnet")
    String show(
            @RequestParam(defaultValue = "") String uri,
            Person person,
            @ModelAttribute("shell") Shell shell,
            Model model,
            ServerHttpResponse response) {
        downloads.requireFetching(person);
        return look(uri.strip(), person, shell, model, response);
    }

    @PostMapping("/magnet")
    String fetch(
            @ModelAttribute("wanted") Wanted wanted,
            Person person,
            @ModelAttribute("shell") Shell shell,
            Model model,
            ServerHttpResponse response) {
        try {
            var added = downloads.addMagnet(person, wanted.text(), wanted::wants);
            if (added.isEmpty()) {
                throw new IllegalArgumentException("magnet.none-ticked");
            }
            return SeeOther.at("/downloads", added.size() == 1 ? "download.one" : "download.some");
        } catch (IllegalArgumentException refused) {
            var page = look(wanted.text(), person, shell, model, response);
            model.addAttribute("problem", String.valueOf(refused.getMessage()));
            response.setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
    }

    private String look(String uri, Person person, Shell shell, Model model, ServerHttpResponse response) {
        model.addAttribute("uri", uri);
        var problem = "";
        var link = NOTHING;
        try {
            link = uri.isEmpty() ? NOTHING : MagnetLink.read(uri);
            problem = uri.isEmpty() || !link.files().isEmpty() || !link.keywords().isEmpty() ? "" : "magnet.unsupported";
        } catch (IllegalArgumentException unreadable) {
            problem = MessageKey.below("magnet.", unreadable.getMessage());
        }
        if (!problem.isEmpty()) {
            response.setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        model.addAttribute("files", link.files().stream().map(file -> Named.of(file, library.bySha1(person, file.sha1().base32()))).toList());
        model.addAttribute("link", link);
        if (!link.files().isEmpty()) {
            var needed = link.files().stream().mapToLong(file -> Math.max(0, file.size())).sum();
            model.addAttribute("room", Room.of(downloads.destination(person), needed));
        }
        model.addAttribute("problem", problem);
        return shell.page("magnet/magnet");
    }
}
