package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.AccessTokens;
import filbert.household.HouseholdPeople;
import filbert.household.Invitations;
import filbert.household.People;
import org.springframework.test.web.reactive.server.WebTestClient;
import java.util.Set;
import java.util.List;
import filbert.household.Scope;
import filbert.household.AddressRange;
import filbert.household.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;

/** Who gets in, and what browsers are told. */
final class WebSecurityTest {
    @TempDir
    static Path data;

    private static RunningFilbert filbert;

    @BeforeAll
    static void start() {
        filbert = RunningFilbert.setUp(data, "web.base-path=/nuts", "web.hosts=nas.example.org", "web.trusted-proxies=127.0.0.1");
    }

    @AfterAll
    static void stop() {
        filbert.close();
    }

    @Test
    void strangersAreSentToTheLoginPageAndThenToThePageTheyWanted() {
        var browser = filbert.browser();
        assertThat(browser.get("/nuts/library?q=hazel").location()).isEqualTo("/nuts/login");
        var welcome = browser.submit("/nuts/login", "/nuts/login", Map.of("username", "owner", "password", RunningFilbert.PASSWORD));
        assertThat(welcome.status()).isEqualTo(302);
        assertThat(welcome.location()).isEqualTo("/nuts/library?q=hazel");
        assertThat(browser.get("/nuts/library?q=hazel").status()).isEqualTo(200);
    }

    @Test
    void theSessionCookieIsOutOfReachOfScriptsAndOtherSites() {
        var browser = filbert.browser();
        var session = browser.submit("/nuts/login", "/nuts/login", Map.of("username", "OWNER", "password", RunningFilbert.PASSWORD))
                .cookies()
                .get("filbert");
        assertThat(session).satisfies(cookie -> {
            assertThat(cookie.isHttpOnly()).isTrue();
            assertThat(cookie.getSameSite()).isEqualTo("Lax");
            assertThat(cookie.getPath()).isEqualTo("/nuts/");
        });
    }

    @Test
    void behindAProxyWithTlsTheSessionCookieTravelsThereOnly() {
        var browser = new Browser(filbert.stranger().mutate().defaultHeader("X-Forwarded-Proto", "https").build());
        var cookie = signIn(browser, "owner", RunningFilbert.PASSWORD).cookies().get("filbert");
        assertThat(cookie).satisfies(session -> assertThat(session.isSecure()).isTrue());
    }

    @Test
    void theListOfSessionsEndsThem() {
        var here = filbert.browser();
        var there = filbert.browser();
        signIn(here, "owner", RunningFilbert.PASSWORD);
        signIn(there, "owner", RunningFilbert.PASSWORD);
        var open = stream(there);
        assertThat(here.get("/nuts/account").page().select("tr:has(.chip.good)")).hasSize(1);
        here.submit("/nuts/account", "/nuts/account/sessions/end-others", Map.of());
        assertThat(open).succeedsWithin(Duration.ofSeconds(20));
        assertThat(there.get("/nuts/").location()).isEqualTo("/nuts/login");
        assertThat(here.get("/nuts/").status()).isEqualTo(200);
    }

    @Test
    void lookingAtTheLoginPageMakesNoSession() {
        assertThat(filbert.browser().get("/nuts/login").cookies()).doesNotContainKey("filbert");
    }

    @Test
    void aWrongPasswordAndAnUnknownNameLookTheSame() {
        var wrong = filbert.browser().submit("/nuts/login", "/nuts/login", Map.of("username", "somebody", "password", "not this one"));
        assertThat(wrong.location()).isEqualTo("/nuts/login?error");
        var unknown = filbert.browser().submit("/nuts/login", "/nuts/login", Map.of("username", "owner", "password", "not this one"));
        assertThat(unknown.location()).isEqualTo("/nuts/login?error");
    }

    @Test
    void afterFiveFailuresANameIsLockedForAWhileAlsoForTheRightPassword() {
        filbert.part(People.class).create("bob", "a walnut tree", Role.MEMBER);
        var browser = filbert.browser();
        for (int i = 0; i < 4; i++) {
            assertThat(signIn(browser, "bob", "wrong").location()).isEqualTo("/nuts/login?error");
        }
        assertThat(signIn(browser, "bob", "wrong").location()).matches("/nuts/login\\?locked=\\d\\d:\\d\\d");
        assertThat(signIn(browser, "bob", "a walnut tree").location()).matches("/nuts/login\\?locked=\\d\\d:\\d\\d");
        assertThat(signIn(filbert.browser(), "owner", RunningFilbert.PASSWORD).location()).isEqualTo("/nuts/");
    }

    @Test
    void aStrangersFailuresKeepNobodyOutWhoComesFromElsewhere() {
        filbert.part(People.class).create("cleo", "a walnut tree", Role.MEMBER);
        var stranger = filbert.browserBehind("192.0.2.66, 127.0.0.1");
        for (int i = 0; i < 5; i++) {
            signIn(stranger, "cleo", "wrong");
        }
        assertThat(signIn(stranger, "cleo", "a walnut tree").location()).contains("locked");
        assertThat(signIn(filbert.browserBehind("198.51.100.1, 192.0.2.66"), "cleo", "a walnut tree").location())
                .as("the address nearest to the proxy counts, whatever the caller put before it")
                .contains("locked");
        assertThat(signIn(filbert.browser(), "cleo", "a walnut tree").location()).isEqualTo("/nuts/");
    }

    @Test
    void aNewPasswordSignsThePersonOutEverywhereElse() {
        filbert.part(People.class).create("dora", "a walnut tree", Role.MEMBER);
        var here = filbert.browser();
        var there = filbert.browser();
        var owner = filbert.browser();
        signIn(here, "dora", "a walnut tree");
        signIn(there, "dora", "a walnut tree");
        signIn(owner, "owner", RunningFilbert.PASSWORD);
        var fresh = Map.of("old", "a walnut tree", "fresh", "a hazel hedge", "repeat", "a hazel hedge");
        var said = here.submit("/nuts/account", "/nuts/account/password", fresh).location();
        assertThat(here.get(said).page().text()).contains("Wherever else you were signed in you are signed out");
        assertThat(there.get("/nuts/").location()).isEqualTo("/nuts/login");
        assertThat(owner.get("/nuts/").status()).isEqualTo(200);
    }

    @Test
    void signingOutEndsTheStreamsOfThatSession() {
        var browser = filbert.browser();
        signIn(browser, "owner", RunningFilbert.PASSWORD);
        var ended = stream(browser);
        browser.submit("/nuts/account", "/nuts/logout", Map.of());
        assertThat(ended).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void whoIsDemotedOrSwitchedOffIsSoAtOnceAlsoInOpenStreams() {
        var owner = filbert.part(People.class).all().getFirst();
        var vic = filbert.part(People.class).create("vic", "a walnut tree", Role.OWNER);
        var browser = filbert.browser();
        signIn(browser, "vic", "a walnut tree");
        assertThat(browser.get("/nuts/settings/general").status()).isEqualTo(200);
        var people = filbert.part(HouseholdPeople.class);
        var open = stream(browser);
        people.changeRole(owner, vic.id(), Role.GUEST);
        assertThat(open).succeedsWithin(Duration.ofSeconds(20));
        assertThat(browser.get("/nuts/settings/general").status()).isEqualTo(403);
        assertThat(browser.get("/nuts/").status()).isEqualTo(200);
        var again = stream(browser);
        people.disable(owner, vic.id());
        assertThat(again).succeedsWithin(Duration.ofSeconds(20));
        assertThat(browser.get("/nuts/").location()).isEqualTo("/nuts/login");
        assertThat(signIn(browser, "vic", "a walnut tree").location()).isEqualTo("/nuts/login?error");
        people.remove(owner, vic.id());
        assertThat(filbert.part(People.class).byId(vic.id())).isEmpty();
    }

    /** An open stream that has told something. @return done when it ended */
    private static CompletableFuture<Void> stream(Browser browser) {
        var first = new CountDownLatch(1);
        var ended = filbert.stranger()
                .get()
                .uri("/nuts/events?view=downloads")
                .accept(MediaType.ALL) // as whoever would rather not be cut off says
                .cookies(browser::send)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseBody()
                .doOnNext(_ -> first.countDown())
                .then()
                .toFuture();
        assertThat(first).satisfies(seen -> assertThat(seen.await(20, TimeUnit.SECONDS)).isTrue());
        assertThat(ended).isNotDone();
        return ended;
    }

    @Test
    void anInvitedStrangerComesInByTheLinkAndOnlyOnce() {
        var owner = filbert.part(People.class).all().getFirst();
        var path = "/nuts/invitation/" + filbert.part(Invitations.class).make(owner, Role.GUEST, 1).secret();
        var browser = filbert.browser();
        var in = browser.submit(path, path, Map.of("name", "wanda", "password", "a walnut tree", "repeat", "a walnut tree"));
        assertThat(in.location()).isEqualTo("/nuts/?said=invitation.welcome");
        assertThat(browser.get("/nuts/account").page().select("h1").text()).isEqualTo("wanda");
        assertThat(browser.get("/nuts/admin/people").status()).isEqualTo(403);
        assertThat(filbert.browser().get(path).status()).isEqualTo(410);
    }

    @Test
    void guessingTokensIsAnsweredWithAPause() {
        var guesser = filbert.stranger().mutate()
                .defaultHeader("X-Forwarded-For", "192.0.2.99")
                .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer filbert_guess")
                .build();
        for (int i = 0; i < 30; i++) {
            guesser.get().uri("/nuts/api/v1/status").exchange().expectStatus().isUnauthorized().expectBody();
        }
        guesser.get().uri("/nuts/api/v1/status").exchange().expectStatus().isEqualTo(429).expectHeader().exists("Retry-After").expectBody();
        filbert.script().get().uri("/nuts/api/v1/status").exchange().expectStatus().isOk().expectBody();
    }

    private static Browser.Answer signIn(Browser browser, String name, String password) {
        return browser.submit("/nuts/login", "/nuts/login", Map.of("username", name, "password", password));
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        var browser = filbert.browser();
        signIn(browser, "owner", RunningFilbert.PASSWORD);
        var refused = browser.post("/nuts/search", new LinkedMultiValueMap<>(Map.of("q", java.util.List.of("hazel"))));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.page().select("h1").text()).isEqualTo("The form was too old");
        assertThat(browser.post("/nuts/logout", new LinkedMultiValueMap<>()).status()).isEqualTo(403);
    }

    @Test
    void signingOutEndsTheSession() {
        var browser = filbert.browser();
        signIn(browser, "owner", RunningFilbert.PASSWORD);
        assertThat(browser.submit("/nuts/account", "/nuts/logout", Map.of()).location()).isEqualTo("/nuts/login?logout");
        assertThat(browser.get("/nuts/").location()).isEqualTo("/nuts/login");
    }

    @Test
    void pagesForbidWhatIsNotOurs() {
        var headers = filbert.browser().get("/nuts/login").headers();
        assertThat(headers.getFirst("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe");
        assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(headers.getFirst("X-Frame-Options")).isEqualTo("DENY");
        assertThat(headers.getFirst("Referrer-Policy")).isEqualTo("same-origin");
    }

    @Test
    void htmxIsToldWhereToGoAndAStreamThatItMayNot() {
        var stranger = filbert.stranger();
        stranger.get()
                .uri("/nuts/downloads")
                .header("HX-Request", "true")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals("HX-Redirect", "/nuts/login")
                .expectBody();
        stranger.get()
                .uri("/nuts/events?view=downloads")
                .accept(MediaType.TEXT_EVENT_STREAM)
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectBody();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.1.5:8346", "[fe80::1]:8346", "localhost", "nas.local", "Filbert.LAN", "box.home.arpa", "nas.example.org"})
    void answersUnderNamesThatCanBeOurs(String host) {
        assertThat(statusUnder(host)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example.com", "local", "nas.local.evil.com", "example.org", "192.168.1.5.nip.io"})
    void answersUnderNoOtherName(String host) {
        assertThat(statusUnder(host)).isEqualTo(421);
    }

    private static int statusUnder(String host) {
        return filbert.stranger()
                .get()
                .uri("/nuts/login")
                .header(HttpHeaders.HOST, host)
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getStatus()
                .value();
    }

    @Test
    void aListedProxyMaySayWhichNameWasAskedFor() {
        var location = filbert.stranger()
                .get()
                .uri("/nuts/")
                .header("X-Forwarded-Host", "evil.example.com")
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getStatus()
                .value();
        assertThat(location).isEqualTo(421);
    }

    @Test
    void scriptsWithoutATokenAreToldHowToSendOne() {
        filbert.stranger()
                .get()
                .uri("/nuts/api/v1/status")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo(401);
        filbert.stranger()
                .get()
                .uri("/nuts/api/v1/status")
                .header(HttpHeaders.AUTHORIZATION, "Bearer filbert_wrong")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectBody();
    }

    @Test
    void aTokenIsUsedForWhatItWasMadeForAndFromThere() {
        var owner = filbert.part(People.class).all().getFirst();
        var tokens = filbert.part(AccessTokens.class);
        var reader = script(tokens.create(owner, "reader", new AccessTokens.Rights(Role.OWNER, Set.of(Scope.READ), List.of())));
        reader.get().uri("/nuts/api/v1/downloads").exchange().expectStatus().isOk().expectBody();
        lacks(reader.post().uri("/nuts/api/v1/downloads").contentType(MediaType.APPLICATION_JSON).bodyValue("{}").exchange(), "download");
        lacks(reader.post().uri("/nuts/api/v1/searches").contentType(MediaType.APPLICATION_JSON).bodyValue("{}").exchange(), "search");
        lacks(reader.get().uri("/nuts/api/v1/people").exchange(), "admin");
        lacks(reader.get().uri(java.net.URI.create("http://127.0.0.1:" + filbert.webPort() + "/nuts/api/v1/%70eople")).exchange(), "admin");
        lacks(reader.delete().uri("/nuts/api/v1/network/neighbours/1").exchange(), "admin");
        lacks(reader.delete().uri("/nuts/api/v1/nothing-of-ours").exchange(), "admin");
        var elsewhere = new AccessTokens.Rights(Role.OWNER, Set.of(Scope.READ), List.of(AddressRange.parse("192.0.2.0/24")));
        var token = tokens.create(owner, "elsewhere", elsewhere);
        script(token).get().uri("/nuts/api/v1/status").exchange().expectStatus().isForbidden().expectBody()
                .jsonPath("$.code").isEqualTo("api.problem.token-network")
                .jsonPath("$.from").isEqualTo("127.0.0.1");
        script(token).get().uri("/nuts/api/v1/status").header("X-Forwarded-For", "192.0.2.8").exchange().expectStatus().isOk().expectBody();
        script(token).get().uri("/nuts/api/v1/status").header("X-Forwarded-For", "192.0.2.8, 198.51.100.1").exchange().expectStatus().isForbidden().expectBody();
    }

    private static WebTestClient script(String token) {
        return filbert.stranger().mutate().defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token).build();
    }

    private static void lacks(WebTestClient.ResponseSpec answer, String scope) {
        answer.expectStatus().isForbidden()
                .expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.code").isEqualTo("api.problem.scope")
                .jsonPath("$.missing").isEqualTo(scope);
    }

    @Test
    void aTokenActsInItsRoleAndNoHigher() {
        var owner = filbert.part(People.class).all().getFirst();
        var token = filbert.part(AccessTokens.class).create(owner, "reader", AccessTokens.Rights.all(Role.GUEST));
        var guest = filbert.stranger().mutate().defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token).build();
        guest.get().uri("/nuts/api/v1/library/folders").exchange().expectStatus().isOk().expectBody();
        guest.post()
                .uri("/nuts/api/v1/network/connections")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"address\":\"127.0.0.1:23456\"}")
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody();
        filbert.script().get().uri("/nuts/api/v1/status").exchange().expectStatus().isOk().expectBody().jsonPath("$.person").isEqualTo("owner");
        filbert.script().get().uri("/nuts/api/v1/nosuch").exchange().expectStatus().isNotFound().expectBody()
                .jsonPath("$.code").isEqualTo("api.problem.status-404").jsonPath("$.detail").isNotEmpty();
        filbert.script().put().uri("/nuts/api/v1/searches").exchange().expectStatus().isEqualTo(405).expectBody()
                .jsonPath("$.code").isEqualTo("api.problem.status-405").jsonPath("$.detail").isNotEmpty();
        filbert.stranger().get().uri("/nuts/api/v1/status").exchange().expectStatus().isUnauthorized().expectBody()
                .jsonPath("$.code").isEqualTo("api.problem.token");
    }

    @Test
    void aSessionIsNoTokenForScripts() {
        var browser = filbert.browser();
        signIn(browser, "owner", RunningFilbert.PASSWORD);
        assertThat(browser.get("/nuts/api/v1/status").status()).isEqualTo(401);
    }

    @Test
    void healthSaysUpAndNothingElse() {
        filbert.stranger()
                .get()
                .uri("/nuts/actuator/health")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .isEqualTo("{\"status\":\"UP\"}");
        assertThat(filbert.browser().get("/nuts/actuator/env").status()).isEqualTo(401);
    }
}
