package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.AccessTokens;
import filbert.household.AccessTokens.Rights;
import filbert.household.AddressRange;
import filbert.household.HouseholdPeople;
import filbert.household.People;
import filbert.household.Role;
import filbert.household.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every call of the API, with a token of every scope and role, and with tokens that are good no more or not here; against {@code doors.txt}, as the document is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class TokenDoorsTest {
    private static final String END_SESSIONS = "DELETE /api/v1/account/sessions";

    @TempDir
    static Path folder;

    private final List<Door> doors = AskedHouse.doors().stream().filter(Door::isForScripts).toList();
    private AskedHouse house;
    private Caller revoked;

    @BeforeAll
    void start() throws IOException {
        house = AskedHouse.in(folder);
        revoked = house.script(house.person("owner"), Rights.all(Role.OWNER));
        assertThat(revoked.ask("GET", "/api/v1/status", "").status()).isEqualTo(200); // before guesses are counted
    }

    @AfterAll
    void stop() {
        house.close();
    }

    @Test
    @Order(1)
    void theDocumentTellsOfEveryCallWhatItTakes() {
        var paths = JsonMapper.builder().build().readTree(house.stranger().ask("GET", "/v3/api-docs", "").body()).path("paths");
        for (var door : doors) {
            var operation = paths.path(door.path().replaceAll("\\{(\\w+):(?:[^{}]|\\{[^}]*})*}", "{$1}")).path(door.verb().toLowerCase(Locale.ROOT));
            assertThat(operation.path("x-role").asString()).as(door.name()).isEqualTo(door.least());
            assertThat(scopes(operation)).as(door.name()).isEqualTo(door.scopes());
            assertThat(operation.path("description").asString()).as(door.name()).contains("the role " + door.least()).contains(String.join(" or ", door.scopes()));
        }
    }

    private static List<String> scopes(JsonNode operation) {
        return operation.path("security").valueStream().map(one -> one.path("token").get(0).asString()).toList();
    }

    @Test
    @Order(2)
    void aScopeOpensItsOwnDoorsAndNoOthersToWhoMayComeIn() {
        for (var rank : List.of("guest", "member", AskedHouse.SECOND)) {
            var role = house.person(rank).role();
            for (var scope : Scope.values()) {
                var script = house.script(house.person(rank), new Rights(role, EnumSet.of(scope), List.of()));
                for (var door : doors) {
                    var opens = door.scopes().contains(word(scope));
                    if (!opens || mayBeTried(door, role)) {
                        var reply = house.ask(script, door);
                        house.check(door, rank + " with " + scope, reply, opens ? AskedHouse.asTheRowSays(door, word(role), reply) : lacks(reply));
                    }
                }
            }
        }
        house.settle();
    }

    /** What would take away what later questions are about stays with DoorsTest: there each role asks for everything. */
    private static boolean mayBeTried(Door door, Role role) {
        return !door.name().equals(END_SESSIONS) && (door.reads() || role != Role.OWNER || door.own() && !door.ownersToo());
    }

    private static boolean lacks(Caller.Reply reply) {
        return reply.status() == 403 && reply.body().contains("api.problem.scope");
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    @Test
    @Order(2)
    void aWishThatDownloadsOnItsOwnTakesTheRightToDownload() {
        var path = "/api/v1/wishes";
        var wish = "{\"query\":\"wild hazel %s\",\"take\":{\"most\":1}}";
        var member = house.person("member");
        var searching = house.script(member, new Rights(Role.MEMBER, EnumSet.of(Scope.SEARCH), List.of()));
        assertThat(lacks(searching.ask("POST", path, wish.formatted("one")))).isTrue();
        var both = house.script(member, new Rights(Role.MEMBER, EnumSet.of(Scope.SEARCH, Scope.DOWNLOAD), List.of()));
        assertThat(both.ask("POST", path, wish.formatted("two")).status()).isEqualTo(201);
        var document = JsonMapper.builder().build().readTree(house.stranger().ask("GET", "/v3/api-docs", "").body());
        assertThat(document.path("paths").path(path).path("post").path("description").asString())
                .endsWith("When the wish downloads on its own, the token needs the scope download as well.");
    }

    /** What is the owner's own stays theirs, but a lesser role does less with it. */
    @Test
    @Order(3)
    void aTokenOfALesserRoleActsInIt() {
        for (var role : List.of(Role.GUEST, Role.MEMBER)) {
            var script = house.script(house.person("owner"), Rights.all(role));
            for (var door : doors) {
                if (!door.admits(word(role)) || door.reads()) {
                    var reply = house.ask(script, door);
                    house.check(door, "owner as " + role, reply, door.admits(word(role)) ? AskedHouse.welcomed(reply) : reply.status() == 403);
                }
            }
        }
        house.settle();
    }

    @Test
    @Order(4)
    void aTokenForAnotherNetworkOpensNothing() {
        var elsewhere = house.script(house.person("owner"), new Rights(Role.OWNER, EnumSet.allOf(Scope.class), List.of(AddressRange.parse("192.0.2.0/24"))));
        for (var door : doors) {
            var reply = house.ask(elsewhere, door);
            house.check(door, "owner from elsewhere", reply, reply.status() == 403 && reply.body().contains("api.problem.token-network"));
        }
        house.settle();
        var here = house.script(house.person("owner"), new Rights(Role.OWNER, Set.of(Scope.READ), List.of(AddressRange.parse("127.0.0.0/8"))));
        assertThat(here.ask("GET", "/api/v1/status", "").status()).isEqualTo(200);
    }

    @Test
    @Order(5)
    void whoeverIsDemotedIsItWithEveryTokenAtOnce() {
        var person = house.filbert().part(People.class).create("falling", "hazel bush hedge", Role.MEMBER);
        var script = house.script(person, Rights.all(Role.MEMBER));
        var people = house.filbert().part(HouseholdPeople.class);
        people.changeRole(house.person("owner"), person.id(), Role.GUEST);
        for (var door : doors) {
            if (!door.admits("guest")) {
                var reply = house.ask(script, door);
                house.check(door, "a member no more", reply, AskedHouse.asTheRowSays(door, "guest", reply));
            }
        }
        people.disable(house.person("owner"), person.id());
        nothingOpensTo(script, "somebody switched off");
        house.settle();
    }

    @Test
    @Order(6)
    void aRevokedTokenOpensNothing() {
        var tokens = house.filbert().part(AccessTokens.class);
        var owner = house.person("owner");
        var prefix = revoked.headers().get("Authorization").substring("Bearer ".length());
        var id = tokens.list(owner).stream().filter(one -> prefix.startsWith(one.prefix())).mapToLong(AccessTokens.TokenView::id).findFirst().orElseThrow();
        assertThat(tokens.revoke(owner, id)).isTrue();
        nothingOpensTo(revoked, "a revoked token");
        house.settle();
    }

    private void nothingOpensTo(Caller script, String who) {
        for (var door : doors) {
            var reply = house.ask(script, door);
            house.check(door, who, reply, reply.status() == 401 || reply.status() == 429);
        }
    }

    @Test
    @Order(7)
    void whatIsTheOwnersIsStillThere() {
        var script = house.script("owner");
        for (var door : doors) {
            if (door.own() && door.reads()) {
                var reply = house.ask(script, door);
                house.check(door, "owner", reply, AskedHouse.welcomed(reply) && !AskedHouse.absent(door, reply));
            }
        }
        house.settle();
        for (var kind : List.of("webhooks", "inbox", "account/sessions", "account/tokens", "history")) {
            assertThat(script.ask("GET", "/api/v1/" + kind, "").body()).as(kind).contains("\"id\"");
        }
        assertThat(house.asked()).as("questions asked").isGreaterThan(1_500);
    }
}
