package filbert.web.network;

import filbert.household.HouseholdLists;
import filbert.household.HouseholdNetwork;
import filbert.household.Person;
import filbert.household.Role;
import filbert.servent.spam.ListReader;
import filbert.web.ChosenFile;
import filbert.web.MessageKey;
import filbert.web.SeeOther;
import filbert.web.Shell;
import java.time.InstantSource;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.codec.multipart.Part;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestPart;

/** The lists of junk and hostile addresses that count, and what could not be understood in them. */
@Controller
final class ListsController {
    private final HouseholdLists lists;
    private final HouseholdNetwork network;
    private final InstantSource clock;

    ListsController(HouseholdLists lists, HouseholdNetwork network, InstantSource clock) {
        this.lists = lists;
        this.network = network;
        this.clock = clock;
    }

    record Chosen(@Nullable String name) {}

    @GetMapping("/network/lists")
    String page(Person person, @ModelAttribute("shell") Shell shell, Model model) {
        return page("", person, shell, model);
    }

    private String page(String problem, Person person, Shell shell, Model model) {
        var now = clock.instant();
        model.addAttribute("tab", "lists");
        model.addAttribute("standing", Standing.of(network.view(person), network.bootstrap(person), network.reachability(person)));
        model.addAttribute("problem", problem);
        model.addAttribute("rows", lists.all(person).stream().map(one -> ListRow.of(one, now)).toList());
        return shell.page("network/lists");
    }

    @PostMapping(path = "/network/lists", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    String take(
            @RequestPart("file") Part chosen,
            Person person,
            @ModelAttribute("shell") Shell shell,
            Model model,
            ServerHttpResponse response) {
        person.require(Role.OWNER);
        try {
            var file = ChosenFile.of(chosen, "lists.problem.none");
            lists.take(person, file.filename(), bytes(file));
            return SeeOther.at("/network/lists", "lists.taken");
        } catch (IllegalArgumentException refused) {
            response.setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
            return page(MessageKey.below("lists.problem.", refused.getMessage()), person, shell, model);
        }
    }

    private static byte[] bytes(FilePart file) {
        try {
            var joined = DataBufferUtils.join(file.content(), ListReader.MOST_CHARACTERS).block();
            if (joined == null) {
                return new byte[0];
            }
            var bytes = new byte[joined.readableByteCount()];
            joined.read(bytes);
            DataBufferUtils.release(joined);
            return bytes;
        } catch (DataBufferLimitException tooLarge) {
            throw new IllegalArgumentException("lists.problem.large", tooLarge);
        }
    }

    @PostMapping("/network/lists/read")
    String readAgain(Person person) {
        lists.readAgain(person);
        return SeeOther.at("/network/lists", "lists.read");
    }

    @PostMapping("/network/lists/remove")
    String remove(@ModelAttribute Chosen chosen, Person person) {
        try {
            lists.remove(person, Objects.requireNonNullElse(chosen.name(), ""));
            return SeeOther.at("/network/lists", "lists.removed");
        } catch (NoSuchElementException gone) {
            return SeeOther.at("/network/lists", "lists.gone");
        }
    }
}
