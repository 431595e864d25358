package filbert.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import filbert.household.HouseholdAdoptions;
import filbert.household.Offer;
import filbert.household.Person;
import filbert.household.Role;
import filbert.sharing.download.AdoptionView;
import filbert.sharing.download.adopt.SearchView;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Moving house, for scripts: the owner's. */
@RestController
@Least(Role.OWNER)
@RequestMapping("/api/v1/adoptions")
final class AdoptionsApi {
    private final HouseholdAdoptions adoptions;

    AdoptionsApi(HouseholdAdoptions adoptions) {
        this.adoptions = adoptions;
    }

    record Where(@Nullable String path) {}

    /** @param found numbers of one search */
    record Chosen(@Nullable List<Integer> found) {}

    /** @param state {@code none, looking, done, cancelled, failed}. @param damaged counts by reason */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Search(
            String state,
            @Nullable String folder,
            long files,
            String now,
            List<Found> found,
            long more,
            long unreadable,
            Map<String, Long> damaged,
            boolean cut) {}

    /**
     * @param client {@code gtk-gnutella, limewire, filbert, finished}
     * @param said bytes, at most when {@code guessed}
     * @param fit {@code by-hash, by-name, by-size, new, done, several, no-hash}; the first four can be taken over
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Found(
            int number,
            String client,
            String path,
            String name,
            long size,
            @Nullable String sha1,
            @Nullable String tigerRoot,
            long said,
            boolean guessed,
            String fit,
            @Nullable Long download) {}

    /** @param state {@code waiting, copying, proving, done, failed, left} */
    record Adoption(
            long download,
            String client,
            String path,
            String state,
            long said,
            long passed,
            long kept,
            long proved,
            long spoiled,
            String problem,
            String detail) {}

    @PostMapping("/search")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Search look(@RequestBody Where where, @AuthenticationPrincipal Person person) {
        adoptions.look(person, path(where.path()));
        return search(person);
    }

    private static Path path(@Nullable String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("adopt.refused.empty");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("adopt.refused.absent", e);
        }
    }

    @GetMapping("/search")
    Search search(@AuthenticationPrincipal Person person) {
        var search = adoptions.search(person);
        return shown(search, adoptions.offers(person, search));
    }

    @DeleteMapping("/search")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@AuthenticationPrincipal Person person) {
        adoptions.cancelLook(person);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    List<Adoption> adopt(@RequestBody Chosen chosen, @AuthenticationPrincipal Person person) {
        if (adoptions.adopt(person, chosen.found() == null ? Set.of() : Set.copyOf(chosen.found())) == 0) {
            throw new IllegalArgumentException("adopt.refused.none");
        }
        return list(person);
    }

    @GetMapping
    List<Adoption> list(@AuthenticationPrincipal Person person) {
        return adoptions.adoptions(person).stream().map(AdoptionsApi::shown).toList();
    }

    @DeleteMapping("/{download}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(@PathVariable long download, @AuthenticationPrincipal Person person) {
        if (!adoptions.leave(person, download)) {
            throw new ConflictException("api.problem.download-state");
        }
    }

    private static Search shown(SearchView search, List<Offer> offers) {
        return new Search(
                Word.of(search.state()),
                search.folder().orElse(null),
                search.files(),
                search.now(),
                offers.stream().map(AdoptionsApi::shown).toList(),
                search.more(),
                search.unreadable(),
                search.damaged(),
                search.cut());
    }

    private static Found shown(Offer offer) {
        var finding = offer.finding();
        return new Found(
                finding.number(),
                finding.origin().client().key(),
                finding.origin().file().toString(),
                finding.name(),
                finding.size(),
                finding.sha1().map(Object::toString).orElse(null),
                finding.tigerRoot().map(Object::toString).orElse(null),
                finding.said(),
                finding.guessed(),
                offer.fit().key(),
                offer.download().map(download -> download.id()).orElse(null));
    }

    private static Adoption shown(AdoptionView view) {
        return new Adoption(
                view.download(),
                view.client().key(),
                view.file().toString(),
                Word.of(view.state()),
                view.said(),
                view.passed(),
                view.kept(),
                view.proved(),
                view.spoiled(),
                view.problem(),
                view.detail());
    }
}
