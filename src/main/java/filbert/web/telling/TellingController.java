package filbert.web.telling;

import filbert.household.Person;
import filbert.household.Role;
import filbert.household.telling.FeedTokens;
import filbert.household.telling.HouseholdWebhooks;
import filbert.web.Links;
import filbert.web.MessageKey;
import filbert.web.SeeOther;
import filbert.web.Shell;
import java.time.InstantSource;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Where else somebody wants to hear of things: feeds and webhooks. */
@Controller
final class TellingController {
    private static final String PATH = "/account/telling";
    private static final List<String> PRESETS = List.of("ntfy", "gotify", "json");

    private final HouseholdWebhooks hooks;
    private final FeedTokens feeds;
    private final SpokenTo spoken;
    private final InstantSource clock;

    TellingController(HouseholdWebhooks hooks, FeedTokens feeds, SpokenTo spoken, InstantSource clock) {
        this.hooks = hooks;
        this.feeds = feeds;
        this.spoken = spoken;
        this.clock = clock;
    }

    @GetMapping(PATH)
    String page(Person person, @ModelAttribute("shell") Shell shell, Model model) {
        return page("", person, shell, model);
    }

    /** @param feed its address just after it was made, or empty */
    private String page(String feed, Person person, Shell shell, Model model) {
        var now = clock.instant();
        model.addAttribute("feed", feed);
        model.addAttribute("hasFeed", feeds.has(person));
        model.addAttribute("hooks", person.role().includes(Role.MEMBER) ? hooks.list(person).stream().map(hook -> HookRow.of(hook, now)).toList() : List.of());
        return shell.page("telling/telling");
    }

    /** Answers with the page itself, not with a redirect: the address is nowhere to be read again. */
    @PostMapping(PATH + "/feed")
    String makeFeed(Person person, @ModelAttribute("shell") Shell shell, Model model, ServerHttpRequest request) {
        spoken.asks(person);
        return page(Links.to(request, "/feeds/" + feeds.make(person) + "/inbox.atom"), person, shell, model);
    }

    @PostMapping(PATH + "/feed/revoke")
    String revokeFeed(Person person) {
        feeds.revoke(person);
        return SeeOther.at(PATH, "telling.revoked");
    }

    @GetMapping(PATH + "/new")
    String blank(Person person, @ModelAttribute("shell") Shell shell, Model model) {
        person.require(Role.MEMBER);
        return form(HookForm.blank(person), 0, "", person, shell, model);
    }

    @GetMapping(PATH + "/{id:\\d+}")
    String edit(@PathVariable long id, Person person, @ModelAttribute("shell") Shell shell, Model model) {
        return form(HookForm.of(hooks.one(person, id)), id, "", person, shell, model);
    }

    private static String form(HookForm form, long id, String problem, Person person, Shell shell, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("hook", id);
        model.addAttribute("problem", problem);
        model.addAttribute("presets", PRESETS);
        model.addAttribute("kinds", HookForm.kinds(person));
        return shell.page("telling/hook");
    }

    @PostMapping(PATH)
    String add(
            @ModelAttribute HookForm form,
            Person person,
            @ModelAttribute("shell") Shell shell,
            Model model,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        person.require(Role.MEMBER); // before anything is said of what was typed
        try {
            spoken.asks(person);
            hooks.add(person, form.wanted(Links.to(request, "")));
            return SeeOther.at(PATH, "telling.added");
        } catch (IllegalArgumentException refused) {
            response.setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
            return form(form, 0, MessageKey.below("webhook.problem.", refused.getMessage()), person, shell, model);
        }
    }

    @PostMapping(PATH + "/{id:\\d+}")
    String change(
            @PathVariable long id,
            @ModelAttribute HookForm form,
            Person person,
            @ModelAttribute("shell") Shell shell,
            Model model,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        person.require(Role.MEMBER); // before anything is said of what was typed
        try {
            spoken.asks(person);
            hooks.change(person, id, form.wanted(Links.to(request, "")));
            return SeeOther.at(PATH, "telling.changed");
        } catch (IllegalArgumentException refused) {
            response.setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
            return form(form, id, MessageKey.below("webhook.problem.", refused.getMessage()), person, shell, model);
        }
    }

    /** Waits for what comes of it: ten seconds at most. */
    @PostMapping(PATH + "/{id:\\d+}/test")
    String test(@PathVariable long id, Person person) {
        spoken.asks(person);
        try {
            return SeeOther.at(PATH, hooks.test(person, id).delivered() ? "telling.arrived" : "telling.lost");
        } catch (IllegalArgumentException busy) {
            return SeeOther.at(PATH, "telling.busy");
        }
    }

    @PostMapping(PATH + "/{id:\\d+}/{verb:pause|resume|remove}")
    String command(@PathVariable long id, @PathVariable String verb, Person person) {
        switch (verb) {
            case "pause" -> hooks.pause(person, id);
            case "resume" -> hooks.resume(person, id);
            default -> hooks.remove(person, id);
        }
        return SeeOther.at(PATH, "telling." + verb);
    }
}
