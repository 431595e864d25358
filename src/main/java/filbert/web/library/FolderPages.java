package filbert.web.library;

import filbert.household.FirstStart;
import filbert.household.HouseholdLibrary;
import filbert.household.Person;
import filbert.sharing.library.SharedFolder;
import filbert.web.MessageKey;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Adding folders and looking at them: what set-up and the library's own page have in common. */
@Component
public final class FolderPages {
    private final HouseholdLibrary library;
    private final FirstStart firstStart;
    private final InstantSource clock;

    FolderPages(HouseholdLibrary library, FirstStart firstStart, InstantSource clock) {
        this.library = library;
        this.firstStart = firstStart;
        this.clock = clock;
    }

    public List<?> rows(Person person) {
        return folderRows(person);
    }

    List<FolderRow> folderRows(Person person) {
        var now = clock.instant();
        return library.view(person).folders().stream()
                .map(folder -> FolderRow.of(folder, now))
                .toList();
    }

    /** @throws NoSuchElementException when there is no such folder */
    FolderRow row(Person person, long id) {
        return FolderRow.of(folder(person, id), clock.instant());
    }

    /** The folder as the form that changes it shows it. */
    FolderForm form(Person person, long id) {
        var folder = folder(person, id);
        return new FolderForm(folder.path().toString(), folder.visibility(), String.join("\n", folder.excludes()));
    }

    private SharedFolder folder(Person person, long id) {
        return library.view(person).folders().stream()
                .filter(folder -> folder.id() == id)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("folder " + id));
    }

    /** Where this Filbert's downloads go, and whether they can. */
    public Object downloads(Person person) {
        return CheckView.of(library.check(person, firstStart.downloadFolder()));
    }

    /** Is the folder of finished downloads one of the shared ones, or below one? */
    public boolean downloadsShared(Person person) {
        var finished = firstStart.downloadFolder();
        return library.view(person).folders().stream().anyMatch(folder -> finished.startsWith(folder.path()));
    }

    /** Puts {@code check} or {@code problem} into the model. */
    public void check(Person person, FolderForm form, Model model) {
        var path = path(form, model);
        if (path.isPresent()) {
            var check = library.check(person, path.get());
            model.addAttribute("check", CheckView.of(check));
            model.addAttribute("problem", MessageKey.below("folder.problem.", check.problem()));
        }
    }

    /** Puts {@code picker} into the model, if a folder was named: until then no disk is asked. */
    public void pick(Person person, FolderForm form, Model model) {
        if (!form.path().isEmpty()) {
            try {
                model.addAttribute("picker", PickerView.of(library.listing(person, Path.of(form.path()))));
            } catch (InvalidPathException e) {
                model.addAttribute("problem", "folder.problem.absent");
            }
        }
    }

    /** @return false with {@code problem} in the model when the folder cannot be shared */
    public boolean add(Person person, FolderForm form, Model model) {
        var path = path(form, model);
        if (path.isEmpty()) {
            return false;
        }
        try {
            library.add(person, path.get(), form.visibility(), form.patterns());
            return true;
        } catch (IllegalArgumentException refused) {
            model.addAttribute("problem", MessageKey.below("folder.problem.", refused.getMessage()));
            return false;
        }
    }

    /** @return false with {@code problem} in the model when the folder cannot be shared like this */
    boolean change(Person person, long id, FolderForm form, Model model) {
        try {
            library.change(person, id, form.visibility(), form.patterns());
            return true;
        } catch (IllegalArgumentException refused) {
            model.addAttribute("problem", MessageKey.below("folder.problem.", refused.getMessage()));
            return false;
        }
    }

    private static Optional<Path> path(FolderForm form, Model model) {
        if (form.path().isEmpty()) {
            model.addAttribute("problem", "folder.problem.empty");
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(form.path()));
        } catch (InvalidPathException e) {
            model.addAttribute("problem", "folder.problem.absent");
            return Optional.empty();
        }
    }
}
