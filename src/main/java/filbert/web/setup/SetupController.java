package filbert.web.setup;

import filbert.household.FirstStart;
import filbert.household.HouseholdBandwidth;
import filbert.household.HouseholdLibrary;
import filbert.household.HouseholdNetwork;
import filbert.household.NotAllowedException;
import filbert.household.Origin;
import filbert.household.Person;
import filbert.household.Profile;
import filbert.household.Role;
import filbert.web.Live;
import filbert.web.LiveView;
import filbert.web.Moment;
import filbert.web.Part;
import filbert.web.SeeOther;
import filbert.web.Shell;
import filbert.web.account.SignIn;
import filbert.web.library.FolderForm;
import filbert.web.library.FolderPages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Fragment;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;

/** Account, folders, network, finish. The first step asks for the code from the log; the others for the owner that step made. */
@Controller
@RequestMapping("/setup")
final class SetupController {
    private final FirstStart firstStart;
    private final HouseholdLibrary library;
    private final HouseholdNetwork network;
    private final HouseholdBandwidth bandwidth;
    private final FolderPages folders;
    private final SignIn signIn;
    private final Live live;

    SetupController(
            FirstStart firstStart,
            HouseholdLibrary library,
            HouseholdNetwork network,
            HouseholdBandwidth bandwidth,
            FolderPages folders,
            SignIn signIn,
            Live live) {
        this.firstStart = firstStart;
        this.library = library;
        this.network = network;
        this.bandwidth = bandwidth;
        this.folders = folders;
        this.signIn = signIn;
        this.live = live;
    }

    @GetMapping
    String start(@RequestParam @Nullable String code, @ModelAttribute("shell") Shell shell) {
        return switch (firstStart.state()) {
            case ACCOUNT ->
                SeeOther.at("/setup/account" + (code != null && code.matches("[\\w-]{1,64}") ? "?code=" + code : ""));
            case OPEN -> SeeOther.at(owner(shell).isEmpty() ? "/login" : "/setup/folders"); // begun in another browser
            case DONE -> SeeOther.at("/");
        };
    }

    @GetMapping("/account")
    String account(@ModelAttribute AccountForm form, ServerWebExchange exchange, @ModelAttribute("shell") Shell shell, Model model) {
        return firstStart.state() == FirstStart.State.ACCOUNT ? account(form, "", exchange, shell, model) : SeeOther.at("/setup");
    }

    @PostMapping("/account")
    String createOwner(
            @ModelAttribute AccountForm form,
            @ModelAttribute("shell") Shell shell,
            Model model,
            ServerWebExchange exchange) {
        if (firstStart.state() != FirstStart.State.ACCOUNT) {
            return SeeOther.at("/setup");
        }
        var problem = "account.problem.repeat";
        if (form.password().equals(form.repeat())) {
            try {
                signIn.as(firstStart.createOwner(form.code(), form.name(), form.password(), origin(exchange)), exchange);
                return SeeOther.at("/setup/folders");
            } catch (IllegalArgumentException refused) {
                problem = String.valueOf(refused.getMessage());
            }
        }
        exchange.getResponse().setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
        return account(form, problem, exchange, shell, model);
    }

    private String account(AccountForm form, String problem, ServerWebExchange exchange, Shell shell, Model model) {
        var locked = firstStart.lockedUntil(origin(exchange));
        model.addAttribute("step", Step.ACCOUNT);
        model.addAttribute("form", form);
        model.addAttribute("locked", locked.map(Moment::minute).orElse(""));
        model.addAttribute("problem", problem);
        return shell.page("setup/account");
    }

    private static Origin origin(ServerWebExchange exchange) {
        return Origin.of(exchange.getRequest().getRemoteAddress());
    }

    @GetMapping("/folders")
    String folders(@ModelAttribute FolderForm form, @ModelAttribute("shell") Shell shell, Model model) {
        var owner = owner(shell);
        return owner.isEmpty() ? SeeOther.at("/setup") : folders(owner.get(), form, shell, model);
    }

    /** Looks at a folder, writes a file into it and takes it away again; nothing is shared yet. */
    @PostMapping("/folders/check")
    String checkFolder(@ModelAttribute FolderForm form, @ModelAttribute("shell") Shell shell, Model model) {
        var owner = owner(shell);
        if (owner.isEmpty()) {
            return SeeOther.at("/setup");
        }
        folders.check(owner.get(), form, model);
        return folders(owner.get(), form, shell, model);
    }

    @PostMapping("/folders")
    String addFolder(
            @ModelAttribute FolderForm form,
            @ModelAttribute("shell") Shell shell,
            Model model,
            ServerWebExchange exchange) {
        var owner = owner(shell);
        if (owner.isEmpty()) {
            return SeeOther.at("/setup");
        }
        if (folders.add(owner.get(), form, model)) {
            return SeeOther.at("/setup/folders", "folder.added");
        }
        exchange.getResponse().setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
        return folders(owner.get(), form, shell, model);
    }

    private String folders(Person owner, FolderForm form, Shell shell, Model model) {
        model.addAttribute("step", Step.FOLDERS);
        model.addAttribute("form", form);
        model.addAttribute("folders", folders.rows(owner));
        model.addAttribute("downloads", folders.downloads(owner));
        model.addAttribute("downloadsShared", folders.downloadsShared(owner));
        folders.pick(owner, form, model);
        return shell.page("setup/folders");
    }

    @GetMapping("/network")
    String network(@ModelAttribute("shell") Shell shell, Model model) {
        var owner = owner(shell);
        if (owner.isEmpty()) {
            return SeeOther.at("/setup");
        }
        var up = up(owner.get());
        return network(new NetworkForm("public", String.valueOf(firstStart.freePort()), "true", up == 0 ? "" : String.valueOf(up / 1024)), "", shell, model);
    }

    @PostMapping("/network")
    String chooseNetwork(
            @ModelAttribute NetworkForm form,
            @ModelAttribute("shell") Shell shell,
            Model model,
            ServerWebExchange exchange) {
        var owner = owner(shell);
        if (owner.isEmpty()) {
            return SeeOther.at("/setup");
        }
        try {
            firstStart.chooseNetwork(owner.get(), new FirstStart.Network(form.mode(), form.portNumber(), form.mapPort(), form.upKibibytes()));
            return SeeOther.at("/setup/finish");
        } catch (IllegalArgumentException refused) {
            exchange.getResponse().setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
            return network(form, String.valueOf(refused.getMessage()), shell, model);
        }
    }

    private String network(NetworkForm form, String problem, Shell shell, Model model) {
        model.addAttribute("step", Step.NETWORK);
        model.addAttribute("form", form);
        model.addAttribute("problem", problem);
        model.addAttribute("offer", problem.isEmpty() ? 0 : firstStart.freePort());
        return shell.page("setup/network");
    }

    @GetMapping("/finish")
    String finish(@ModelAttribute("shell") Shell shell, Model model) {
        var person = shell.person();
        if (person == null) {
            return SeeOther.at("/setup");
        }
        model.addAttribute("step", Step.FINISH);
        model.addAttribute("summary", summary(person));
        model.addAttribute("joined", firstStart.state() == FirstStart.State.DONE);
        return shell.page("setup/finish");
    }

    private Summary summary(Person person) {
        return Summary.of(library.view(person), network.view(person), up(person));
    }

    /** Bytes a second that may leave for others, when no other profile holds. */
    private long up(Person person) {
        return bandwidth.limits(person, Profile.NORMAL).up();
    }

    @PostMapping("/finish")
    String join(@ModelAttribute("shell") Shell shell) {
        var owner = owner(shell);
        owner.ifPresent(firstStart::finish);
        return SeeOther.at(owner.isEmpty() ? "/setup" : "/setup/finish");
    }

    @GetMapping(path = "/events", params = "view=joined", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Fragment>> joined(@ModelAttribute("shell") Shell shell) {
        var person = shell.person();
        if (person == null) {
            throw new NotAllowedException(Role.OWNER);
        }
        return live.stream(
                List.of(network.changed(), library.changed()),
                () -> LiveView.of(new Part(
                        "setup/finish :: summary",
                        Map.of("summary", summary(person), "joined", true))));
    }

    /** The owner, as long as set-up is open to them. */
    private Optional<Person> owner(Shell shell) {
        return Optional.ofNullable(shell.person())
                .filter(person -> person.role().includes(Role.OWNER) && firstStart.state() == FirstStart.State.OPEN);
    }
}
