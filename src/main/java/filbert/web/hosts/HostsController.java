package filbert.web.hosts;

import filbert.household.HostNotes;
import filbert.household.HouseholdHosts;
import filbert.household.HouseholdNetwork;
import filbert.household.HouseholdVolumes;
import filbert.household.Person;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.sharing.browse.Browsing;
import filbert.web.Figures;
import filbert.web.Live;
import filbert.web.MessageKey;
import filbert.web.Pager;
import filbert.web.Query;
import filbert.web.SeeOther;
import filbert.web.Shell;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
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

/** What another host shares: looked at only when a member asks for it. */
@Controller
final class HostsController {
    private static final int MOST_PROXIES = 4; // as pushes use
    private static final int MAX_AT_ONCE = 100; // a page of ticks

    private final HouseholdHosts hosts;
    private final HouseholdNetwork network;
    private final HouseholdVolumes volumes;
    private final HostNotes notes;
    private final Live live;

    HostsController(HouseholdHosts hosts, HouseholdNetwork network, HouseholdVolumes volumes, HostNotes notes, Live live) {
        this.hosts = hosts;
        this.network = network;
        this.volumes = volumes;
        this.notes = notes;
        this.live = live;
    }

    /**
     * How the host is reached, carried by links to the page.
     *
     * @param servent its GUID, or nothing
     * @param push whether it must be asked to call us
     * @param proxies with commas between
     */
    record Way(@Nullable String servent, @Nullable String push, @Nullable String proxies, @Nullable String folder) {
        private Query query() {
            return Query.EMPTY.with("servent", text(servent)).with("push", text(push)).with("proxies", text(proxies)).with("folder", text(folder));
        }

        private static String text(@Nullable String text) {
            return Objects.requireNonNullElse(text, "");
        }

        private Browsing.Wanted to(HostAddress address) {
            var known = text(servent).matches("[0-9a-fA-F]{32}") ? Optional.of(Guid.parse(text(servent))) : Optional.<Guid>empty();
            var through = Arrays.stream(text(proxies).split(",", MOST_PROXIES + 1)).limit(MOST_PROXIES).flatMap(host -> HostAddress.parse(host).stream()).toList();
            return new Browsing.Wanted(address, known, text(push).equals("true"), through);
        }
    }

    /** What was ticked. */
    record Ticked(@Nullable List<Integer> file, @Nullable Integer only) {
        private List<Integer> files() {
            return only != null ? List.of(only) : Objects.requireNonNullElse(file, List.of());
        }
    }

    @GetMapping("/hosts/{address}")
    String page(
            @PathVariable String address,
            @RequestParam(defaultValue = "1") String page,
            @ModelAttribute Way way,
            Person person,
            @ModelAttribute("shell") Shell shell,
            Model model) {
        return page(address, way, page, new Note(notes.of(person, address(address).ip()), ""), person, shell, model);
    }

    /**
     * What the person noted.
     *
     * @param problem message key of why it was not kept, or empty
     */
    record Note(String text, String problem) {
        public int longest() {
            return HostNotes.LONGEST;
        }
    }

    private String page(String address, Way way, String page, Note note, Person person, Shell shell, Model model) {
        var shown = look(address, way, page, person);
        model.addAttribute("base", shown.state().link());
        model.addAttribute("query", way.query());
        model.addAttribute("state", shown.state());
        model.addAttribute("path", shown.path());
        model.addAttribute("top", way.query().with("folder", "").toString());
        model.addAttribute("folders", shown.folders());
        model.addAttribute("more", shown.moreFolders());
        model.addAttribute("pager", shown.pager());
        model.addAttribute("rows", shown.rows());
        model.addAttribute("host", standing(address(address), person));
        model.addAttribute("note", note);
        return shell.page(HostPage.TEMPLATE);
    }

    /**
     * How we stand with the host.
     *
     * @param barred message key of why nothing is done with it, or empty
     * @param given and {@code taken} of files since the start, or empty for nothing
     */
    record Relation(String ip, String barred, String given, String taken) {}

    private Relation standing(HostAddress host, Person person) {
        var barred = network.bans(person).stream().filter(ban -> ban.address().equals(host.ip())).findFirst();
        var dealt = volumes.with(person, host.ip());
        return new Relation(
                host.ip().getHostAddress(),
                barred.map(ban -> MessageKey.below("ban.why.", ban.why().key())).orElse(""),
                dealt.filter(one -> one.given() > 0).map(one -> Figures.size(one.given())).orElse(""),
                dealt.filter(one -> one.taken() > 0).map(one -> Figures.size(one.taken())).orElse(""));
    }

    private HostPage look(String text, Way way, String page, Person person) {
        var address = address(text);
        return HostPage.of(address.toString(), hosts.listing(person, address), way.query(), Pager.parse(page));
    }

    private static HostAddress address(String text) {
        return HostAddress.parse(text).orElseThrow(() -> new NoSuchElementException("host " + text));
    }

    @PostMapping("/hosts/{address}/browse")
    String browse(@PathVariable String address, @ModelAttribute Way way, Person person) {
        var host = address(address);
        var begun = hosts.browse(person, way.to(host));
        return SeeOther.at(path(host, way), "hosts." + begun.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    @PostMapping("/hosts/{address}/block")
    String block(@PathVariable String address, @ModelAttribute Way way, Person person) {
        var host = address(address);
        network.block(person, host.ip().getHostAddress());
        return SeeOther.at(path(host, way), "search.blocked");
    }

    @PostMapping("/hosts/{address}/lift")
    String lift(@PathVariable String address, @ModelAttribute Way way, Person person) {
        var host = address(address);
        return SeeOther.at(path(host, way), network.lift(person, host.ip().getHostAddress()) ? "ban.lifted" : "ban.gone");
    }

    /** @param text what was typed */
    record Typed(@Nullable String text) {}

    @PostMapping("/hosts/{address}/note")
    String note(
            @PathVariable String address,
            @ModelAttribute Way way,
            @ModelAttribute Typed typed,
            Person person,
            @ModelAttribute("shell") Shell shell,
            Model model,
            ServerHttpResponse response) {
        var host = address(address);
        var text = Objects.requireNonNullElse(typed.text(), "");
        try {
            notes.write(person, host.ip(), text);
            return SeeOther.at(path(host, way), text.isBlank() ? "hosts.note.gone" : "hosts.note");
        } catch (IllegalArgumentException refused) {
            response.setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
            var problem = MessageKey.below("hosts.problem.", refused.getMessage());
            return page(address, way, "1", new Note(text, problem), person, shell, model);
        }
    }

    @PostMapping("/hosts/{address}/download")
    String download(@PathVariable String address, @ModelAttribute Way way, @ModelAttribute Ticked ticked, Person person) {
        var host = address(address);
        var started = hosts.download(person, host, ticked.files().stream().limit(MAX_AT_ONCE).toList()).size();
        return SeeOther.at(path(host, way), "download." + (started == 0 ? "none" : started == 1 ? "one" : "some"));
    }

    private static String path(HostAddress host, Way way) {
        return "/hosts/" + HostPage.link(host.toString()) + way.query();
    }

    @GetMapping(path = "/events", params = "view=host", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Fragment>> events(@RequestParam String host, @RequestParam(defaultValue = "1") String page, @ModelAttribute Way way, Person person) {
        return live.stream(person, List.of(hosts.changed()), () -> look(host, way, page, person).live());
    }
}
