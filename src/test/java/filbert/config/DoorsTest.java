package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.AccessTokens;
import filbert.household.People;
import filbert.household.Sessions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;

/**
 * Every URL there is, asked for by everybody there can be, against the table of who may: {@code src/test/resources/doors.txt}. A new URL without a row
 * there fails the build.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class DoorsTest {
    private static final List<String> FILTERS = List.of("POST /login", "POST /logout"); // answered before any mapping is asked
    private static final List<String> SIGN_OUT = List.of("POST /logout", "DELETE /api/v1/account/sessions"); // would be the last thing anybody asked
    private static final List<String> TRAVERSALS = List.of(
            "..%2f..%2f..%2f..%2fetc%2fpasswd", "%2e%2e", "..%5c..%5cetc%5cpasswd", "....%2f%2f", "%2fetc%2fpasswd", "x%00y", "%252e%252e%252f", "a".repeat(2_000),
            "-1", "9223372036854775808", "%27%20or%201=1--", "%3Cscript%3Ealert(1)%3C%2Fscript%3E", "%C0%AE%C0%AE", "%F0%9F%8C%B0", "$%7B7*7%7D", "%7B7%7D");
    private static final List<String> OWNERS_SEE = List.of("download", "activity");
    private static final List<String> ODD_VALUES = List.of(
            "", "-1", "0", "99999999999999999999", "%00", "%C3%28", "..%2f..%2fetc%2fpasswd", "%3Cscript%3Ealert(1)%3C%2Fscript%3E", "%27%22%3B--", "$%7B7*7%7D", "a".repeat(90));
    private static final List<String> PARAMETERS =
            List.of("page", "sort", "q", "type", "ext", "min", "max", "minlen", "bitrate", "has", "not", "group", "state", "folder", "tab", "uri", "from", "kind", "words",
                    "search", "servent", "push", "proxies", "code", "said", "refresh", "locked", "id", "run", "host", "sha1", "view");

    @TempDir
    static Path folder;

    private final List<Door> doors = AskedHouse.doors();
    private AskedHouse house;

    @BeforeAll
    void start() throws IOException {
        house = AskedHouse.in(folder);
    }

    @AfterAll
    void stop() {
        house.close();
    }

    @Test
    @Order(1)
    void everyUrlHasItsRow() {
        var mapped = new TreeSet<>(FILTERS);
        for (var mapping : house.filbert().parts(RequestMappingInfoHandlerMapping.class)) {
            mapping.getHandlerMethods().keySet().forEach(info -> mapped.addAll(names(info)));
        }
        for (var mapping : house.filbert().parts(SimpleUrlHandlerMapping.class)) {
            mapping.getHandlerMap().keySet().forEach(pattern -> mapped.add("GET " + pattern.getPatternString().replaceAll("^/assets/\\p{XDigit}+/", "/assets/VERSION/")));
        }
        assertThat(doors).extracting(Door::name).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(mapped);
        assertThat(house.filbert().parts(RouterFunction.class)).as("routes of a kind this test does not see").isEmpty();
    }

    private static List<String> names(RequestMappingInfo info) {
        var verbs = info.getMethodsCondition().getMethods();
        var view = info.getParamsCondition().getExpressions().stream().map(wanted -> "?" + wanted.getName() + "=" + wanted.getValue()).findFirst().orElse("");
        return info.getPatternsCondition().getPatterns().stream()
                .flatMap(pattern -> (verbs.isEmpty() ? Stream.of("ANY") : verbs.stream().map(Enum::name)).map(verb -> verb + " " + pattern.getPatternString() + view))
                .toList();
    }

    @Test
    @Order(2)
    void strangersGetInWhereItIsOpenAndNowhereElse() {
        for (var door : doors) {
            var reply = house.ask(house.stranger(), door);
            house.check(door, "nobody", reply, door.isOpen() ? AskedHouse.welcomed(reply) : door.isForScripts() ? reply.status() == 401 : AskedHouse.sentAway(reply) || AskedHouse.mayBeRefused(door) && reply.status() == 403);
        }
        house.settle();
    }

    @Test
    @Order(3)
    void aSessionIsNoTokenAndATokenNoSession() {
        for (var door : doors) {
            if (!door.isOpen() && !door.takesEither()) {
                var reply = house.ask(door.isForScripts() ? house.browser("owner") : house.script("owner"), door, house.stranger().csrf());
                house.check(door, "wrong proof", reply, AskedHouse.sentAway(reply) || reply.status() == 403 && (!door.reads() || AskedHouse.mayBeRefused(door)));
            }
        }
        house.settle();
    }

    @Test
    @Order(4)
    void noFormIsTakenWithoutItsTokenNorWithSomebodyElses() {
        for (var door : doors) {
            if (!door.isForScripts() && !door.reads()) {
                for (var caller : Stream.concat(Stream.of(house.stranger()), house.browsers().stream()).toList()) {
                    var without = house.ask(caller, door, "");
                    house.check(door, "no token", without, without.status() == 403);
                    var others = house.ask(caller, door, caller == house.stranger() ? house.browser("owner").csrf() : house.stranger().csrf());
                    house.check(door, "somebody else's token", others, others.status() == 403);
                }
            }
        }
        house.settle();
    }

    @Test
    @Order(5)
    void whoMayNotIsToldSoAndWhatIsNotTheirsIsNotThere() {
        for (var door : doors) {
            for (var rank : SIGN_OUT.contains(door.verb() + " " + door.path()) ? List.<String>of() : List.of("guest", "member")) {
                var caller = house.caller(door, rank);
                var reply = house.ask(caller, door);
                house.check(door, rank, reply, AskedHouse.asTheRowSays(door, rank, reply));
                house.check(door, rank + " is told what is the owner's alone", reply, !reply.body().contains(AskedHouse.MARK));
            }
        }
        house.settle();
    }

    @Test
    @Order(6)
    void anotherOwnerSeesOnlyWhatOwnersMay() {
        for (var door : doors) {
            var tried = door.reads() || door.own() && !door.ownersToo();
            if (tried) {
                var reply = house.ask(house.caller(door, AskedHouse.SECOND), door);
                house.check(door, "another owner", reply, AskedHouse.asTheRowSays(door, "owner", reply));
                house.check(door, "another owner is told what is somebody's alone", reply, OWNERS_SEE.stream().anyMatch(door.path()::contains) || !reply.body().contains(AskedHouse.MARK));
            }
        }
        house.settle();
    }

    @Test
    @Order(7)
    void whatNobodyElseMayTouchIsStillThere() {
        var script = house.script("owner");
        assertThat(script.ask("GET", "/api/v1/downloads/" + house.things().get("download"), "").body()).contains("hazel");
        assertThat(script.ask("GET", "/api/v1/searches/" + house.things().get("search"), "").body()).doesNotContain("\"stopped\"");
        assertThat(script.ask("GET", "/api/v1/library/folders", "").body()).contains("\"private\"");
        var owner = house.filbert().part(People.class).all().getFirst();
        assertThat(house.filbert().part(AccessTokens.class).list(owner)).extracting(AccessTokens.TokenView::id).contains(Long.valueOf(house.things().get("token")));
        assertThat(house.filbert().part(Sessions.class).list(owner, "")).extracting(Sessions.View::id).contains(house.things().get("session"));
        assertThat(script.ask("GET", "/api/v1/wishes/" + house.things().get("wish"), "").body()).contains("hazel in winter");
        assertThat(script.ask("GET", "/api/v1/history", "").body()).contains("blue hazel");
        assertThat(script.ask("GET", "/api/v1/inbox", "").body()).contains("\"unread\":true");
        assertThat(script.ask("GET", "/api/v1/webhooks", "").body()).contains("\"id\":" + house.things().get("hook"));
    }

    @Test
    @Order(8)
    void theOwnerGetsInEverywhere() {
        for (var reading : List.of(true, false)) { // what is taken away must have been read before
            for (var door : doors) {
                var caller = house.caller(door, "owner");
                if (door.reads() == reading && !SIGN_OUT.contains(door.verb() + " " + door.path())) {
                    var reply = house.ask(caller, door);
                    house.check(door, "owner", reply, AskedHouse.welcomed(reply) && !(reading && door.own() && AskedHouse.absent(door, reply) && !door.sent().contains("$search")));
                }
            }
        }
        house.settle();
    }

    @Test
    @Order(9)
    void noVariableOfAPathLeadsOutOfItOrMakesAnythingFall() {
        for (var door : doors) {
            if (door.hasVariables()) {
                for (var value : TRAVERSALS) {
                    var odd = new HashMap<>(house.things());
                    odd.replaceAll((_, _) -> value);
                    var variables = new HashMap<String, String>(odd);
                    List.of("id", "run", "sha1", "address", "name", "section", "number", "download", "result", "path", "hook", "wish", "person", "file").forEach(name -> variables.put(name, value));
                    var caller = house.caller(door, "owner");
                    var reply = house.ask(caller, door, door.url(variables), caller.csrf());
                    house.check(door, "owner with " + value.substring(0, Math.min(30, value.length())), reply, reply.status() < 500 && !reply.body().contains("root:x:"));
                }
            }
        }
        house.settle();
    }

    @Test
    @Order(10)
    void noParameterOfAPageMakesItFall() {
        for (var door : doors) {
            if (door.reads() && !door.isStream()) {
                var caller = house.caller(door, "owner");
                for (var value : ODD_VALUES) {
                    var url = door.url(house.things());
                    var query = String.join("&", PARAMETERS.stream().filter(name -> !url.contains(name + "=")).map(name -> name + "=" + value).toList());
                    var reply = house.ask(caller, door, url + (url.contains("?") ? "&" : "?") + query, "");
                    house.check(door, "parameters " + value.substring(0, Math.min(30, value.length())), reply, reply.status() < 500 && !reply.body().contains("<script>alert"));
                }
            }
        }
        house.settle();
        assertThat(house.asked()).as("questions asked, as docs/operations.md tells").isGreaterThan(2_500);
    }
}
