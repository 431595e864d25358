package filbert.web.library;

import filbert.household.HouseholdLibrary;
import filbert.household.Person;
import filbert.household.statistics.HouseholdStatistics;
import filbert.sharing.library.FileType;
import filbert.sharing.library.FilesPage;
import filbert.sharing.library.FilesQuery;
import filbert.sharing.library.SharedFile;
import filbert.web.Figures;
import filbert.web.Live;
import filbert.web.LiveView;
import filbert.web.Pager;
import filbert.web.Part;
import filbert.web.Query;
import filbert.web.SeeOther;
import filbert.web.Shell;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Fragment;
import reactor.core.publisher.Flux;

/** The files of the library. */
@Controller
final class LibraryController {
    private static final String TEMPLATE = "library/library";
    private static final List<String> PARAMETERS = List.of("q", "folder", "path", "type", "sort", "page", "cols");
    private static final int MAX_LENGTH = 200;
    private static final int MAX_PATH = 4096;
    private static final List<String> KINDS = Arrays.stream(FileType.values()).map(FileType::key).toList();

    private final HouseholdLibrary library;
    private final HouseholdStatistics statistics;
    private final InstantSource clock;
    private final Live live;

    LibraryController(HouseholdLibrary library, HouseholdStatistics statistics, InstantSource clock, Live live) {
        this.library = library;
        this.statistics = statistics;
        this.clock = clock;
        this.live = live;
    }

    /** A folder to choose. */
    record Choice(String folder, String alias) {}

    /** How many there are. Wrapped, so that it is one value to compare. */
    record Total(String files, boolean any, boolean narrowed) {}

    private record Listing(Scan scan, Total total, Pager pager, List<FileRow> rows) {}

    @GetMapping("/library")
    String page(@RequestParam MultiValueMap<String, String> parameters, Person person, @ModelAttribute("shell") Shell shell, Model model) {
        var query = query(parameters);
        var listing = listing(query, person);
        model.addAttribute("query", query);
        model.addAttribute("kinds", KINDS);
        model.addAttribute("folders", library.view(person).folders().stream()
                .map(folder -> new Choice(Long.toString(folder.id()), folder.alias()))
                .toList());
        model.addAttribute("place", Place.of(query, library.folders(person, asked(query, person)), library.view(person).folders()));
        model.addAttribute("scan", listing.scan());
        model.addAttribute("total", listing.total());
        model.addAttribute("pager", listing.pager());
        model.addAttribute("rows", listing.rows());
        return shell.page(TEMPLATE);
    }

    private static Query query(MultiValueMap<String, String> parameters) {
        var values = new LinkedHashMap<String, String>();
        for (var name : PARAMETERS) {
            var given = parameters.getFirst(name);
            var value = given == null ? "" : name.equals("path") ? given : given.strip();
            if (!value.isEmpty()) {
                values.put(name, value.substring(0, Math.min(value.length(), name.equals("path") ? MAX_PATH : MAX_LENGTH)));
            }
        }
        return new Query(values);
    }

    private Listing listing(Query query, Person person) {
        var now = clock.instant();
        var found = library.files(person, asked(query, person));
        var lately = statistics.lastAsked(person, found.files().stream().flatMap(file -> file.hashed().stream()).map(SharedFile.Hashes::sha1).toList());
        var pager = Pager.of(Pager.parse(query.value("page")), found.total(), query);
        var narrowed = !query.value("q").isEmpty() || !query.value("folder").isEmpty() || !query.value("type").isEmpty();
        return new Listing(
                Scan.of(library.view(person), library.moves(person)),
                new Total(Figures.count(found.total()), found.total() > 0, narrowed),
                pager,
                found.files().stream().map(file -> FileRow.of(file, file.hashed().map(hashed -> lately.get(hashed.sha1())).orElse(null), now)).toList());
    }

    private static FilesQuery asked(Query query, Person person) {
        var folder = query.value("folder");
        return FilesQuery.asked(
                        person.id(),
                        folder.matches("\\d{1,18}") ? Long.parseLong(folder) : 0,
                        query.value("q"),
                        KINDS.contains(query.value("type")) ? query.value("type") : "",
                        query.value("sort").matches("-?(name|size|modified)") ? query.value("sort") : "",
                        Pager.parse(query.value("page")))
                .below(query.value("path"));
    }

    @GetMapping("/library/files/{id}")
    String file(@PathVariable long id, Person person, @ModelAttribute("shell") Shell shell, Model model) {
        var file = library.file(person, id);
        model.addAttribute("file", FilePage.of(file, clock.instant()));
        model.addAttribute("asked", AskedPart.of(file.hashed().map(hashed -> statistics.asked(person, hashed.sha1(), AskedPart.DAYS)).orElse(List.of()), statistics.day()));
        return shell.page("library/file");
    }

    @PostMapping("/library/files/{id}/rehash")
    String rehash(@PathVariable long id, Person person) {
        library.rehash(person, id);
        return SeeOther.at("/library/files/" + id, "library.rehash");
    }

    @GetMapping(path = "/events", params = "view=library", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Fragment>> events(@RequestParam MultiValueMap<String, String> parameters, Person person) {
        var query = query(parameters);
        return live.stream(person, List.of(library.changed()), () -> {
            var listing = listing(query, person);
            return new LiveView(
                    List.of(
                            new Part("library/scan :: scan", Map.of("scan", listing.scan())),
                            listing.pager().part("/library"),
                            new Part(TEMPLATE + " :: nothing", Map.of("total", listing.total()))),
                    TEMPLATE,
                    listing.rows());
        });
    }
}
