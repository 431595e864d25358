package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.HouseholdPeople;
import filbert.household.LayeredSettings;
import filbert.household.People;
import filbert.household.Person;
import filbert.household.Role;
import filbert.household.SignOn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A reverse proxy says who comes; and everybody else who says so is not believed. */
final class SignOnTest {
    private static final String HEADER = "Remote-User";

    @TempDir
    static Path data;

    private static RunningFilbert filbert;

    @BeforeAll
    static void start() {
        filbert = RunningFilbert.setUp(data, "web.trusted-proxies=127.0.0.1");
    }

    @AfterAll
    static void stop() {
        filbert.close();
    }

    private final Person owner = filbert.part(People.class).all().getFirst();

    @BeforeEach
    void trustThisMachine() {
        set("127.0.0.1", "refuse");
    }

    private void set(String proxies, String unknown) {
        filbert.part(LayeredSettings.class)
                .save(owner, Map.of("filbert.people.sign-on-header", HEADER, "filbert.people.sign-on-proxies", proxies, "filbert.people.sign-on-unknown", unknown));
    }

    private static WebTestClient naming(String... names) {
        return filbert.stranger().mutate().defaultHeader(HEADER, names).build();
    }

    private static Browser browserOf(String name) {
        return new Browser(naming(name));
    }

    @Test
    void whomTheProxyNamesIsInWithoutASession() {
        var page = browserOf("OWNER").get("/account");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.page().select("h1").text()).isEqualTo("owner");
        assertThat(page.cookies()).doesNotContainKey("filbert");
        assertThat(filbert.browser().get("/account").location()).isEqualTo("/login");
    }

    @Test
    void fromAnAddressThatIsNotListedTheHeaderIsNothingAndIsCounted() {
        set("192.0.2.1", "guest");
        var before = filbert.part(SignOn.class).view(owner).ignored();
        assertThat(browserOf("owner").get("/account").location()).isEqualTo("/login");
        assertThat(browserOf("eve").get("/account").location()).isEqualTo("/login");
        assertThat(filbert.part(SignOn.class).view(owner).ignored()).isEqualTo(before + 2);
        assertThat(filbert.part(SignOn.class).view(owner).lastFrom()).isEqualTo("127.0.0.1");
        assertThat(filbert.part(People.class).all()).extracting(Person::name).doesNotContain("eve");
    }

    @Test
    void sayingThatOneComesFromTheProxyDoesNotHelp() {
        set("192.0.2.1", "guest");
        for (var forwarded : List.of("192.0.2.1", "127.0.0.1", "192.0.2.1, 127.0.0.1")) {
            var forged = new Browser(naming("owner").mutate().defaultHeader("X-Forwarded-For", forwarded).defaultHeader("Forwarded", "for=192.0.2.1").build());
            assertThat(forged.get("/account").location()).isEqualTo("/login");
        }
    }

    @Test
    void twoNamesInOneRequestAreNone() {
        assertThat(new Browser(naming("visitor", "owner")).get("/account").location()).isEqualTo("/login");
        assertThat(new Browser(naming("owner, visitor")).get("/account").location()).isEqualTo("/login?unknown");
    }

    @Test
    void withoutTheSettingNobodyIsBelieved() {
        filbert.part(LayeredSettings.class).save(owner, Map.of("filbert.people.sign-on-header", "", "filbert.people.sign-on-proxies", "127.0.0.1"));
        assertThat(browserOf("owner").get("/account").location()).isEqualTo("/login");
    }

    @Test
    void aNameNobodyHasIsRefusedOrBecomesAGuestAsTheOwnerWishes() {
        assertThat(browserOf("tilda").get("/").location()).isEqualTo("/login?unknown");
        set("127.0.0.1", "guest");
        var in = browserOf("tilda");
        assertThat(in.get("/account").page().select("h1").text()).isEqualTo("tilda");
        assertThat(in.get("/admin/people").status()).isEqualTo(403);
        assertThat(filbert.part(People.class).all()).filteredOn(person -> person.name().equals("tilda")).extracting(Person::role).containsExactly(Role.GUEST);
        assertThat(filbert.browser().submit("/login", "/login", Map.of("username", "tilda", "password", "")).location()).isEqualTo("/login?error");
        assertThat(browserOf("../../etc").get("/").location()).isEqualTo("/login?unknown");
    }

    @Test
    void whoIsSwitchedOffIsOutThoughTheProxyNamesThemAndStreamsEnd() {
        var bob = filbert.part(People.class).create("bob", "a walnut tree", Role.MEMBER);
        var first = new CountDownLatch(1);
        var ended = naming("bob").get().uri("/events?view=downloads").accept(MediaType.TEXT_EVENT_STREAM).exchange().expectStatus().isOk()
                .returnResult(String.class).getResponseBody().doOnNext(_ -> first.countDown()).then().toFuture();
        assertThat(first).satisfies(seen -> assertThat(seen.await(20, TimeUnit.SECONDS)).isTrue());
        filbert.part(HouseholdPeople.class).disable(owner, bob.id());
        assertThat(ended).succeedsWithin(Duration.ofSeconds(20));
        set("127.0.0.1", "guest");
        assertThat(browserOf("bob").get("/").location()).isEqualTo("/login?unknown");
    }

    @Test
    void theHeaderOpensNoApiAndNoFormWithoutItsToken() {
        naming("owner").get().uri("/api/v1/people").exchange().expectStatus().isUnauthorized().expectBody();
        assertThat(browserOf("owner").post("/admin/invitations", new org.springframework.util.LinkedMultiValueMap<>()).status()).isEqualTo(403);
    }
}
