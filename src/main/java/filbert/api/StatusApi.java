package filbert.api;

import filbert.household.HouseholdDownloads;
import filbert.household.HouseholdLibrary;
import filbert.household.HouseholdNetwork;
import filbert.household.Person;
import filbert.household.Role;
import filbert.sharing.download.DownloadView;
import filbert.sharing.download.DownloadView.State;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Least(Role.GUEST)
@RequestMapping("/api/v1/status")
final class StatusApi {
    private final HouseholdNetwork network;
    private final HouseholdLibrary library;
    private final HouseholdDownloads downloads;

    StatusApi(HouseholdNetwork network, HouseholdLibrary library, HouseholdDownloads downloads) {
        this.network = network;
        this.library = library;
        this.downloads = downloads;
    }

    record Status(String person, Network network, Library library, Downloads downloads, Uploads uploads) {}

    record Network(
            String mode, String role, String listening, int ultrapeers, int wantedUltrapeers, int leaves, int knownHosts, String networkInterface, boolean cutOff) {}

    record Library(long files, long bytes, long networkFiles, String phase, long filesLeft) {}

    record Downloads(long active, long queued, long done, long rate) {}

    record Uploads(long active, long rate) {}

    @GetMapping
    Status show(@AuthenticationPrincipal Person person) {
        return new Status(person.name(), network(person), library(person), downloads(person), uploads(person));
    }

    private Network network(Person person) {
        var view = network.view(person);
        return new Network(
                view.mode(),
                view.ultrapeer() ? "ultrapeer" : "leaf",
                view.listening().toString(),
                view.ultrapeers(),
                view.wantedUltrapeers(),
                view.leaves(),
                view.knownHosts(),
                view.exit().name(),
                !view.exit().open());
    }

    private Library library(Person person) {
        var view = library.view(person);
        return new Library(view.files(), view.bytes(), view.networkFiles(), view.phase(), view.filesLeft());
    }

    private Downloads downloads(Person person) {
        var all = downloads.list(person);
        return new Downloads(
                count(all, State.ACTIVE),
                count(all, State.QUEUED),
                count(all, State.DONE),
                all.stream().mapToLong(DownloadView::rate).sum());
    }

    private static long count(List<DownloadView> downloads, State state) {
        return downloads.stream().filter(download -> download.state() == state).count();
    }

    private Uploads uploads(Person person) {
        var active = network.uploads(person).stream().filter(upload -> upload.state().equals("sending")).count();
        return new Uploads(active, network.uploadRate());
    }
}
