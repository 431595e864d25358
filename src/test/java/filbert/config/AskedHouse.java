package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.AccessTokens;
import filbert.household.AccessTokens.Rights;
import filbert.household.People;
import filbert.household.Person;
import filbert.household.Role;
import filbert.household.Sessions;
import filbert.household.telling.Notice;
import filbert.household.telling.Telling;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;

/** A running household with somebody of every role, in which the owner has one of everything that is a person's own; and the notes of who asks it through. */
final class AskedHouse implements AutoCloseable {
    /** Another owner: nothing is theirs. */
    static final String SECOND = "second";

    /** Stands in everything that is the owner's own, and in nothing else. */
    static final String MARK = "zwetschke";

    private static final List<String> RANKS = List.of("guest", "member", "owner", SECOND);
    private static final String FILE = "file"; // what doors.txt says where a file is sent
    private static final String MAGNET = "magnet:?xt=urn:sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ&dn=hazel+" + MARK + ".ogg&xl=7";
    private static final String PASSWORD = "hazel bush hedge";

    private final RunningFilbert filbert;
    private final Map<String, String> things = new HashMap<>();
    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, Caller> browsers = new LinkedHashMap<>();
    private final Map<String, Caller> scripts = new LinkedHashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private final Caller nobody;
    private final Caller stranger;
    private long asked;

    private AskedHouse(RunningFilbert filbert) {
        this.filbert = filbert;
        nobody = Caller.nobody(filbert.webPort());
        stranger = withForm(nobody, "/login");
    }

    static List<Door> doors() {
        try {
            return Door.all();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static AskedHouse in(Path folder) throws IOException {
        var house = new AskedHouse(RunningFilbert.setUp(folder.resolve("data")));
        var all = house.filbert.part(People.class);
        var owner = all.all().getFirst();
        for (var rank : RANKS) {
            var role = rank.equals(SECOND) ? Role.OWNER : Role.valueOf(rank.toUpperCase(Locale.ROOT));
            var person = rank.equals("owner") ? owner : all.create(rank, PASSWORD, role);
            house.people.put(rank, person);
            house.browsers.put(rank, house.signIn(person, person == owner ? RunningFilbert.PASSWORD : PASSWORD));
            house.scripts.put(rank, house.script(person, Rights.all(role)));
        }
        house.furnish(owner, folder);
        return house;
    }

    private Caller signIn(Person person, String password) {
        var browser = filbert.browser();
        assertThat(browser.signIn(person.name(), password).location()).isEqualTo("/");
        return withForm(stranger.with(Map.of("Cookie", browser.cookie("filbert")), ""), "/account");
    }

    /** With a new token for this. */
    Caller script(Person person, Rights rights) {
        return nobody.with(Map.of("Authorization", "Bearer " + filbert.part(AccessTokens.class).create(person, "script", rights)), "");
    }

    /** Opens a page with a form, and keeps its token and the cookie that goes with it. */
    private static Caller withForm(Caller caller, String page) {
        var reply = caller.ask("GET", page, "");
        var csrf = Jsoup.parse(reply.body()).select("input[name=_csrf]").attr("value");
        assertThat(csrf).isNotEmpty();
        var cookies = Stream.concat(Optional.ofNullable(caller.headers().get("Cookie")).stream(), Caller.cookies(reply.response().headers().allValues("Set-Cookie")).stream());
        return caller.with(Map.of("Cookie", String.join("; ", cookies.toList())), csrf);
    }

    private void furnish(Person owner, Path folder) throws IOException {
        var script = scripts.get("owner");
        var download = id(script.ask("POST", "/api/v1/downloads", "{\"magnet\":\"" + MAGNET + "\"}"));
        var search = id(script.ask("POST", "/api/v1/searches", "{\"query\":\"blue hazel " + MARK + "\"}"));
        var wish = id(script.ask("POST", "/api/v1/wishes", "{\"query\":\"hazel in winter " + MARK + "\"}"));
        var hook = id(script.ask("POST", "/api/v1/webhooks", "{\"name\":\"" + MARK + "\",\"url\":\"http://127.0.0.1:9/" + MARK + "\",\"preset\":\"ntfy\"}"));
        filbert.part(Telling.class).tell(owner.id(), Notice.of(Notice.Kind.DOWNLOAD_DONE, MARK, "/downloads"));
        var notice = id(script.ask("GET", "/api/v1/inbox", ""));
        filbert.part(Sessions.class).begin(owner, "192.0.2.1", "a phone of " + MARK);
        var session = filbert.part(Sessions.class).list(owner, "").stream().filter(one -> one.device().startsWith("a phone")).findFirst().orElseThrow().id();
        filbert.part(AccessTokens.class).create(owner, MARK, Rights.all(Role.GUEST));
        var token = filbert.part(AccessTokens.class).list(owner).stream().filter(one -> one.label().equals(MARK)).findFirst().orElseThrow().id();
        Files.createDirectories(folder.resolve("diary"));
        Files.writeString(folder.resolve("diary/today-" + MARK + ".txt"), "nobody's business");
        var shared = id(script.ask("POST", "/api/v1/library/folders", "{\"path\":\"" + folder.resolve("diary") + "\",\"visibility\":\"private\"}"));
        Eventually.eventually(() -> assertThat(script.ask("GET", "/api/v1/library/files", "").body()).contains(MARK));
        var file = id(script.ask("GET", "/api/v1/library/files", ""));
        var leaving = String.valueOf(filbert.part(People.class).create("leaving", PASSWORD, Role.GUEST).id());
        things.putAll(Map.of("download", download, "search", search, "wish", wish, "hook", hook, "notice", notice, "session", session, "token", String.valueOf(token), "folder", shared));
        things.putAll(Map.of("file", file, "sha1", "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", "address", "192.0.2.7:6346", "/admin/people/id", leaving, "/api/v1/people/id", leaving));
        things.putAll(Map.of("/search/run", search, "/settings/section", "general", "/api/v1/limits/id", String.valueOf(owner.id()), "/account/telling/id", hook));
        for (var root : List.of("", "/api/v1")) {
            things.putAll(Map.of(root + "/account/tokens/id", String.valueOf(token), root + "/account/sessions/id", session, root + "/inbox/id", notice));
            things.putAll(Map.of(root + "/downloads/id", download, root + "/wishes/id", wish, root + "/webhooks/id", hook, root + "/searches/id", search));
            things.putAll(Map.of(root + "/library/folders/id", shared, root + "/library/files/id", file, root + "/network/lists/name", "a.txt"));
        }
    }

    private static String id(Caller.Reply reply) {
        var found = Pattern.compile("\"id\":\"?([\\w-]+)").matcher(reply.body());
        assertThat(found.find()).as(reply.status() + " " + reply.body()).isTrue();
        return found.group(1);
    }

    RunningFilbert filbert() {
        return filbert;
    }

    Person person(String rank) {
        return people.get(rank);
    }

    /** Somebody who is nobody here. */
    Caller stranger() {
        return stranger;
    }

    /** A person's browser where there are pages, a script of theirs where there is the API. */
    Caller caller(Door door, String rank) {
        return door.isForScripts() ? script(rank) : browser(rank);
    }

    Caller browser(String rank) {
        return browsers.get(rank);
    }

    List<Caller> browsers() {
        return List.copyOf(browsers.values());
    }

    /** With a token that may all its person may. */
    Caller script(String rank) {
        return scripts.get(rank);
    }

    /** Ids of what is the owner's, by what it is, and for variables of paths. */
    Map<String, String> things() {
        return things;
    }

    long asked() {
        return asked;
    }

    Caller.Reply ask(Caller caller, Door door) {
        return ask(caller, door, caller.csrf());
    }

    Caller.Reply ask(Caller caller, Door door, String csrf) {
        return ask(caller, door, door.url(things), csrf);
    }

    Caller.Reply ask(Caller caller, Door door, String url, String csrf) {
        asked++;
        return caller.ask(door.verb().equals("ANY") ? "GET" : door.verb(), url, body(door, csrf));
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

    static boolean sentAway(Caller.Reply reply) {
        return reply.status() == 401 || reply.status() == 302 && reply.location().equals("/login");
    }

    /** Set-up knows by itself who may go on with it, and beside a file a form's token is only looked for when somebody is signed in. */
    static boolean mayBeRefused(Door door) {
        return door.path().startsWith("/setup/") || door.sent().equals(FILE);
    }

    /** Let in; what was sent may still be nonsense. */
    static boolean welcomed(Caller.Reply reply) {
        return !sentAway(reply) && reply.status() != 403 && reply.status() < 500;
    }

    static boolean absent(Door door, Caller.Reply reply) {
        return reply.status() == 404 || door.isStream() && reply.body().contains("event:gone") || reply.location().endsWith("no-token") || reply.location().endsWith("no-session");
    }

    /** Whether somebody of this role, who is not the owner, was answered as the row says. */
    static boolean asTheRowSays(Door door, String role, Caller.Reply reply) {
        if (!door.admits(role)) {
            return reply.status() == 403 || door.own() && absent(door, reply);
        }
        return door.own() && !(door.ownersToo() && role.equals("owner")) ? absent(door, reply) : welcomed(reply) && !(door.own() && absent(door, reply));
    }

    void check(Door door, String who, Caller.Reply reply, boolean right) {
        if (!right) {
            wrong.add(who + " at " + door.name() + ": " + reply.status() + " " + reply.location() + " " + reply.body().substring(0, Math.min(120, reply.body().length())).replaceAll("\\s+", " "));
        }
    }

    /** @throws AssertionError with all that was wrong since the last time */
    void settle() {
        var found = List.copyOf(wrong);
        wrong.clear();
        assertThat(found).as("wrong answers of " + asked + " so far").isEmpty();
    }

    @Override
    public void close() {
        filbert.close();
    }
}
