package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.AccessTokens;
import filbert.household.People;
import filbert.household.Person;
import filbert.household.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
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
    private static final List<String> RANKS = List.of("guest", "member", "owner");
    private static final List<String> FILTERS = List.of("POST /login", "POST /logout"); // answered before any mapping is asked
    private static final String FILE = "file"; // what doors.txt says where a file is sent
    private static final List<String> SIGN_OUT = List.of("POST /logout", "DELETE /api/v1/account/sessions"); // would be the last thing anybody asked
    private static final String MAGNET = "magnet:?xt=urn:sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ&dn=hazel.ogg&xl=7";
    private static final List<String> TRAVERSALS = List.of(
            "..%2f..%2f..%2f..%2fetc%2fpasswd", "%2e%2e", "..%5c..%5cetc%5cpasswd", "....%2f%2f", "%2fetc%2fpasswd", "x%00y", "%252e%252e%252f", "a".repeat(2_000),
            "-1", "9223372036854775808", "%27%20or%201=1--", "%3Cscript%3Ealert(1)%3C%2Fscript%3E", "%C0%AE%C0%AE", "%F0%9F%8C%B0", "$%7B7*7%7D", "%7B7%7D");
    private static final List<String> ODD_VALUES = List.of(
            "", "-1", "0", "99999999999999999999", "%00", "%C3%28", "..%2f..%2fetc%2fpasswd", "%3Cscript%3Ealert(1)%3C%2Fscript%3E", "%27%22%3B--", "$%7B7*7%7D", "a".repeat(90));
    private static final List<String> PARAMETERS =
            List.of("page", "sort", "q", "type", "ext", "min", "max", "minlen", "bitrate", "has", "not", "group", "state", "folder", "tab", "uri", "from", "kind", "words",
                    "search", "servent", "push", "proxies", "code", "said", "refresh", "locked", "id", "run", "host", "sha1", "view");

    @TempDir
    static Path folder;

    private final List<Door> doors = doors();
    private final Map<String, String> things = new HashMap<>();
    private final Map<String, Caller> browsers = new LinkedHashMap<>();
    private final Map<String, Caller> scripts = new LinkedHashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private RunningFilbert filbert;
    private Caller stranger;
    private long asked;

    private static List<Door> doors() {
        try {
            return Door.all();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeAll
    void start() throws IOException {
        filbert = RunningFilbert.setUp(folder.resolve("data"));
        var nobody = Caller.nobody(filbert.webPort());
        stranger = withForm(nobody, "/login");
        var people = filbert.part(People.class);
        var tokens = filbert.part(AccessTokens.class);
        var owner = people.all().getFirst();
        for (var rank : RANKS) {
            var role = Role.valueOf(rank.toUpperCase(Locale.ROOT));
            var person = role == Role.OWNER ? owner : people.create(rank, "hazel bush hedge", role);
            browsers.put(rank, signIn(person, role == Role.OWNER ? RunningFilbert.PASSWORD : "hazel bush hedge"));
            scripts.put(rank, nobody.with(Map.of("Authorization", "Bearer " + tokens.create(person, "script", AccessTokens.Rights.all(role))), ""));
        }
        furnish(owner);
    }

    private Caller signIn(Person person, String password) {
        var browser = filbert.browser();
        assertThat(browser.signIn(person.name(), password).location()).isEqualTo("/");
        return withForm(stranger.with(Map.of("Cookie", browser.cookie("filbert")), ""), "/account");
    }

    /** Opens a page with a form, and keeps its token and the cookie that goes with it. */
    private static Caller withForm(Caller caller, String page) {
        var reply = caller.ask("GET", page, "");
        var csrf = Jsoup.parse(reply.body()).select("input[name=_csrf]").attr("value");
        assertThat(csrf).isNotEmpty();
        var cookies = Stream.concat(Optional.ofNullable(caller.headers().get("Cookie")).stream(), Caller.cookies(reply.response().headers().allValues("Set-Cookie")).stream());
        return caller.with(Map.of("Cookie", String.join("; ", cookies.toList())), csrf);
    }

    /** The owner has one of everything, which is nobody else's. */
    private void furnish(Person owner) throws IOException {
        var script = scripts.get("owner");
        things.put("download", id(script.ask("POST", "/api/v1/downloads", "{\"magnet\":\"" + MAGNET + "\"}")));
        things.put("search", id(script.ask("POST", "/api/v1/searches", "{\"query\":\"blue hazel\"}")));
        things.put("wish", id(script.ask("POST", "/api/v1/wishes", "{\"query\":\"hazel in winter\"}")));
        Files.createDirectories(folder.resolve("diary"));
        Files.writeString(folder.resolve("diary/today.txt"), "nobody's business");
        things.put("folder", id(script.ask("POST", "/api/v1/library/folders", "{\"path\":\"" + folder.resolve("diary") + "\",\"visibility\":\"private\"}")));
        Eventually.eventually(() -> assertThat(script.ask("GET", "/api/v1/library/files", "").body()).contains("today.txt"));
        things.put("file", id(script.ask("GET", "/api/v1/library/files", "")));
        filbert.part(AccessTokens.class).create(owner, "to be revoked", AccessTokens.Rights.all(Role.GUEST));
        things.put("token", filbert.part(AccessTokens.class).list(owner).stream()
                .filter(token -> token.label().equals("to be revoked"))
                .map(token -> String.valueOf(token.id()))
                .findFirst()
                .orElseThrow());
        things.put("sha1", "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ");
        things.put("address", "192.0.2.7:6346");
        for (var root : List.of("", "/api/v1")) {
            things.put(root + "/account/tokens/id", things.get("token"));
            things.put(root + "/downloads/id", things.get("download"));
            things.put(root + "/library/folders/id", things.get("folder"));
            things.put(root + "/library/files/id", things.get("file"));
            things.put(root + "/wishes/id", things.get("wish"));
        }
        var leaving = String.valueOf(filbert.part(People.class).create("leaving", "hazel bush hedge", Role.GUEST).id());
        things.put("/admin/people/id", leaving);
        things.put("/api/v1/people/id", leaving);
        things.put("/search/run", things.get("search"));
        things.put("/api/v1/searches/id", things.get("search"));
        things.put("/settings/section", "general");
        things.put("/network/lists/name", "a.txt");
        things.put("/api/v1/network/lists/name", "a.txt");
    }

    private static String id(Caller.Reply reply) {
        var found = java.util.regex.Pattern.compile("\"id\":\"?([\\w-]+)").matcher(reply.body());
        assertThat(found.find()).as(reply.status() + " " + reply.body()).isTrue();
        return found.group(1);
    }

    @AfterAll
    void stop() {
        filbert.close();
    }

    @Test
    @Order(1)
    void everyUrlHasItsRow() {
        var mapped = new TreeSet<>(FILTERS);
        for (var mapping : filbert.parts(RequestMappingInfoHandlerMapping.class)) {
            mapping.getHandlerMethods().keySet().forEach(info -> mapped.addAll(names(info)));
        }
        for (var mapping : filbert.parts(SimpleUrlHandlerMapping.class)) {
            mapping.getHandlerMap().keySet().forEach(pattern -> mapped.add("GET " + pattern.getPatternString().replaceAll("^/assets/\\p{XDigit}+/", "/assets/VERSION/")));
        }
        assertThat(doors).extracting(Door::name).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(mapped);
        assertThat(filbert.parts(RouterFunction.class)).as("routes of a kind this test does not see").isEmpty();
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
            var reply = ask(stranger, door, stranger.csrf());
            check(door, "nobody", reply, door.isOpen() ? welcomed(reply) : door.isForScripts() ? reply.status() == 401 : sentAway(reply) || mayBeRefused(door) && reply.status() == 403);
        }
        settle();
    }

    @Test
    @Order(3)
    void aSessionIsNoTokenAndATokenNoSession() {
        for (var door : doors) {
            if (!door.isOpen() && !door.takesEither()) {
                var reply = ask(door.isForScripts() ? browsers.get("owner") : scripts.get("owner"), door, stranger.csrf());
                check(door, "wrong proof", reply, sentAway(reply) || reply.status() == 403 && (!door.reads() || mayBeRefused(door)));
            }
        }
        settle();
    }

    @Test
    @Order(4)
    void noFormIsTakenWithoutItsTokenNorWithSomebodyElses() {
        for (var door : doors) {
            if (!door.isForScripts() && !door.reads()) {
                for (var caller : Stream.concat(Stream.of(stranger), browsers.values().stream()).toList()) {
                    var without = ask(caller, door, "");
                    check(door, "no token", without, without.status() == 403);
                    var others = ask(caller, door, caller == stranger ? browsers.get("owner").csrf() : stranger.csrf());
                    check(door, "somebody else's token", others, others.status() == 403);
                }
            }
        }
        settle();
    }

    @Test
    @Order(5)
    void whoMayNotIsToldSoAndWhatIsNotTheirsIsNotThere() {
        for (var door : doors) {
            for (var rank : SIGN_OUT.contains(door.verb() + " " + door.path()) ? List.<String>of() : List.of("guest", "member")) {
                var caller = (door.isForScripts() ? scripts : browsers).get(rank);
                var reply = ask(caller, door, caller.csrf());
                check(door, rank, reply, !door.admits(rank) ? reply.status() == 403 || door.own() && absent(door, reply) : door.own() ? absent(door, reply) : welcomed(reply));
            }
        }
        settle();
    }

    @Test
    @Order(6)
    void whatNobodyElseMayTouchIsStillThere() {
        var script = scripts.get("owner");
        assertThat(script.ask("GET", "/api/v1/downloads/" + things.get("download"), "").body()).contains("hazel.ogg");
        assertThat(script.ask("GET", "/api/v1/searches/" + things.get("search"), "").body()).doesNotContain("\"stopped\"");
        assertThat(script.ask("GET", "/api/v1/library/folders", "").body()).contains("\"private\"");
        var owner = filbert.part(People.class).all().getFirst();
        assertThat(filbert.part(AccessTokens.class).list(owner)).extracting(AccessTokens.TokenView::id).contains(Long.valueOf(things.get("token")));
    }

    @Test
    @Order(7)
    void theOwnerGetsInEverywhere() {
        for (var reading : List.of(true, false)) { // what is taken away must have been read before
            for (var door : doors) {
                var caller = (door.isForScripts() ? scripts : browsers).get("owner");
                if (door.reads() == reading && !SIGN_OUT.contains(door.verb() + " " + door.path())) {
                    var reply = ask(caller, door, caller.csrf());
                    check(door, "owner", reply, welcomed(reply) && !(reading && door.own() && absent(door, reply) && !door.sent().contains("$search")));
                }
            }
        }
        settle();
    }

    @Test
    @Order(8)
    void noVariableOfAPathLeadsOutOfItOrMakesAnythingFall() {
        for (var door : doors) {
            if (door.hasVariables()) {
                for (var value : TRAVERSALS) {
                    var odd = new HashMap<>(things);
                    odd.replaceAll((_, _) -> value);
                    var variables = new HashMap<String, String>(odd);
                    List.of("id", "run", "sha1", "address", "name", "section", "number", "download", "result", "path", "hook", "wish", "person", "file").forEach(name -> variables.put(name, value));
                    var caller = (door.isForScripts() ? scripts : browsers).get("owner");
                    var reply = caller.ask(door.verb(), door.url(variables), body(door, caller.csrf()));
                    asked++;
                    check(door, "owner with " + value.substring(0, Math.min(30, value.length())), reply, reply.status() < 500 && !reply.body().contains("root:x:"));
                }
            }
        }
        settle();
    }

    @Test
    @Order(9)
    void noParameterOfAPageMakesItFall() {
        for (var door : doors) {
            if (door.reads() && !door.isStream()) {
                var caller = (door.isForScripts() ? scripts : browsers).get("owner");
                for (var value : ODD_VALUES) {
                    var url = door.url(things);
                    var query = String.join("&", PARAMETERS.stream().filter(name -> !url.contains(name + "=")).map(name -> name + "=" + value).toList());
                    var reply = caller.ask("GET", url + (url.contains("?") ? "&" : "?") + query, "");
                    asked++;
                    check(door, "parameters " + value.substring(0, Math.min(30, value.length())), reply, reply.status() < 500 && !reply.body().contains("<script>alert"));
                }
            }
        }
        settle();
        assertThat(asked).as("questions asked, as docs/operations.md tells").isGreaterThan(2_500);
    }

    private Caller.Reply ask(Caller caller, Door door, String csrf) {
        asked++;
        return caller.ask(door.verb().equals("ANY") ? "GET" : door.verb(), door.url(things), body(door, csrf));
    }

    private String body(Door door, String csrf) {
        var body = door.body(things);
        if (door.reads() || door.isForScripts()) {
            return body;
        }
        if (body.equals(FILE)) {
            var start = "--doors\r\nContent-Disposition: form-data; name=\"";
            return start + "_csrf\"\r\n\r\n" + csrf + "\r\n" + start + "file\"; filename=\"a.txt\"\r\n\r\nsha1:x\r\n--doors--\r\n";
        }
        return body + (body.isEmpty() ? "" : "&") + "_csrf=" + csrf;
    }

    private static boolean sentAway(Caller.Reply reply) {
        return reply.status() == 401 || reply.status() == 302 && reply.location().equals("/login");
    }

    /** Set-up knows by itself who may go on with it, and beside a file a form's token is only looked for when somebody is signed in. */
    private static boolean mayBeRefused(Door door) {
        return door.path().startsWith("/setup/") || door.sent().equals(FILE);
    }

    /** Let in; what was sent may still be nonsense. */
    private static boolean welcomed(Caller.Reply reply) {
        return !sentAway(reply) && reply.status() != 403 && reply.status() < 500;
    }

    private static boolean absent(Door door, Caller.Reply reply) {
        return reply.status() == 404 || door.isStream() && reply.body().contains("event:gone") || reply.location().endsWith("no-token");
    }

    private void check(Door door, String who, Caller.Reply reply, boolean right) {
        if (!right) {
            wrong.add(who + " at " + door.name() + ": " + reply.status() + " " + reply.location() + " " + reply.body().substring(0, Math.min(120, reply.body().length())).replaceAll("\\s+", " "));
        }
    }

    private void settle() {
        var found = List.copyOf(wrong);
        wrong.clear();
        assertThat(found).as("wrong answers of " + asked + " so far").isEmpty();
    }
}
