package filbert.web.admin;

import filbert.household.Person;
import filbert.household.Role;
import filbert.operations.DiagnosticsDesk;
import filbert.web.Figures;
import filbert.web.Shell;
import filbert.web.Tongue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.NoSuchElementException;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** What somebody who helps needs to see. */
@Controller
final class DiagnosticsController {
    private static final String PLACE = "/admin/diagnostics";

    private final DiagnosticsDesk diagnostics;
    private final InstantSource clock;

    DiagnosticsController(DiagnosticsDesk diagnostics, InstantSource clock) {
        this.diagnostics = diagnostics;
        this.clock = clock;
    }

    /** @param warnings message keys */
    record Disk(String fileSystem, String free, String sync, List<String> warnings) {}

    @GetMapping(PLACE)
    String page(Person person, @ModelAttribute("shell") Shell shell, Model model) {
        var disk = diagnostics.disk(person);
        model.addAttribute("section", "diagnostics");
        model.addAttribute("disk", new Disk(disk.fileSystem(), Figures.size(disk.free()), millis(disk.sync()), disk.warnings().stream().map(word -> "disk.warning." + word).toList()));
        model.addAttribute("files", diagnostics.files(person));
        model.addAttribute("about", diagnostics.text(person, "about.txt"));
        return shell.page("admin/diagnostics");
    }

    private static String millis(Duration time) {
        return String.format(Tongue.spoken(), "%.1f ms", time.toNanos() / 1e6);
    }

    /** To look at before it is sent to anybody. */
    @GetMapping(PLACE + "/{file}")
    ResponseEntity<String> file(@PathVariable String file, Person person) {
        if (!diagnostics.files(person).contains(file)) {
            throw new NoSuchElementException("part " + file);
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
                .header("X-Content-Type-Options", "nosniff")
                .body(diagnostics.text(person, file));
    }

    @GetMapping(PLACE + "/bundle")
    ResponseEntity<byte[]> bundle(Person person) throws IOException {
        person.require(Role.OWNER);
        var zip = new ByteArrayOutputStream();
        diagnostics.write(person, zip);
        var name = "filbert-diagnostics-" + LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault()) + ".zip";
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name).build().toString())
                .body(zip.toByteArray());
    }
}
