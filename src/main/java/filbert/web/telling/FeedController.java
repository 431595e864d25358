package filbert.web.telling;

import filbert.household.Person;
import filbert.household.telling.FeedTokens;
import filbert.household.telling.HouseholdInbox;
import filbert.household.wish.HouseholdWishes;
import filbert.household.wish.WishHit;
import filbert.web.Figures;
import filbert.web.Links;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Feeds for readers of feeds, which cannot sign in: a word in the address says whose they are. */
@Controller
final class FeedController {
    private static final MediaType ATOM = new MediaType("application", "atom+xml", StandardCharsets.UTF_8);
    private static final int ENTRIES = 100;
    private static final int TAG_LENGTH = 32;

    private final FeedTokens tokens;
    private final HouseholdInbox inbox;
    private final HouseholdWishes wishes;
    private final NoticeWords words;

    FeedController(FeedTokens tokens, HouseholdInbox inbox, HouseholdWishes wishes, NoticeWords words) {
        this.tokens = tokens;
        this.inbox = inbox;
        this.wishes = wishes;
        this.words = words;
    }

    @GetMapping("/feeds/{token}/inbox.atom")
    ResponseEntity<String> inbox(@PathVariable String token, ServerHttpRequest request) {
        var person = reader(token);
        var language = words.languageOf(person.id());
        var entries = inbox.list(person, 0, ENTRIES).stream()
                .map(told -> new Atom.Entry(
                        String.valueOf(told.id()), words.title(told.notice(), language), "", Links.to(request, told.notice().link()), told.at()))
                .toList();
        return answer(new Atom.Feed(
                "inbox " + person.id(), language.getLanguage(), "Filbert: " + person.name(), Links.to(request, request.getPath().pathWithinApplication().value()), Links.to(request, "/inbox"), entries));
    }

    @GetMapping("/feeds/{token}/wishes/{id:\\d{1,18}}.atom")
    ResponseEntity<String> wish(@PathVariable String token, @PathVariable long id, ServerHttpRequest request) {
        var person = reader(token);
        var plan = wishes.view(person, id).wish().plan();
        var page = Links.to(request, "/wishes/" + id);
        var language = words.languageOf(person.id());
        var entries = wishes.hits(person, id, 0, ENTRIES).stream().map(hit -> entry(hit, page, language)).toList();
        return answer(new Atom.Feed(
                "wish " + id, language.getLanguage(), "Filbert: " + plan.name(), Links.to(request, request.getPath().pathWithinApplication().value()), page, entries));
    }

    private Atom.Entry entry(WishHit hit, String page, Locale language) {
        var file = hit.file();
        return new Atom.Entry(hit.id(), file.name(), words.find(Figures.size(file.size(), language), file.sources().size(), language), page, hit.found());
    }

    /** The word itself is in no message: those are in logs and on pages. */
    private Person reader(String token) {
        return tokens.reader(token).orElseThrow(() -> new NoSuchElementException("feed"));
    }

    private static ResponseEntity<String> answer(Atom.Feed feed) {
        var text = Atom.write(feed);
        return ResponseEntity.ok().contentType(ATOM).eTag(digest(text)).cacheControl(CacheControl.noCache().cachePrivate()).body(text);
    }

    private static String digest(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, TAG_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
