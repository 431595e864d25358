package filbert.web;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.FirstStart;
import filbert.household.Role;
import filbert.showroom.BracketedMessages;
import filbert.showroom.PlainBrowser;
import filbert.showroom.PretendHouse;
import filbert.showroom.Showroom;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * Every page once more, with each text in brackets. What stands outside them is data, figures and names: there are no words that join others to
 * sentences, as there would be in one that some class or template says by itself, in English to everybody.
 */
@SpringBootTest(classes = Showroom.class)
final class OnlyTranslatedWordsTest {
    private static final Pattern BRACKETED = Pattern.compile(BracketedMessages.OPEN + "[^⟦⟧]*" + BracketedMessages.CLOSE);

    /** What people hear or see though it is no text of an element. */
    private static final List<String> SPOKEN = List.of("aria-label", "title", "placeholder", "alt", "data-confirm", "data-label");

    private static final String AS_IT_IS = "script, style, code, pre";

    private static final Pattern JOINING = Pattern.compile(
            "\\b(the|a|an|is|are|was|were|not|no|and|or|for|with|from|has|have|had|been|this|that|by|to|in|at|on|of|it|its|can|cannot|could|will|does|did|than|yet)\\b",
            Pattern.CASE_INSENSITIVE);

    /** What people and programs of the showroom call things, and its log. */
    private static final Set<String> DATA = Set.of(
            "hazel without a hash.txt", "The <b>old</b> radio play", "no hash.bin", "It failed", "what a peer said: <b>bold</b> \\u001b[31m");

    @Autowired
    private BracketedMessages messages;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private PretendHouse house;

    private PlainBrowser browser;

    @BeforeEach
    void open() {
        browser = new PlainBrowser(context);
    }

    @ParameterizedTest
    @MethodSource("filbert.web.EveryPageTest#pagesOfTheOwner")
    void aPageSaysNothingElse(String page) {
        assertTranslated(page, browser.as(PretendHouse.OWNER));
    }

    @Test
    void neitherDoWhatStrangersSeeAndTheFirstPages() {
        for (var page : List.of("/login", "/login?error", "/login?locked=11:30", "/login?unknown", "/login?logout", "/invitation/nosuch")) {
            assertTranslated(page, browser.strangers());
        }
        assertTranslated("/invitation/" + house.invitations.make(PretendHouse.OWNER, Role.GUEST, 1).secret(), browser.strangers());
        try {
            house.firstStart.state = FirstStart.State.ACCOUNT;
            assertTranslated("/setup/account?code=right", browser.strangers());
            house.firstStart.state = FirstStart.State.OPEN;
            for (var step : List.of("folders", "network", "finish")) {
                assertTranslated("/setup/" + step, browser.as(PretendHouse.OWNER));
            }
        } finally {
            house.firstStart.state = FirstStart.State.DONE;
        }
    }

    @Test
    void norDoErrorPages() {
        assertTranslated("/nosuch", browser.as(PretendHouse.GUEST));
        assertTranslated("/settings/network", browser.as(PretendHouse.GUEST));
        assertTranslated("/downloads/4711", browser.as(PretendHouse.OWNER));
    }

    @Test
    void wordsBesideTheTranslatedOnesWouldBeSeen() {
        assertThat(untranslated(Jsoup.parse("<p>⟦Why: ⟦it is⟧ so⟧ 3 <b>not there</b></p>"))).containsExactly("not there");
        assertThat(untranslated(Jsoup.parse("<p aria-label='the way'>blue hazel.ogg</p>"))).containsExactly("the way");
    }

    private void assertTranslated(String page, WebTestClient client) {
        messages.bracketed(() -> {
            var body = client.get().uri(page).header("Accept", "text/html").exchange().expectBody(String.class).returnResult().getResponseBody();
            var document = Jsoup.parse(Objects.requireNonNull(body));
            assertThat(document.select("body > a").text()).as(page).startsWith(BracketedMessages.OPEN);
            assertThat(untranslated(document)).as(page).isEmpty();
        });
    }

    private static List<String> untranslated(Document document) {
        return document.getAllElements().stream()
                .filter(element -> element.closest(AS_IT_IS) == null)
                .flatMap(element -> Stream.concat(element.textNodes().stream().map(TextNode::text), SPOKEN.stream().map(element::attr)))
                .map(text -> outsideBrackets(text).strip())
                .filter(rest -> JOINING.matcher(rest).find() && !DATA.contains(rest))
                .toList();
    }

    private static String outsideBrackets(String text) {
        var rest = text;
        for (var before = ""; !before.equals(rest); ) {
            before = rest;
            rest = BRACKETED.matcher(rest).replaceAll("");
        }
        return rest;
    }}
