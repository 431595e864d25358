package filbert.web.admin;

import filbert.household.Person;
import filbert.household.Role;
import filbert.operations.BackupDesk;
import filbert.operations.Relocation;
import filbert.web.Figures;
import filbert.web.ChosenFile;
import filbert.web.MessageKey;
import filbert.web.Moment;
import filbert.web.SeeOther;
import filbert.web.Shell;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.Part;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Backups: the list, one of them, and what is done with them. */
@Controller
final class BackupController {
    private static final String PLACE = "/admin/backup";
    private static final String PROBLEMS = "backup.problem.";
    private static final int UNTIL_IT_IS_BACK = 20; // seconds: a start on a slow machine

    private static final Duration STILL_NEWS = Duration.ofDays(1);

    private final BackupDesk backups;
    private final InstantSource clock;

    BackupController(BackupDesk backups, InstantSource clock) {
        this.backups = backups;
        this.clock = clock;
    }

    @ModelAttribute("typed")
    Mono<MultiValueMap<String, String>> typed(ServerWebExchange exchange) {
        var type = exchange.getRequest().getHeaders().getContentType();
        return type != null && type.isCompatibleWith(MediaType.APPLICATION_FORM_URLENCODED) ? exchange.getFormData() : Mono.just(new LinkedMultiValueMap<>());
    }

    @GetMapping(PLACE)
    String list(Person person, @ModelAttribute("shell") Shell shell, Model model) {
        return list("", person, shell, model);
    }

    private String list(String problem, Person person, Shell shell, Model model) {
        var now = clock.instant();
        model.addAttribute("section", "backup");
        model.addAttribute("problem", problem);
        model.addAttribute("rows", backups.list(person).stream().map(one -> BackupRow.of(one, now)).toList());
        var restored = backups.lastRestored(person).filter(one -> one.at().isAfter(now.minus(STILL_NEWS)));
        model.addAttribute("restored", restored.orElse(null));
        model.addAttribute("restoredAt", restored.map(one -> Moment.of(one.at(), now)).orElse(null));
        model.addAttribute("ours", backups.isOurs(person));
        model.addAttribute("size", Figures.size(backups.databaseBytes(person)));
        model.addAttribute("compacted", backups.lastCompaction(person).map(one -> new String[] {Figures.size(one.before()), Figures.size(one.after())}).orElse(null));
        return shell.page("admin/backups");
    }

    @PostMapping(PLACE)
    String make(Person person, @ModelAttribute("shell") Shell shell, Model model, ServerHttpResponse response) {
        return listOr(() -> {
            backups.make(person);
            return SeeOther.at(PLACE, "backup.made");
        }, person, shell, model, response);
    }

    @PostMapping(PLACE + "/compact")
    String compact(Person person, @ModelAttribute("shell") Shell shell, Model model, ServerHttpResponse response) {
        return listOr(() -> {
            backups.compact(person);
            return SeeOther.at(PLACE, "backup.compacted");
        }, person, shell, model, response);
    }

    @PostMapping(path = PLACE + "/bring", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    String bring(@RequestPart("file") Part chosen, Person person, @ModelAttribute("shell") Shell shell, Model model, ServerHttpResponse response) {
        person.require(Role.OWNER);
        return listOr(() -> {
            try (var content = DataBufferUtils.subscriberInputStream(ChosenFile.of(chosen, PROBLEMS + "none").content(), 1)) {
                return SeeOther.at(PLACE + "/" + backups.take(person, content).name(), "backup.brought");
            } catch (IOException e) {
                throw new IllegalArgumentException(PROBLEMS + "failed", e);
            }
        }, person, shell, model, response);
    }

    private String listOr(Supplier<String> deed, Person person, Shell shell, Model model, ServerHttpResponse response) {
        try {
            return deed.get();
        } catch (IllegalArgumentException refused) {
            response.setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
            return list(MessageKey.below(PROBLEMS, refused.getMessage()), person, shell, model);
        }
    }

    @GetMapping(PLACE + "/{name}")
    String one(
            @PathVariable String name,
            @RequestParam MultiValueMap<String, String> asked,
            Person person,
            @ModelAttribute("shell") Shell shell,
            Model model,
            ServerHttpResponse response) {
        return one("", name, asked.getOrDefault("from", List.of()), asked.getOrDefault("to", List.of()), person, shell, model, response);
    }

    private String one(
            String problem, String name, List<String> from, List<String> to, Person person, Shell shell, Model model, ServerHttpResponse response) {
        backups.file(person, name); // says if there is none
        var trouble = problem;
        var relocation = Relocation.NONE;
        try {
            relocation = Relocation.of(from, to);
        } catch (IllegalArgumentException refused) {
            trouble = MessageKey.below(PROBLEMS, refused.getMessage());
        }
        model.addAttribute("section", "backup");
        model.addAttribute("name", name);
        try {
            model.addAttribute("page", BackupPage.of(backups.preview(person, name, relocation), relocation));
        } catch (IllegalArgumentException unreadable) {
            trouble = MessageKey.below(PROBLEMS, unreadable.getMessage());
        }
        if (!trouble.isEmpty()) {
            response.setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        model.addAttribute("problem", trouble);
        return shell.page("admin/backup");
    }

    @GetMapping(PLACE + "/{name}/file")
    ResponseEntity<Resource> file(@PathVariable String name, Person person) {
        var file = backups.file(person, name);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name).build().toString())
                .contentType(MediaType.parseMediaType("application/gzip"))
                .body(new FileSystemResource(file));
    }

    @PostMapping(PLACE + "/{name}/restore")
    String restore(
            @PathVariable String name,
            @ModelAttribute(name = "typed", binding = false) MultiValueMap<String, String> typed,
            Person person,
            @ModelAttribute("shell") Shell shell,
            Model model,
            ServerHttpResponse response) {
        var from = typed.getOrDefault("from", List.of());
        var to = typed.getOrDefault("to", List.of());
        try {
            backups.restore(person, name, Relocation.of(from, to));
            return SeeOther.at(PLACE + "?refresh=" + UNTIL_IT_IS_BACK, "backup.restoring");
        } catch (IllegalArgumentException refused) {
            return one(MessageKey.below(PROBLEMS, refused.getMessage()), name, from, to, person, shell, model, response);
        }
    }

    @PostMapping(PLACE + "/{name}/remove")
    String remove(@PathVariable String name, Person person, @ModelAttribute("shell") Shell shell, Model model, ServerHttpResponse response) {
        return listOr(() -> {
            backups.remove(person, name);
            return SeeOther.at(PLACE, "backup.removed");
        }, person, shell, model, response);
    }
}
