package filbert.web.uploads;

import filbert.household.HostNotes;
import filbert.household.HouseholdNetwork;
import filbert.household.Person;
import filbert.household.Role;
import filbert.identity.HostAddress;
import filbert.web.Live;
import filbert.web.LiveView;
import filbert.web.Pager;
import filbert.web.Part;
import filbert.web.SeeOther;
import filbert.web.Shell;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Fragment;
import reactor.core.publisher.Flux;

/** Uploads running and lately ended. */
@Controller
final class UploadsController {
    private static final String TEMPLATE = "uploads/uploads";

    private final HouseholdNetwork network;
    private final HostNotes notes;
    private final InstantSource clock;
    private final Live live;

    UploadsController(HouseholdNetwork network, HostNotes notes, InstantSource clock, Live live) {
        this.network = network;
        this.notes = notes;
        this.clock = clock;
        this.live = live;
    }

    @GetMapping("/uploads")
    String page(Person person, @ModelAttribute("shell") Shell shell, Model model) {
        model.addAttribute("rows", rows(person));
        model.addAttribute("queue", queue(person));
        return shell.page(TEMPLATE);
    }

    private List<UploadRow> rows(Person person) {
        var now = clock.instant();
        var noted = notes.by(person);
        return network.uploads(person).stream()
                .limit(Pager.ROWS)
                .map(view -> UploadRow.of(view, noted.apply(view.host().ip()), now))
                .toList();
    }

    private QueuePart queue(Person person) {
        return QueuePart.of(network.uploadQueue(person), notes.by(person), clock.instant());
    }

    @PostMapping("/uploads/queue/{number}/dismiss")
    String dismiss(@PathVariable long number, Person person) {
        return SeeOther.at("/uploads", network.dismissWaiting(person, number) ? "upload.dismiss" : "upload.nothing");
    }

    @PostMapping("/uploads/{id}/cancel")
    String cancel(@PathVariable long id, Person person) {
        return SeeOther.at("/uploads", network.cancelUpload(person, id) ? "upload.cancel" : "upload.nothing");
    }

    @PostMapping("/uploads/queue/{number}/slot")
    String promise(@PathVariable long number, Person person) {
        return SeeOther.at("/uploads", switch (network.promiseUpload(person, number)) {
            case GIVEN -> "upload.slot";
            case TOO_MANY -> "upload.slot.too-many";
            case ABSENT -> "upload.gone";
        });
    }

    /** @param ip of a host, without a port */
    record Host(@Nullable String ip) {
        private String address() {
            return Objects.requireNonNullElse(ip, "");
        }
    }

    @PostMapping("/uploads/host/cancel")
    String cancelAll(@ModelAttribute Host host, Person person) {
        return SeeOther.at("/uploads", network.cancelUploads(person, host.address()) > 0 ? "upload.cancel-all" : "upload.nothing");
    }

    @PostMapping("/uploads/host/block")
    String block(@ModelAttribute Host host, Person person) {
        return SeeOther.at("/uploads", network.block(person, host.address()) ? "search.blocked" : "search.no-host");
    }

    /** Of what a host shares. */
    static String page(HostAddress host) {
        return "/hosts/" + URLEncoder.encode(host.toString(), StandardCharsets.UTF_8);
    }

    @GetMapping(path = "/events", params = "view=uploads", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Fragment>> events(Person person) {
        return live.stream(person, List.of(network.uploadsChanged()), () -> {
            var rows = rows(person);
            var queue = queue(person);
            var nothing = new Part(TEMPLATE + " :: nothing", Map.of("any", !rows.isEmpty() || queue.length() > 0));
            var waiting = new Part(TEMPLATE + " :: queue", Map.of("queue", queue, "owner", person.role().includes(Role.OWNER)));
            return new LiveView(List.of(nothing, waiting), TEMPLATE, rows);
        });
    }
}
