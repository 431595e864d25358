package filbert.web;

import static filbert.showroom.PlainBrowser.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.csrf;

import filbert.household.FirstStart;
import filbert.household.Limits;
import filbert.household.Person;
import filbert.household.Role;
import filbert.household.Router;
import filbert.identity.HostAddress;
import filbert.servent.NetworkView.NeighbourView;
import filbert.servent.Reachability;
import filbert.servent.spam.Lesson;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.library.SharedFolder;
import filbert.sharing.library.Visibility;
import filbert.showroom.PretendDownloads;
import filbert.showroom.PlainBrowser;
import filbert.showroom.PretendHouse;
import filbert.showroom.PretendAccounts;
import filbert.showroom.PretendRouter;
import filbert.showroom.Showroom;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Every form, posted as a browser without scripts posts it. */
@SpringBootTest(classes = Showroom.class)
@DirtiesContext
final class ActionsTest {
    private static final Person OWNER = PretendHouse.OWNER;
    private static final Person MEMBER = PretendHouse.MEMBER;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private PretendHouse house;

    private PlainBrowser browser;

    @BeforeEach
    void open() {
        house.firstStart.state = FirstStart.State.DONE;
        house.downloads.commands.clear();
        browser = new PlainBrowser(context);
    }

    @Test
    void setUpGoesFromStepToStep() {
        house.firstStart.state = FirstStart.State.ACCOUNT;
        get("/setup?code=right").expectStatus().isSeeOther().expectHeader().location("/setup/account?code=right");
        assertThat(page(get("/setup/account?code=right").expectStatus().isOk()).select("input[name=code]").val()).isEqualTo("right");

        var wrongCode = page(post("/setup/account", null, "code", "wrong", "name", "mara", "password", "hazel bush", "repeat", "hazel bush")
                .expectStatus()
                .isEqualTo(422));
        assertThat(wrongCode.select("[role=alert]").text()).contains("This code is not right");
        assertThat(wrongCode.select("input[name=name]").val()).isEqualTo("mara");
        assertThat(wrongCode.select("input[type=password]").eachAttr("value")).isEmpty();
        assertThat(page(post("/setup/account", null, "code", "right", "name", "mara", "password", "hazel bush", "repeat", "other")
                                .expectStatus()
                                .isEqualTo(422))
                        .select("[role=alert]")
                        .text())
                .contains("differ");

        post("/setup/account", null, "code", "right", "name", "mara", "password", "hazel bush", "repeat", "hazel bush")
                .expectHeader()
                .location("/setup/folders");
        post("/setup/network", OWNER, "mode", "practice", "port", "80").expectStatus().isEqualTo(422);
        post("/setup/network", OWNER, "mode", "practice", "port", "34567").expectHeader().location("/setup/finish");
        post("/setup/network", OWNER, "mode", "public", "port", "34567", "router", "true").expectHeader().location("/setup/finish");
        post("/setup/network", OWNER, "mode", "public", "port", "34567", "up", "600").expectHeader().location("/setup/finish");
        var wrongUp = page(post("/setup/network", OWNER, "mode", "public", "port", "34567", "up", "much").expectStatus().isEqualTo(422));
        assertThat(wrongUp.select("[role=alert]").text()).contains("KB each second");
        assertThat(wrongUp.select("#up").val()).isEqualTo("much");
        post("/setup/finish", OWNER).expectHeader().location("/setup/finish");
        assertThat(house.firstStart.state).isEqualTo(FirstStart.State.DONE);
        assertThat(house.firstStart.chosen).contains("owner mara", "practice 34567", "public 34567 by the router", "public 34567 up 600");
    }

    @Test
    void setUpIsClosedToStrangersAndOnceItIsOver() {
        house.firstStart.state = FirstStart.State.OPEN;
        get("/setup/folders").expectHeader().location("/setup");
        post("/setup/finish", MEMBER).expectHeader().location("/setup");
        house.firstStart.state = FirstStart.State.DONE;
        post("/setup/account", null, "code", "right", "name", "eve", "password", "hazel bush", "repeat", "hazel bush").expectHeader().location("/setup");
        assertThat(house.firstStart.chosen).doesNotContain("owner eve");
    }

    @Test
    void theOwnerMovesHouse() {
        house.adoptions.commands.clear();
        for (var path : List.of("", " ", "/absent", "a\0b")) {
            assertThat(page(post("/downloads/adopt/look", OWNER, "path", path).expectStatus().isEqualTo(422)).select("[role=alert]").text()).isNotEmpty();
        }
        var rows = page(get("/downloads/adopt", OWNER).expectStatus().isOk()).select("tbody#rows tr");
        assertThat(rows).hasSize(3);
        assertThat(rows.select("input[name=found]:not([disabled])")).hasSize(2);
        var chosen = rows.select("input[name=found]:not([disabled])").first();
        assertThat(chosen).isNotNull();
        post("/downloads/adopt", OWNER, "found", chosen.val()).expectHeader().location("/downloads/adopt?said=adopt.taken");
        assertThat(house.adoptions.commands).singleElement().asString().startsWith("adopt ");
        post("/downloads/adopt", OWNER, "found", "99").expectHeader().location("/downloads/adopt?said=adopt.none");
        post("/downloads/adopt/3/leave", OWNER).expectHeader().location("/downloads/adopt?said=adopt.left");
        post("/downloads/adopt/cancel", OWNER).expectHeader().location("/downloads/adopt?said=adopt.cancelled");
        post("/downloads/adopt/look", OWNER, "path", house.adoptions.search.view().folder().orElseThrow())
                .expectHeader()
                .location("/downloads/adopt?said=adopt.looking");
        for (var who : List.of(MEMBER, PretendHouse.GUEST)) {
            get("/downloads/adopt", who).expectStatus().isForbidden();
            for (var command : List.of("", "/look", "/cancel", "/3/leave")) {
                post("/downloads/adopt" + command, who, "path", "/srv").expectStatus().isForbidden();
            }
            assertThat(page(get("/downloads", who)).select("a[href='/downloads/adopt']")).isEmpty();
        }
        assertThat(page(get("/downloads", OWNER)).select("a[href='/downloads/adopt']")).hasSize(1);
    }

    @Test
    void theOwnerRunsTheCheckAndTurnsTheRouterSwitch() {
        house.overlay.commands.clear();
        house.router.commands.clear();
        post("/network/check/run", OWNER).expectHeader().location("/network/check?said=check.run");
        assertThat(house.overlay.commands).containsExactly("test reachability");
        assertThat(house.router.commands).containsExactly("ask");
        post("/network/check/map", OWNER).expectHeader().location("/network/check?said=check.map");
        assertThat(house.settings.saved).containsEntry("filbert.network.map-port", "true");
        post("/network/check/unmap", OWNER).expectHeader().location("/network/check?said=check.unmap");
        assertThat(house.settings.saved).containsEntry("filbert.network.map-port", "false");
        house.settings.locked = "filbert.network.map-port";
        assertThat(page(post("/network/check/map", OWNER).expectStatus().isEqualTo(422)).select("[role=alert]").text()).contains("FILBERT_NETWORK_MAP_PORT");
        house.settings.locked = "";
        house.settings.saved.remove("filbert.network.map-port");
        for (var command : List.of("run", "map", "unmap")) {
            post("/network/check/" + command, MEMBER).expectStatus().isForbidden();
            post("/network/check/" + command, PretendHouse.GUEST).expectStatus().isForbidden();
        }
        assertThat(page(get("/network/check", MEMBER)).select("main form")).isEmpty();
    }

    @Test
    void theCheckSaysWhatIsMissingAndEscapesWhatTheRouterSaid() {
        var usual = house.router.view;
        var usuallyReached = house.overlay.reachability;
        house.overlay.reachability = new Reachability(
                List.of(new Reachability.Way(Reachability.Transport.TCP, Reachability.Family.IPV4, Reachability.Verdict.FIREWALLED, null, PretendHouse.NOW, List.of())),
                List.of(),
                usuallyReached.role());
        house.router.view = new Router.View(
                true,
                true,
                Router.State.REFUSED,
                PretendRouter.AT_HOME,
                List.of(new Router.Attempt("upnp", "refused", 606, "<b>no</b>")),
                "",
                0,
                0,
                null,
                false,
                null,
                0);
        try {
            var page = page(get("/network/check", OWNER));
            assertThat(page.select("#step-router").text()).contains("refuses", "UPnP", "606 <b>no</b>");
            assertThat(page.select("#step-router b")).isEmpty();
            assertThat(page.select(".advice").text()).contains("forward port 34567, TCP and UDP, to 192.168.1.5");
        } finally {
            house.router.view = usual;
            house.overlay.reachability = usuallyReached;
        }
    }

    @Test
    void downloadsArePausedResumedRetriedAndCancelled() {
        post("/downloads/2/pause", OWNER, "back", "/downloads?state=active").expectHeader().location("/downloads?state=active&said=download.pause");
        post("/downloads/2/resume", OWNER, "back", "/downloads/2").expectHeader().location("/downloads/2?said=download.resume");
        post("/downloads/2/retry", OWNER).expectHeader().location("/downloads?said=download.retry");
        post("/downloads/2/cancel", OWNER, "back", "/downloads/2").expectHeader().location("/downloads?said=download.cancel");
        assertThat(house.downloads.commands).containsExactly("pause 2", "resume 2", "retry 2", "cancel 2");
        post("/downloads/2/pause", OWNER).expectStatus().isNotFound();
        post("/downloads/3/explode", OWNER).expectStatus().isNotFound();
        get("/downloads/3/pause", OWNER).expectStatus().isEqualTo(405);
    }

    @Test
    void tickedDownloadsAreActedOnTogether() {
        post("/downloads/pause", OWNER, "id", "3", "id", "6").expectHeader().location("/downloads?said=download.pause");
        assertThat(house.downloads.queue.get(3L).state()).isEqualTo(State.PAUSED);
        assertThat(house.downloads.queue.get(6L).state()).isEqualTo(State.PAUSED);
        post("/downloads/resume", OWNER).expectHeader().location("/downloads?said=download.nothing");
    }

    @Test
    void downloadsComeEarlierLaterAndFirst() {
        house.downloads.put(PretendDownloads.view(70, "first.ogg", State.QUEUED, 10, 0, 0, ""));
        house.downloads.put(PretendDownloads.view(71, "second.ogg", State.DONE, 10, 10, 0, ""));
        post("/downloads/70/later", OWNER, "back", "/downloads/70").expectHeader().location("/downloads/70?said=download.later");
        assertThat(page(get("/downloads/70", OWNER)).select("#progress .chip").eachText()).contains("comes last");
        assertThat(page(get("/downloads/70", OWNER)).select("[data-later]")).isEmpty();
        assertThat(rows("/downloads?sort=-priority").getFirst()).isEqualTo("d-70");
        post("/downloads/70/earlier", OWNER).expectHeader().location("/downloads?said=download.earlier");
        assertThat(page(get("/downloads/70", OWNER)).select("#progress .chip").eachText()).doesNotContain("comes last", "comes first");
        post("/downloads/top", OWNER, "id", "70", "id", "71").expectHeader().location("/downloads?said=download.top");
        assertThat(rows("/downloads?sort=priority").getFirst()).isEqualTo("d-70");
        assertThat(page(get("/downloads?sort=priority", OWNER)).select("#d-70 .chip").eachText()).contains("comes first");
        assertThat(page(get("/downloads", OWNER)).select("#d-71 [data-earlier], #d-71 [data-later], #d-70 [data-earlier]")).isEmpty();
        post("/downloads/71/earlier", OWNER).expectHeader().location("/downloads?said=download.nothing");
        post("/downloads/70/top", MEMBER).expectStatus().isNotFound();
        post("/downloads/70/earlier", PretendHouse.GUEST).expectStatus().isForbidden();
        assertThat(house.downloads.commands).containsExactly("LOW 70", "NORMAL 70", "HIGH 70");
        house.downloads.queue.remove(70L);
        house.downloads.queue.remove(71L);
    }

    @Test
    void theListNamesTheFolderOfEach() {
        house.downloads.put(PretendDownloads.view(72, "third.ogg", State.QUEUED, 10, 0, 0, ""));
        house.downloads.put(PretendDownloads.view(73, "fourth.ogg", State.DONE, 10, 10, 0, ""));
        var shown = page(get("/downloads", OWNER));
        assertThat(shown.select("#d-72 .name-cell small").text()).isEqualTo("Folder person-1");
        assertThat(shown.select("#d-72 .name-cell small").attr("title")).isEqualTo("/srv/filbert/downloads/person-1");
        assertThat(shown.select("#d-73 .name-cell small").attr("title")).as("where the file is").isEqualTo("/home/mara/Downloads");
        house.downloads.queue.remove(72L);
        house.downloads.queue.remove(73L);
    }

    private List<String> rows(String path) {
        return page(get(path, OWNER)).select("tbody#rows tr").eachAttr("id");
    }

    @Test
    void nobodyTouchesOtherPeoplesDownloads() {
        post("/downloads/4/pause", MEMBER).expectStatus().isNotFound();
        post("/downloads/4/pause", PretendHouse.GUEST).expectStatus().isForbidden();
        assertThat(house.downloads.commands).isEmpty();
    }

    @Test
    void aMagnetIsShownBeforeItIsFetched() {
        var uri = "magnet:?xt=urn:sha1:YNCKHTQCWBTRNJIV4WNAE52SJUQCZO5C&dn=hazel%20%3Cb%3E.ogg&xl=2048";
        var count = house.downloads.queue.size();
        var shown = page(browser.as(OWNER).get().uri(to -> to.path("/magnet").queryParam("uri", "{uri}").build(uri)).exchange().expectStatus().isOk());
        assertThat(shown.select("section h2").text()).isEqualTo("hazel <b>.ogg");
        assertThat(house.downloads.queue).hasSize(count);
        post("/magnet", OWNER, "uri", shown.select("form[method=post] input[name=uri]").val()).expectHeader().location("/downloads?said=download.one");
        assertThat(house.downloads.queue).hasSize(count + 1);
        assertThat(page(post("/magnet", OWNER, "uri", "magnet:?dn=nothing").expectStatus().isEqualTo(422)).select("[role=alert]").text()).isNotBlank();
        post("/magnet", PretendHouse.GUEST, "uri", uri).expectStatus().isForbidden();
    }

    private Document magnet(String uri) {
        return page(browser.as(OWNER).get().uri(to -> to.path("/magnet").queryParam("uri", "{uri}").build(uri)).exchange().expectStatus().isOk());
    }

    @Test
    void ofSeveralFilesInAMagnetOnlyTheTickedAreFetched() {
        var other = "VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5";
        var uri = "magnet:?xt.1=urn:sha1:YNCKHTQCWBTRNJIV4WNAE52SJUQCZO5C&xt.2=urn:sha1:" + other;
        var count = house.downloads.queue.size();
        assertThat(magnet(uri).select("input[name=file][checked]")).hasSize(2);
        assertThat(page(post("/magnet", OWNER, "uri", uri).expectStatus().isEqualTo(422)).select("[role=alert]").text()).isNotBlank();
        assertThat(house.downloads.queue).hasSize(count);
        post("/magnet", OWNER, "uri", uri, "file", other).expectHeader().location("/downloads?said=download.one");
        assertThat(house.downloads.queue).hasSize(count + 1);
    }

    @Test
    void aMagnetOfWordsOffersToSearchAndWhatIsLeftOutIsListed() {
        var shown = magnet("magnet:?kt=blue+hazel&xt=urn:kzhash:12&tr=udp%3A//t");
        assertThat(shown.select("#words input[name=q]").val()).isEqualTo("blue hazel");
        assertThat(shown.select("#faults li").text()).startsWith("urn:kzhash:12: This hash covers only pieces");
        assertThat(shown.select("#unused li").text()).isEqualTo("tr=udp://t");
        assertThat(shown.select("form[action=/magnet][method=post]")).isEmpty();
    }

    @Test
    void aMagnetOfWhatTheLibraryHasSaysSo() {
        var held = house.library.files.stream().filter(file -> file.hashed().isPresent()).findFirst().orElseThrow();
        var link = "magnet:?xt=urn:sha1:" + held.hashed().orElseThrow().sha1().base32();
        var other = "&xt.2=urn:sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5";
        assertThat(magnet(link).select("main form a").eachAttr("href")).contains("/library/files/" + held.id());
        assertThat(magnet("magnet:?" + other.substring(1)).select("main form a").eachAttr("href")).containsExactly("/downloads");
        var both = magnet("magnet:?xt.1=" + link.substring(11) + other);
        assertThat(both.select("input[name=file][checked]").eachAttr("value")).containsExactly("VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5");
    }

    @Test
    void aMagnetPastedAsASearchIsLookedAt() {
        post("/search", OWNER, "q", " Magnet:?kt=a&dn=b c").expectStatus().isSeeOther().expectHeader().location("/magnet?uri=Magnet%3A%3Fkt%3Da%26dn%3Db+c");
    }

    @Test
    void aFolderIsLookedIntoThenSharedThenChangedThenRemoved() {
        var before = house.library.folders.size();
        var looked = page(post("/library/folders/check", OWNER, "path", "/srv/read-only", "visibility", "NETWORK").expectStatus().isOk());
        assertThat(looked.select("#check").text())
                .contains("can only be read")
                .contains("sudo chown -R 1000:1000 /srv/read-only")
                .contains("Filbert runs as 1000:1000")
                .contains("384 GB free")
                .contains("Everybody on the network would see 1,223 files")
                .contains("There are documents in it");
        assertThat(looked.select("input[name=visibility][checked]").val()).isEqualTo("NETWORK");
        assertThat(house.library.folders).hasSize(before);

        post("/library/folders", OWNER, "path", "/srv/films", "excludes", "*.tmp\r\n\r\n private/** ").expectHeader().location("/library/folders?said=folder.added");
        var added = house.library.folders.getLast();
        assertThat(added.visibility()).isEqualTo(Visibility.HOUSEHOLD); // nothing becomes public by accident
        assertThat(added.excludes()).containsExactly("*.tmp", "private/**");

        post("/library/folders/" + added.id() + "/change", OWNER, "visibility", "NETWORK").expectHeader().location("/library/folders?said=folder.changed");
        assertThat(house.library.folders.getLast().visibility()).isEqualTo(Visibility.NETWORK);
        var refused = page(post("/library/folders/" + added.id() + "/change", OWNER, "visibility", "NETWORK", "excludes", "[").expectStatus().isEqualTo(422));
        assertThat(refused.select("[role=alert]").text()).contains("patterns cannot be understood");
        assertThat(refused.select("textarea[name=excludes]").val()).isEqualTo("[");
        post("/library/folders/" + added.id() + "/rescan", OWNER).expectHeader().location("/library/folders?said=folder.rescan");
        assertThat(page(get("/library/folders", OWNER)).select("button[formaction$=/cancel]").eachAttr("formaction")).contains("/library/folders/2/cancel").doesNotContain("/library/folders/1/cancel");
        post("/library/folders/2/cancel", OWNER).expectHeader().location("/library/folders?said=folder.cancelled");
        assertThat(house.library.commands).contains("cancel 2");
        post("/library/folders/2/cancel", MEMBER).expectStatus().isForbidden();
        post("/library/folders/" + added.id() + "/remove", OWNER).expectHeader().location("/library/folders?said=folder.removed");
        assertThat(house.library.folders).extracting(SharedFolder::path).doesNotContain(added.path());
    }

    @Test
    void filesAreMovedAfterItWasSaidWhoSeesThemThere() {
        assertThat(page(get("/library", OWNER)).select("#rows input[name=id]")).isNotEmpty();
        assertThat(page(get("/library", MEMBER)).select("#rows input[name=id], a[href^=/library/move]")).isEmpty();
        post("/library/move", OWNER).expectHeader().location("/library?said=library.move.none");
        post("/library/move", OWNER, "id", "4", "id", "5").expectHeader().location("/library/move?id=4&id=5");
        var asked = page(get("/library/move?id=4&id=5", OWNER).expectStatus().isOk());
        assertThat(asked.select("input[name=id]").eachAttr("value")).containsExactly("4", "5");
        assertThat(asked.select("label.choice:has(input[value=2])").text()).contains("The household", "Files that the network no longer sees from then on: 2");
        assertThat(asked.select("label.choice:has(input[value=3])").text()).contains("Files that nobody but you sees from then on: 2");

        post("/library/move", OWNER, "id", "4", "folder", "2", "below", "best of").expectHeader().location("/library/files/4?said=library.moved");
        assertThat(house.library.file(4).orElseThrow().relative()).isEqualTo("best of/track-4.flac");
        post("/library/move", OWNER, "id", "4", "id", "5", "folder", "1", "below", "album").expectHeader().location("/library?folder=1&said=library.moved");
        post("/library/move", OWNER, "id", "5", "folder", "3").expectHeader().location("/library?said=library.moving");
        assertThat(page(get("/library", OWNER)).select("#scan").text()).contains("Moving track-5.ogg: 3.6 MB of 14.3 MB");
        assertThat(page(get("/library", MEMBER)).select("#scan").text()).doesNotContain("Moving");
        house.library.moves.clear();

        var refused = page(post("/library/move", OWNER, "id", "5", "folder", "2", "below", "..").expectStatus().isEqualTo(422));
        assertThat(refused.select("[role=alert]").text()).isEqualTo("Moved: 0. The files below stay where they are.");
        assertThat(refused.select("form li").text()).contains("track-5.ogg", "must have an ordinary name");
        assertThat(refused.select("input[name=folder][checked]").val()).isEqualTo("2");
        post("/library/move", OWNER, "id", "5", "folder", "99").expectStatus().isNotFound();
        post("/library/move", MEMBER, "id", "5", "folder", "2").expectStatus().isForbidden();
        get("/library/move?id=5", MEMBER).expectStatus().isForbidden();
    }

    @Test
    void aFolderThatIsNotThereIsRefusedBesideItsName() {
        var refused = page(post("/library/folders", OWNER, "path", "/absent").expectStatus().isEqualTo(422));
        assertThat(refused.select("[role=alert]").text()).isEqualTo("There is no such folder.");
        assertThat(refused.select("#path").val()).isEqualTo("/absent");
        post("/library/folders", OWNER, "path", " ").expectStatus().isEqualTo(422);
        post("/library/folders", MEMBER, "path", "/srv/films").expectStatus().isForbidden();
        post("/library/folders/check", MEMBER, "path", "/srv/films").expectStatus().isForbidden();
    }

    @Test
    void aFolderIsChosenStepByStep() {
        var closed = page(get("/library/folders", OWNER).expectStatus().isOk());
        assertThat(closed.select("#picker")).as("no disk is asked before").isEmpty();
        var top = page(get(closed.select("#add a").attr("href").replace("#add", ""), OWNER).expectStatus().isOk());
        assertThat(top.select("#picker a").eachText()).containsExactly("/home", "/mnt", "/srv");
        var srv = page(get("/library/folders?path=/srv&visibility=NETWORK&excludes=*.tmp", OWNER).expectStatus().isOk());
        assertThat(srv.select("#path").val()).isEqualTo("/srv");
        assertThat(srv.select("#picker a").eachText()).containsExactly("One folder up", "<b>old & new", "music");
        assertThat(srv.select("#picker a").last().attr("href")).isEqualTo("/library/folders?path=/srv/music&visibility=NETWORK&excludes=*.tmp#add");
        assertThat(srv.select("#picker").text()).contains("There are more than these 2");
        assertThat(srv.select("input[name=visibility][checked]").val()).isEqualTo("NETWORK");
        assertThat(page(post("/library/folders/check", OWNER, "path", "/srv").expectStatus().isOk()).select("#picker a")).hasSize(3);
        assertThat(page(get("/library/folders?path=/srv", MEMBER).expectStatus().isOk()).select("#picker, #add")).isEmpty();
        get("/library/folders?path=%00", OWNER).expectStatus().isOk();

        house.firstStart.state = FirstStart.State.OPEN;
        assertThat(page(get("/setup/folders?path=/srv", OWNER).expectStatus().isOk()).select("#picker a[href^='/setup/folders?path=/srv/music']")).hasSize(1);
        get("/setup/folders?path=/srv").expectHeader().location("/setup");
    }

    @Test
    void hostsAreCalledAndNeighboursLeft() {
        post("/network/connections", OWNER, "address", "127.0.0.1:6346").expectHeader().location("/network?said=network.connect");
        assertThat(house.overlay.commands).contains("connect 127.0.0.1:6346");
        var refused = page(post("/network/connections", OWNER, "address", "example.org").expectStatus().isEqualTo(422));
        assertThat(refused.select("[role=alert]").text()).contains("An address looks like");
        assertThat(refused.select("#address").val()).isEqualTo("example.org");
        post("/network/neighbours/2/disconnect", OWNER).expectHeader().location("/network?said=network.disconnect");
        post("/network/neighbours/2/disconnect", OWNER).expectHeader().location("/network?said=network.gone");
        post("/network/connections", MEMBER, "address", "127.0.0.1:6346").expectStatus().isForbidden();
        get("/network/neighbours/1", MEMBER).expectStatus().isForbidden();
    }

    @Test
    void aBlockedNeighbourIsGoneAndCanBeLetInAgain() {
        house.overlay.neighbours.add(new NeighbourView(
                9, HostAddress.of(0xC0000209, 6346), "leaf", "Pest/1", true, PretendHouse.NOW, 1, 1, 1, 1, 1, 1, false, false, "", -1, List.of()));
        post("/network/neighbours/9/block", MEMBER).expectStatus().isForbidden();
        post("/network/neighbours/9/block", OWNER).expectHeader().location("/network/bans?said=ban.blocked");
        assertThat(page(get("/network/bans", OWNER)).select("#rows").text()).contains("192.0.2.9").contains("blocked by the owner");
        post("/network/neighbours/9/block", OWNER).expectHeader().location("/network?said=network.gone");
        post("/network/bans/lift", OWNER, "address", "192.0.2.9").expectHeader().location("/network/bans?said=ban.lifted");
    }

    @Test
    void theLibraryIsLookedThroughFolderByFolder() {
        assertThat(page(get("/library", MEMBER)).select("a[href='/library?folder=1']").text()).as("the shared folders first").isEqualTo("music");
        var music = page(get("/library?folder=1&type=audio", MEMBER).expectStatus().isOk());
        assertThat(music.select("[aria-current=location]").text()).isEqualTo("music");
        assertThat(music.select("a[href='/library?folder=1&type=audio&path=album']").text()).isEqualTo("album");
        var album = page(get("/library?folder=1&path=album", MEMBER).expectStatus().isOk());
        assertThat(album.select("[aria-current=location]").text()).isEqualTo("album");
        assertThat(album.select("a[href='/library?folder=1']").text()).as("the way back").isEqualTo("music");
        assertThat(album.select("#rows tr")).isNotEmpty();
        assertThat(album.select("form[role=search] input[name=path]").val()).as("filters stay in the folder").isEqualTo("album");
        assertThat(page(get("/library?folder=1&path=nosuch", MEMBER)).select(".empty h2").text()).isEqualTo("No such file");
        assertThat(page(get("/library?folder=1&path=<b>x", MEMBER).expectStatus().isOk()).select("[aria-current=location]").text()).isEqualTo("<b>x");
    }

    @Test
    void theOwnerLetsBannedHostsInAgain() {
        var page = page(get("/network/bans", MEMBER).expectStatus().isOk());
        assertThat(page.select("#rows").text()).contains("192.0.2.66").contains("said the same again and again");
        assertThat(page.select("#rows button")).isEmpty();
        post("/network/bans/lift", MEMBER, "address", "192.0.2.66").expectStatus().isForbidden();
        post("/network/bans/lift", OWNER, "address", "192.0.2.66").expectHeader().location("/network/bans?said=ban.lifted");
        post("/network/bans/lift", OWNER, "address", "192.0.2.66").expectHeader().location("/network/bans?said=ban.gone");
        post("/network/bans/lift", OWNER, "address", "nonsense").expectHeader().location("/network/bans?said=ban.gone");
        assertThat(page(get("/network/bans", OWNER)).text()).contains("Nobody is banned");
    }

    @Test
    void whatStrangersAskIsForTheOwnerOnlyAndEscaped() {
        get("/network/passing", MEMBER).expectStatus().isForbidden();
        get("/events?view=passing", MEMBER).expectStatus().isForbidden();
        assertThat(page(get("/network", MEMBER)).select("nav.tabs a[href$=passing]")).isEmpty();
        var all = page(get("/network/passing", OWNER).expectStatus().isOk());
        assertThat(all.select("#rows tr").eachAttr("id")).as("newest first").containsExactly("w-2", "w-1");
        assertThat(all.select("#rows").text()).contains("hazel <b>wood").contains("12 files");
        assertThat(page(get("/network/passing?kind=query", OWNER)).select("#rows tr").eachAttr("id")).containsExactly("w-1");
        assertThat(page(get("/network/passing?from=2", OWNER)).select("#rows tr").eachAttr("id")).containsExactly("w-2");
        assertThat(page(get("/network/passing?words=HAZEL ogg", OWNER)).select("#rows tr").eachAttr("id")).containsExactly("w-2");
        assertThat(page(get("/network/passing?words=oak", OWNER)).select(".empty h2").text()).isEqualTo("Nothing came by yet");
    }

    private WebTestClient.ResponseSpec upload(Person person, String name, String text) {
        var parts = new MultipartBodyBuilder();
        parts.part("file", text.getBytes(StandardCharsets.UTF_8)).filename(name);
        return browser.as(person).mutateWith(csrf()).post().uri("/network/lists").bodyValue(parts.build()).exchange();
    }

    @Test
    void theOwnerGivesAndTakesListsOfJunk() {
        upload(MEMBER, "hostiles.txt", "5.1.0.0/16").expectStatus().isForbidden();
        upload(OWNER, "../Hostiles.TXT", "5.1.0.0/16\nnonsense <b>\n").expectHeader().location("/network/lists?said=lists.taken");
        assertThat(house.lists.texts).containsOnlyKeys("hostiles.txt");
        assertThat(house.overlay.commands).contains("shun hostile");
        assertThat(page(get("/network/lists", MEMBER)).select("#rows").text()).contains("hostile addresses").contains("Line 2: no address");
        assertThat(page(upload(OWNER, "x.txt", "nonsense nonsense").expectStatus().isEqualTo(422)).select("[role=alert]").text()).contains("not taken");
        upload(OWNER, "<b>.txt", "5.1.0.0/16").expectStatus().isEqualTo(422);
        post("/network/lists/read", MEMBER).expectStatus().isForbidden();
        post("/network/lists/read", OWNER).expectHeader().location("/network/lists?said=lists.read");
        post("/network/lists/remove", OWNER, "name", "hostiles.txt").expectHeader().location("/network/lists?said=lists.removed");
        post("/network/lists/remove", OWNER, "name", "../x").expectHeader().location("/network/lists?said=lists.gone");
    }

    @Test
    void aLessonIsTakenBackByWhoTaughtItOrTheOwner() {
        house.lessons.add(new Lesson(0, OWNER.id(), Lesson.Verdict.SPAM, Optional.empty(), "junk <b>.exe", 9, List.of(), PretendHouse.NOW));
        var id = house.lessons.all.getFirst().id();
        var seen = page(get("/network/lessons", MEMBER));
        assertThat(seen.select("#rows").text()).contains("junk <b>.exe");
        assertThat(seen.select("#rows button")).isEmpty();
        post("/network/lessons/" + id + "/forget", MEMBER).expectHeader().location("/network/lessons?said=lesson.gone");
        post("/network/lessons/" + id + "/forget", OWNER).expectHeader().location("/network/lessons?said=lesson.forgotten");
        assertThat(house.lessons.all).isEmpty();
    }

    @Test
    void droppedMessagesSayWhyAndAreAddedUp() {
        var rows = page(get("/network?tab=messages", MEMBER)).select("#rows tr");
        assertThat(rows.get(1).text()).contains("400 had been seen before").contains("10 more than one neighbour may say");
        assertThat(rows.last().text()).startsWith("all").contains("413");
    }

    @Test
    void everythingIsPausedAndGoesOnAgain() {
        post("/downloads/all/pause", PretendHouse.GUEST).expectStatus().isForbidden();
        post("/downloads/all/pause", OWNER).expectHeader().location("/?said=home.pause");
        assertThat(house.downloads.commands).isNotEmpty().allMatch(command -> command.startsWith("pause "));
        post("/downloads/all/pause", OWNER).expectHeader().location("/?said=download.nothing");
        assertThat(page(get("/", OWNER)).select("#bulk button").eachAttr("formaction")).containsExactly("/downloads/all/resume");
        post("/downloads/all/resume", OWNER).expectHeader().location("/?said=home.resume");
        assertThat(page(get("/", OWNER)).select("#bulk button").eachAttr("formaction")).containsExactly("/downloads/all/pause");
    }

    @Test
    void aBannerIsDismissedByEachForThemselves() {
        var button = "#banners button[formaction='/banners/disk/dismiss']";
        house.room = 1;
        try {
            assertThat(page(get("/", OWNER)).select(button)).hasSize(1);
            post("/banners/disk/dismiss", OWNER).expectStatus().isSeeOther().expectHeader().location("/?said=banner.dismissed");
            assertThat(page(get("/", OWNER)).select(button)).isEmpty();
            assertThat(page(get("/", MEMBER)).select(button)).hasSize(1);
        } finally {
            house.room = Long.MAX_VALUE;
        }
        post("/banners/disk/dismiss", MEMBER).expectHeader().location("/?said=banner.over");
    }

    @Test
    void theLibrarySaysWhenAFileWasLastAskedFor() {
        assertThat(page(get("/library", MEMBER)).select("#rows tr").first().select("td:not(.last)").last().text()).isEqualTo("21 Nov 2026");
        assertThat(page(get("/library", MEMBER)).select("#rows tr").last().select("td:not(.last)").last().text()).as("without a hash").isEmpty();
    }

    @Test
    void theOwnerHasAFileReadAgain() {
        post("/library/files/1/rehash", MEMBER).expectStatus().isForbidden();
        post("/library/files/1/rehash", OWNER).expectHeader().location("/library/files/1?said=library.rehash");
        post("/library/files/4711/rehash", OWNER).expectStatus().isNotFound();
        assertThat(house.library.commands).containsOnlyOnce("rehash 1").doesNotContain("rehash 4711");
        assertThat(page(get("/library/files/1", MEMBER)).select("form[action$=rehash], a[href^='/library/folders/']")).isEmpty();
        assertThat(page(get("/library/files/1", OWNER)).select("form[action$=rehash], a[href='/library/folders/1']")).hasSize(2);
    }

    @Test
    void uploadsAreCancelledByTheOwner() {
        post("/uploads/1/cancel", MEMBER).expectStatus().isForbidden();
        post("/uploads/1/cancel", OWNER).expectHeader().location("/uploads?said=upload.cancel");
        post("/uploads/1/cancel", OWNER).expectHeader().location("/uploads?said=upload.nothing");
        for (var path : List.of("/uploads/host/cancel", "/uploads/host/block", "/uploads/queue/2/slot")) {
            post(path, MEMBER, "ip", "192.0.2.17").expectStatus().isForbidden();
        }
        post("/uploads/queue/2/slot", OWNER).expectHeader().location("/uploads?said=upload.slot");
        post("/uploads/queue/7/slot", OWNER).expectHeader().location("/uploads?said=upload.gone");
        house.uploads.full = true;
        post("/uploads/queue/2/slot", OWNER).expectHeader().location("/uploads?said=upload.slot.too-many");
        house.uploads.full = false;
        post("/uploads/host/cancel", OWNER, "ip", "192.0.2.17").expectHeader().location("/uploads?said=upload.cancel-all");
        post("/uploads/host/cancel", OWNER, "ip", "<b>").expectHeader().location("/uploads?said=upload.nothing");
        post("/uploads/host/block", OWNER, "ip", "192.0.2.9").expectHeader().location("/uploads?said=search.blocked");
        post("/uploads/host/block", OWNER).expectHeader().location("/uploads?said=search.no-host");
        assertThat(house.overlay.bans()).extracting(ban -> ban.address().getHostAddress()).containsOnlyOnce("192.0.2.9");
        house.overlay.bans().stream().filter(ban -> ban.address().getHostAddress().equals("192.0.2.9")).toList().forEach(ban -> house.overlay.lift(ban.address()));
        post("/uploads/queue/2/dismiss", MEMBER).expectStatus().isForbidden();
        post("/uploads/queue/2/dismiss", OWNER).expectHeader().location("/uploads?said=upload.dismiss");
        post("/uploads/queue/2/dismiss", OWNER).expectHeader().location("/uploads?said=upload.nothing");
    }

    @Test
    void settingsSaveWhatChangedAndNothingElse() {
        post("/settings/network", OWNER, "filbert.network.port", "23456", "filbert.network.role", "leaf", "filbert.network.mode", "public")
                .expectHeader()
                .location("/settings/network?said=settings.saved");
        assertThat(house.settings.saved).containsOnlyKeys("filbert.network.port"); // the role is as it was, the mode is locked
        var wrong = page(post("/settings/network", OWNER, "filbert.network.port", "x").expectStatus().isEqualTo(422));
        assertThat(wrong.select("#filbert-network-port").val()).isEqualTo("x");
        assertThat(wrong.select(".wrong").text()).isEqualTo("This must be a whole number.");
        post("/settings/nonsense", OWNER, "a", "b").expectStatus().isNotFound();
        post("/settings/network", MEMBER, "filbert.network.port", "1").expectStatus().isForbidden();
    }

    @Test
    void aPasswordIsChangedByWhoeverKnowsIt() {
        post("/account/password", OWNER, "old", PretendAccounts.PASSWORD, "fresh", "acorn tree", "repeat", "acorn tree")
                .expectHeader()
                .location("/account?said=account.password");
        var wrong = page(post("/account/password", OWNER, "old", "?", "fresh", "acorn tree", "repeat", "acorn tree").expectStatus().isEqualTo(422));
        assertThat(wrong.select("[role=alert]").text()).contains("not your present password");
        post("/account/password", OWNER, "old", PretendAccounts.PASSWORD, "fresh", "a", "repeat", "b").expectStatus().isEqualTo(422);
    }

    @Test
    void theOwnerInvitesAndTheLinkIsShownOnce() {
        var made = page(post("/admin/invitations", OWNER, "role", "MEMBER", "days", "3").expectStatus().isOk());
        var link = made.select("code.secret").text();
        assertThat(link).contains("/invitation/");
        assertThat(page(get("/admin/people", OWNER)).text()).doesNotContain(link);
        var path = link.substring(link.indexOf("/invitation/"));
        assertThat(page(get(path).expectStatus().isOk()).text()).contains("You will be a member");
        assertThat(page(get(path, MEMBER).expectStatus().isOk()).text()).contains("signed in as jonas");
        assertThat(page(post(path, null, "name", "visitor", "password", "acorn tree", "repeat", "acorn tree").expectStatus().isEqualTo(422)).text())
                .contains("Somebody has this name already");
        assertThat(page(post(path, null, "name", "ida", "password", "acorn tree", "repeat", "other").expectStatus().isEqualTo(422)).select("#name").val())
                .isEqualTo("ida");
        post(path, null, "name", "ida", "password", "acorn tree", "repeat", "acorn tree").expectHeader().location("/?said=invitation.welcome");
        assertThat(page(get(path).expectStatus().isEqualTo(410)).text()).contains("Somebody came in by this link already");
        assertThat(page(post(path, null, "name", "eve", "password", "acorn tree", "repeat", "acorn tree").expectStatus().isEqualTo(410)).text())
                .contains("Somebody came in by this link already");
        assertThat(page(get("/invitation/nonsense").expectStatus().isEqualTo(410)).text()).contains("leads nowhere");
        assertThat(house.people.all()).extracting(Person::name).contains("ida").doesNotContain("eve");
        post("/admin/invitations", OWNER, "role", "GUEST", "days", "0").expectStatus().isEqualTo(422);
        house.accounts.restore();
    }

    @Test
    void theOwnerDecidesAboutPeopleAndNobodyElse() {
        var ida = house.people.create("ida", "acorn tree", Role.MEMBER).id();
        post("/admin/people/" + ida + "/role", OWNER, "role", "GUEST").expectHeader().location("/admin/people/" + ida + "?said=people.role");
        assertThat(house.people.byId(ida)).map(Person::role).contains(Role.GUEST);
        post("/admin/people/" + ida + "/disable", OWNER).expectHeader().location("/admin/people/" + ida + "?said=people.disable");
        assertThat(page(get("/admin/people/" + ida, OWNER)).text()).contains("switched off", "Switch the account on");
        post("/admin/people/" + ida + "/role", OWNER, "role", "MEMBER");
        post("/admin/people/" + ida + "/shelter", OWNER).expectHeader().location("/admin/people/" + ida + "?said=people.shelter");
        assertThat(page(get("/admin/people/" + ida, OWNER)).text()).contains("Treat as grown up");
        post("/admin/people/" + ida + "/unshelter", OWNER).expectHeader().location("/admin/people/" + ida + "?said=people.unshelter");
        post("/admin/people/" + ida + "/enable", OWNER).expectHeader().location("/admin/people/" + ida + "?said=people.enable");
        assertThat(page(post("/admin/people/1/role", OWNER, "role", "MEMBER").expectStatus().isEqualTo(422)).select("[role=alert]").text())
                .contains("Somebody has to be the owner");
        post("/admin/people/1/disable", OWNER).expectStatus().isEqualTo(422);
        post("/admin/people/1/remove", OWNER, "sure", "yes").expectStatus().isEqualTo(422);
        post("/admin/people/" + ida + "/remove", OWNER).expectStatus().isEqualTo(422);
        for (var who : List.of(MEMBER, PretendHouse.GUEST)) {
            get("/admin", who).expectStatus().isForbidden();
            get("/admin/people", who).expectStatus().isForbidden();
            get("/admin/people/" + ida, who).expectStatus().isForbidden();
            post("/admin/invitations", who, "role", "OWNER", "days", "3").expectStatus().isForbidden();
            post("/admin/invitations/1/revoke", who).expectStatus().isForbidden();
            for (var verb : List.of("role", "disable", "enable", "shelter", "unshelter", "remove")) {
                post("/admin/people/" + ida + "/" + verb, who, "role", "OWNER", "sure", "yes").expectStatus().isForbidden();
            }
            assertThat(page(get("/", who)).select("a[href='/admin']")).isEmpty();
        }
        post("/admin/people/" + ida + "/remove", OWNER, "sure", "yes").expectHeader().location("/admin/people?said=people.removed");
        get("/admin/people/" + ida, OWNER).expectStatus().isNotFound();
        assertThat(house.people.byId(ida)).isEmpty();
    }

    @Test
    void theOwnerSaysWhatOneMayFetch() {
        post("/admin/people/2/limits", OWNER, "active", "2", "weekMebibytes", "", "kibibytes", " 300 ")
                .expectHeader().location("/admin/people/2?said=people.limits");
        assertThat(house.limits.view(MEMBER).limits()).isEqualTo(new Limits(2, 0, 300));
        var page = page(get("/admin/people/2", OWNER));
        assertThat(page.select("#active").val()).isEqualTo("2");
        assertThat(page.select("#weekMebibytes").val()).isEmpty();
        assertThat(page(get("/downloads", MEMBER)).select("#allowed").text()).contains("2 of your downloads", "300 KB/s");
        assertThat(page(post("/admin/people/2/limits", OWNER, "active", "-2").expectStatus().isEqualTo(422)).select("[role=alert]").text())
                .contains("0 to 100");
        post("/admin/people/2/limits", OWNER, "weekMebibytes", "much").expectStatus().isEqualTo(422);
        post("/admin/people/2/limits", MEMBER, "active", "50").expectStatus().isForbidden();
        post("/admin/people/99/limits", OWNER, "active", "5").expectStatus().isNotFound();
        assertThat(house.limits.view(MEMBER).limits().active()).isEqualTo(2);
        assertThat(page(get("/admin/people/3", OWNER)).select("#main").text()).contains("This guest has a quota");
    }

    @Test
    void aPersonSignsOutElsewhere() {
        house.sessions.begin(OWNER, "192.168.1.20", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        house.sessions.begin(OWNER, "192.168.1.31", "<b>");
        var page = page(get("/account", OWNER));
        assertThat(page.text()).contains("Firefox on Linux", "An unknown browser");
        var id = house.sessions.list(OWNER, "").getFirst().id();
        post("/account/sessions/" + id + "/end", MEMBER).expectHeader().location("/account?said=account.no-session");
        post("/account/sessions/" + id + "/end", OWNER).expectHeader().location("/account?said=account.session-ended");
        post("/account/sessions/" + id + "/end", OWNER).expectHeader().location("/account?said=account.no-session");
        post("/account/sessions/end-others", OWNER).expectHeader().location("/account?said=account.others-ended");
        assertThat(house.sessions.list(OWNER, "")).isEmpty();
    }

    @Test
    void aTokenIsShownOnceAndRevoked() {
        var made = page(post("/account/tokens", OWNER, "label", "backup <b>", "role", "MEMBER", "scope", "READ", "networks", "192.168.1.9/24, fd00::/8").expectStatus().isOk());
        var secret = made.select("code.secret").text();
        assertThat(secret).isNotBlank();
        var later = page(get("/account", OWNER));
        assertThat(later.text()).contains("backup <b>", "192.168.1.0/24, fd00:0:0:0:0:0:0:0/8").doesNotContain(secret);
        assertThat(page(post("/account/tokens", OWNER, "label", "wrong", "scope", "READ", "networks", "somewhere").expectStatus().isEqualTo(422)).select("[role=alert]").text())
                .contains("192.168.1.0/24 or fd00::/8");
        var id = house.tokens.tokens.getLast().id();
        post("/account/tokens/" + id + "/revoke", OWNER).expectHeader().location("/account?said=account.revoked");
        post("/account/tokens", MEMBER, "label", "more", "role", "OWNER").expectStatus().isForbidden();
    }

    @Test
    void coloursAndKeysAreKeptInThisBrowserEvenBeforeSigningIn() {
        var light = post("/preferences", null, "theme", "dark", "back", "/login").expectStatus().isSeeOther();
        light.expectHeader().location("/login?said=preferences").expectCookie().valueEquals("theme", "dark").expectCookie().httpOnly("theme", true);
        post("/preferences", OWNER, "keys", "off").expectCookie().valueEquals("keys", "off");
        post("/preferences", OWNER, "theme", "<b>").expectCookie().valueEquals("theme", "auto");
        var stranger = page(browser.strangers().get().uri("/login").cookie("theme", "dark").cookie("keys", "off").exchange());
        assertThat(stranger.selectFirst("html").attr("data-theme")).isEqualTo("dark");
        assertThat(stranger.selectFirst("html").attr("data-keys")).isEqualTo("off");
    }

    @Test
    void howPagesLookFollowsAPersonToAnotherBrowser() {
        post("/preferences", MEMBER, "theme", "dark", "density", "dense", "back", "/account").expectHeader().location("/account?said=preferences");
        var elsewhere = page(browser.as(MEMBER).get().uri("/network").cookie("theme", "light").exchange());
        assertThat(elsewhere.selectFirst("html").attr("data-theme")).isEqualTo("dark");
        assertThat(elsewhere.selectFirst("html").attr("data-density")).isEqualTo("dense");
        assertThat(elsewhere.selectFirst("html").attr("lang")).isEqualTo("en");
        assertThat(page(get("/network", PretendHouse.GUEST)).selectFirst("html").attr("data-theme")).isEqualTo("auto");
        post("/preferences", MEMBER, "theme", "auto", "density", "<b>");
        assertThat(page(get("/network", MEMBER)).selectFirst("html").attr("data-density")).isEqualTo("roomy");
    }

    private WebTestClient.ResponseSpec get(String path) {
        return browser.strangers().get().uri(path).exchange();
    }

    private WebTestClient.ResponseSpec get(String path, Person person) {
        return browser.get(path, person);
    }

    private WebTestClient.ResponseSpec post(String path, Person person, String... fields) {
        return browser.post(path, person, fields);
    }
}
