package filbert.api;

import filbert.household.Person;
import filbert.household.Role;
import filbert.household.telling.FeedTokens;
import filbert.household.telling.HouseholdWebhooks;
import filbert.household.telling.Notice;
import filbert.household.telling.Webhook;
import filbert.web.Links;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where else somebody wants to hear of things. Secrets go in and never come out. */
@RestController
@Least(Role.MEMBER)
@RequestMapping("/api/v1")
final class WebhooksApi {
    private final HouseholdWebhooks hooks;
    private final FeedTokens feeds;

    WebhooksApi(HouseholdWebhooks hooks, FeedTokens feeds) {
        this.hooks = hooks;
        this.feeds = feeds;
    }

    record Wanted(@Nullable String name, @Nullable String url, @Nullable String preset, @Nullable String secret, @Nullable List<String> kinds) {
        private HouseholdWebhooks.Wanted wanted(Person person, String home) {
            if (url == null || preset == null) {
                throw new BadRequestException("api.problem.webhook");
            }
            var all = Notice.Kind.of(person);
            if (kinds != null && !all.stream().map(Notice.Kind::key).toList().containsAll(kinds)) {
                throw new IllegalArgumentException("webhook.problem.kind");
            }
            var chosen = kinds == null ? all : all.stream().filter(one -> kinds.contains(one.key())).collect(Collectors.toSet());
            var how = Arrays.stream(Webhook.Preset.values())
                    .filter(one -> one.name().equalsIgnoreCase(preset))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("webhook.problem.preset"));
            return new HouseholdWebhooks.Wanted(Objects.requireNonNullElse(name, preset), url, how, Optional.ofNullable(secret), chosen, home);
        }

        @Override
        public String toString() {
            return "Wanted";
        }
    }

    record Hook(
            long id, String name, String url, String preset, boolean secret, List<String> kinds, boolean paused, int failures, @Nullable Instant last, String result) {
        static Hook of(Webhook hook) {
            var standing = hook.standing();
            return new Hook(
                    hook.id(),
                    hook.name(),
                    hook.url().toString(),
                    hook.preset().name().toLowerCase(Locale.ROOT),
                    !hook.secret().isEmpty(),
                    hook.kinds().stream().sorted().map(Notice.Kind::key).toList(),
                    standing.paused(),
                    standing.failures(),
                    standing.last().orElse(null),
                    standing.result());
        }
    }

    /** @param address just after it was made */
    record Feed(boolean made, @Nullable String address) {}

    @GetMapping("/webhooks")
    List<Hook> list(@AuthenticationPrincipal Person person) {
        return hooks.list(person).stream().map(Hook::of).toList();
    }

    @PostMapping("/webhooks")
    ResponseEntity<Hook> add(@RequestBody Wanted wanted, ServerHttpRequest request, @AuthenticationPrincipal Person person) {
        var hook = hooks.add(person, wanted.wanted(person, Links.to(request, "")));
        return ResponseEntity.created(URI.create("/api/v1/webhooks/" + hook.id())).body(Hook.of(hook));
    }

    @PutMapping("/webhooks/{id}")
    Hook change(@PathVariable long id, @RequestBody Wanted wanted, ServerHttpRequest request, @AuthenticationPrincipal Person person) {
        hooks.change(person, id, wanted.wanted(person, Links.to(request, "")));
        return Hook.of(hooks.one(person, id));
    }

    @DeleteMapping("/webhooks/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable long id, @AuthenticationPrincipal Person person) {
        hooks.remove(person, id);
    }

    @PostMapping("/webhooks/{id}/{verb:test|pause|resume}")
    Hook command(@PathVariable long id, @PathVariable String verb, @AuthenticationPrincipal Person person) {
        switch (verb) {
            case "test" -> hooks.test(person, id);
            case "pause" -> hooks.pause(person, id);
            default -> hooks.resume(person, id);
        }
        return Hook.of(hooks.one(person, id));
    }

    @GetMapping("/feed")
    @Least(Role.GUEST)
    Feed feed(@AuthenticationPrincipal Person person) {
        return new Feed(feeds.has(person), null);
    }

    /** Another address, in place of the one before. */
    @PostMapping("/feed")
    @Least(Role.GUEST)
    Feed makeFeed(ServerHttpRequest request, @AuthenticationPrincipal Person person) {
        return new Feed(true, Links.to(request, "/feeds/" + feeds.make(person) + "/inbox.atom"));
    }

    @DeleteMapping("/feed")
    @Least(Role.GUEST)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeFeed(@AuthenticationPrincipal Person person) {
        feeds.revoke(person);
    }
}
