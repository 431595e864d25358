package filbert.api;

import filbert.household.AccessTokens.Rights;
import filbert.household.Narrowing;
import filbert.household.Person;
import filbert.household.Role;
import filbert.household.Scope;
import filbert.household.wish.HouseholdWishes;
import filbert.household.wish.Plan;
import filbert.household.wish.Taking;
import filbert.household.wish.WishHit;
import filbert.identity.Sha1;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Searches that go on for days: one's own. */
@RestController
@Least(Role.MEMBER)
@RequestMapping("/api/v1/wishes")
final class WishesApi {
    private static final String TAKES = "the wish downloads on its own";
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 1_000;

    private final HouseholdWishes wishes;

    WishesApi(HouseholdWishes wishes) {
        this.wishes = wishes;
    }

    /** @param filter names and values as in the address of the search page */
    record Wanted(
            @Nullable String name,
            @Nullable String query,
            @Nullable Map<String, String> filter,
            @Nullable Integer everyHours,
            @Nullable Boolean tell,
            @Nullable Take take) {
        Plan plan() {
            if (query == null) {
                throw new BadRequestException("api.problem.query-missing");
            }
            return new Plan(
                    Objects.requireNonNullElse(name, ""),
                    query,
                    new Narrowing(Objects.requireNonNullElse(filter, Map.of())),
                    Duration.ofHours(Objects.requireNonNullElse(everyHours, 6)),
                    Objects.requireNonNullElse(tell, true),
                    take == null ? Taking.NOTHING : take.taking());
        }
    }

    /** @param choice {@code best} or {@code all} */
    record Take(int most, @Nullable Integer aDay, @Nullable Integer leastSources, @Nullable String choice) {
        private Taking taking() {
            return new Taking(
                    most,
                    Objects.requireNonNullElse(aDay, 1),
                    Objects.requireNonNullElse(leastSources, 1),
                    "all".equals(choice) ? Taking.Choice.ALL : Taking.Choice.BEST);
        }

        private static Take of(Taking taking) {
            return new Take(taking.most(), taking.aDay(), taking.leastSources(), taking.choice().name().toLowerCase(Locale.ROOT));
        }
    }

    record Wish(
            long id,
            String name,
            String query,
            Map<String, String> filter,
            long everyHours,
            boolean tell,
            Take take,
            String state,
            boolean running,
            @Nullable Instant last,
            @Nullable Instant next,
            String trouble,
            int hits,
            int fresh,
            int taken) {
        static Wish of(HouseholdWishes.View view) {
            var wish = view.wish();
            var plan = wish.plan();
            var progress = wish.progress();
            return new Wish(
                    wish.id(),
                    plan.name(),
                    plan.query(),
                    plan.narrowing().values(),
                    plan.every().toHours(),
                    plan.told(),
                    Take.of(plan.taking()),
                    progress.state().name().toLowerCase(Locale.ROOT),
                    view.running(),
                    progress.last().orElse(null),
                    wish.active() && !progress.atOnce() ? progress.next() : null,
                    progress.trouble(),
                    view.counts().total(),
                    view.counts().fresh(),
                    progress.taken());
        }
    }

    record Hit(String id, @Nullable String sha1, String name, long size, int sources, Instant found, Instant seen, boolean fresh, boolean taken) {
        static Hit of(WishHit hit) {
            var file = hit.file();
            return new Hit(
                    file.id(),
                    file.sha1().map(Sha1::base32).orElse(null),
                    file.name(),
                    file.size(),
                    file.sources().size(),
                    file.firstSeen(),
                    file.lastSeen(),
                    hit.fresh(),
                    hit.taken());
        }
    }

    record Others(long person, int wishes, int active) {}

    record Begun(long download) {}

    @GetMapping
    List<Wish> list(@AuthenticationPrincipal Person person) {
        return wishes.list(person).stream().map(Wish::of).toList();
    }

    /** How many others have. */
    @GetMapping("/others")
    @Least(Role.OWNER)
    List<Others> others(@AuthenticationPrincipal Person person) {
        return wishes.others(person).stream().map(one -> new Others(one.person(), one.wishes(), one.active())).toList();
    }

    @PostMapping
    @Besides(value = Scope.DOWNLOAD, when = TAKES)
    ResponseEntity<Wish> add(@RequestBody Wanted wanted, @AuthenticationPrincipal Person person, Authentication token) {
        var plan = wanted.plan();
        require(token, plan.taking());
        var id = wishes.add(person, plan).id();
        return ResponseEntity.created(URI.create("/api/v1/wishes/" + id)).body(show(id, person));
    }

    @GetMapping("/{id}")
    Wish show(@PathVariable long id, @AuthenticationPrincipal Person person) {
        return Wish.of(wishes.view(person, id));
    }

    /** What is taken without asking is downloaded by whoever said so, or set it going again. */
    private static void require(Authentication token, Taking taking) {
        if (taking.takes() && !(token.getDetails() instanceof Rights rights && rights.scopes().contains(Scope.DOWNLOAD))) {
            throw new LackingScopeException(Scope.DOWNLOAD);
        }
    }

    @PutMapping("/{id}")
    @Besides(value = Scope.DOWNLOAD, when = TAKES)
    Wish change(@PathVariable long id, @RequestBody Wanted wanted, @AuthenticationPrincipal Person person, Authentication token) {
        var plan = wanted.plan();
        require(token, plan.taking());
        wishes.change(person, id, plan);
        return show(id, person);
    }

    @PostMapping("/{id}/{verb:run|pause|resume|seen}")
    @Besides(value = Scope.DOWNLOAD, when = TAKES + " and is run or resumed")
    Wish command(@PathVariable long id, @PathVariable String verb, @AuthenticationPrincipal Person person, Authentication token) {
        if (verb.equals("run") || verb.equals("resume")) {
            require(token, wishes.view(person, id).wish().plan().taking());
        }
        switch (verb) {
            case "run" -> wishes.runNow(person, id);
            case "pause" -> wishes.pause(person, id);
            case "resume" -> wishes.resume(person, id);
            default -> wishes.seen(person, id);
        }
        return show(id, person);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable long id, @AuthenticationPrincipal Person person) {
        wishes.remove(person, id);
    }

    /** Newest first, a hundred a page. */
    @GetMapping("/{id}/hits")
    List<Hit> hits(@PathVariable long id, @RequestParam(defaultValue = "1") int page, @AuthenticationPrincipal Person person) {
        return wishes.hits(person, id, (Math.clamp(page, 1, MOST_PAGES) - 1) * PAGE, PAGE).stream().map(Hit::of).toList();
    }

    @PostMapping("/{id}/hits/{hit}/download")
    @ResponseStatus(HttpStatus.CREATED)
    Begun download(@PathVariable long id, @PathVariable String hit, @AuthenticationPrincipal Person person) {
        return new Begun(wishes.download(person, id, hit).id());
    }
}
