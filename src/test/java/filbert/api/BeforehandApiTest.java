package filbert.api;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.Role;
import filbert.household.results.DefaultFilter;
import filbert.showroom.PretendHouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What is looked at before something is fetched or shared, and what counts for every search to come. */
final class BeforehandApiTest {
    private static final String MAGNET = "/api/v1/downloads/magnet";
    private static final String CHECK = "/api/v1/library/folders/check";
    private static final String FILTER = "/api/v1/filters/default";
    private static final String BOOKMARKS = "/api/v1/bookmarks";
    private static final String BANNERS = "/api/v1/banners";

    private final PretendHouse house = new PretendHouse().furnished();
    private final WebTestClient ann = Controllers.as(
            Role.OWNER,
            new FiltersApi(new DefaultFilter(house.tastes)),
            new BookmarksApi(house.historyDesk()),
            new BannersApi(house.banners),
            new MagnetsApi(house.downloadDesk(), house.libraryDesk()),
            new FoldersApi(house.libraryDesk()));

    private WebTestClient.ResponseSpec send(HttpMethod verb, String uri, String body) {
        return ann.method(verb).uri(uri).contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
    }

    private void refused(HttpMethod verb, String uri, String body, int status, String code) {
        send(verb, uri, body).expectStatus().isEqualTo(status).expectHeader().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON).expectBody()
                .jsonPath("$.code").isEqualTo(code)
                .jsonPath("$.detail").value(detail -> assertThat(detail).as("in words").isNotEqualTo(code));
    }

    @Test
    void aMagnetIsReadAndNothingIsFetched() {
        var before = house.downloads.view().size();
        send(HttpMethod.POST, MAGNET, "{\"magnet\":\"magnet:?xt=urn:sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ&dn=hazel.ogg&xl=7&kt=hazel&xt=urn:ed2k:31D6CFE0D16AE931B73C59D7E0C089C0&foo=bar\"}")
                .expectStatus().isOk().expectBody()
                .jsonPath("$.files.length()").isEqualTo(1)
                .jsonPath("$.files[0].sha1").isEqualTo("3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ")
                .jsonPath("$.files[0].name").isEqualTo("hazel.ogg")
                .jsonPath("$.files[0].size").isEqualTo(7)
                .jsonPath("$.files[0].tigerRoot").isEmpty()
                .jsonPath("$.files[0].sources").isEqualTo(0)
                .jsonPath("$.keywords[0]").isEqualTo("hazel")
                .jsonPath("$.unused[0]").isEqualTo("foo=bar")
                .jsonPath("$.faults[0].why").isEqualTo("foreign-hash")
                .jsonPath("$.folder").isEqualTo("/srv/filbert/downloads/person-1")
                .jsonPath("$.free").isEqualTo(84_000_000_000L);
        assertThat(house.downloads.view()).hasSize(before);
    }

    @Test
    void ofAMagnetItIsToldWhatTheLibraryHas() {
        var file = house.library.files.stream().filter(one -> one.hashed().isPresent()).findFirst().orElseThrow();
        send(HttpMethod.POST, MAGNET, "{\"magnet\":\"magnet:?xt=urn:sha1:" + file.hashed().orElseThrow().sha1().base32() + "\"}").expectStatus().isOk().expectBody()
                .jsonPath("$.files[0].here").isEqualTo(file.id())
                .jsonPath("$.files[0].size").isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({"{}, 400, api.problem.magnet-missing", "{\"magnet\":\" \"}, 400, api.problem.magnet-missing", "{\"magnet\":\"hazel\"}, 422, magnet.malformed",
        "{\"magnet\":\"magnet:?foo=bar\"}, 422, magnet.unsupported"})
    void whatIsNoMagnetIsRefused(String body, int status, String code) {
        refused(HttpMethod.POST, MAGNET, body, status, code);
    }

    @Test
    void aFolderIsTriedAndNothingIsShared() {
        var before = house.library.folders.size();
        send(HttpMethod.POST, CHECK, "{\"path\":\" /srv/read-only \"}").expectStatus().isOk().expectBody()
                .jsonPath("$.path").isEqualTo("/srv/read-only")
                .jsonPath("$.problem").isEqualTo("")
                .jsonPath("$.writable").isEqualTo(false)
                .jsonPath("$.advice").isEqualTo("sudo chown -R 1000:1000 /srv/read-only")
                .jsonPath("$.uid").isEqualTo(1000)
                .jsonPath("$.types.audio").isEqualTo(1204)
                .jsonPath("$.looked").isEqualTo(1223)
                .jsonPath("$.warnings[0]").isEqualTo("documents");
        send(HttpMethod.POST, CHECK, "{\"path\":\"/absent\"}").expectStatus().isOk().expectBody().jsonPath("$.problem").isEqualTo("absent");
        assertThat(house.library.folders).hasSize(before);
        refused(HttpMethod.POST, CHECK, "{}", 400, "api.problem.path-missing");
        refused(HttpMethod.POST, CHECK, "{\"path\":\"/a\\u0000b\"}", 422, "folder.problem.absent");
    }

    @Test
    void foldersToChooseFromAreListedFromTheTopDown() {
        ann.get().uri("/api/v1/library/folders/choices").exchange().expectStatus().isOk().expectBody()
                .jsonPath("$.up").isEmpty().jsonPath("$.folders[2]").isEqualTo("/srv").jsonPath("$.more").isEqualTo(false);
        ann.get().uri("/api/v1/library/folders/choices?path=/srv").exchange().expectStatus().isOk().expectBody()
                .jsonPath("$.at").isEqualTo("/srv").jsonPath("$.up").isEqualTo("/").jsonPath("$.folders[1]").isEqualTo("/srv/music").jsonPath("$.more").isEqualTo(true);
        ann.get().uri(java.net.URI.create("/api/v1/library/folders/choices?path=%2Fa%00b")).exchange().expectStatus().isEqualTo(422).expectBody().jsonPath("$.code").isEqualTo("folder.problem.absent");
    }

    @Test
    void onesOwnFilterIsKeptReadAndForgotten() {
        ann.get().uri(FILTER).exchange().expectStatus().isOk().expectBody().json("{\"filter\":{},\"hide\":null}");
        send(HttpMethod.PUT, FILTER, "{\"filter\":{\"type\":\"audio\",\"max\":\"1GB\"},\"hide\":[\"owned\",\"spam\"]}").expectStatus().isOk().expectBody()
                .json("{\"filter\":{\"type\":\"audio\",\"max\":\"1GB\"},\"hide\":[\"spam\",\"owned\"]}");
        send(HttpMethod.PUT, FILTER, "{\"hide\":[]}").expectStatus().isOk().expectBody().json("{\"filter\":{},\"hide\":[]}");
        ann.delete().uri(FILTER).exchange().expectStatus().isNoContent();
        ann.get().uri(FILTER).exchange().expectBody().json("{\"filter\":{},\"hide\":null}");
    }

    @Test
    void aFilterOfWordsNobodyKnowsOrWithoutEndIsRefused() {
        refused(HttpMethod.PUT, FILTER, "{\"filter\":{\"colour\":\"blue\"}}", 400, "api.problem.filter");
        refused(HttpMethod.PUT, FILTER, "{\"hide\":[\"everything\"]}", 400, "api.problem.filter");
        refused(HttpMethod.PUT, FILTER, "{\"filter\":{\"not\":\"" + "a".repeat(200) + "\",\"ext\":\"" + "b".repeat(200) + "\"}}", 422, "search.default.too-long");
    }

    @Test
    void bookmarksAreMadeLiveAndStill() {
        send(HttpMethod.PUT, BOOKMARKS, "{\"query\":\"Wild  hazel\",\"live\":true}").expectStatus().isOk().expectBody().json("[{\"query\":\"wild hazel\"}]");
        ann.get().uri(BOOKMARKS).exchange().expectStatus().isOk().expectBody().jsonPath("$.length()").isEqualTo(1);
        send(HttpMethod.PUT, BOOKMARKS, "{\"query\":\"wild hazel\",\"live\":false}").expectStatus().isOk().expectBody().json("[]");
        refused(HttpMethod.PUT, BOOKMARKS, "{\"query\":\"wild hazel\"}", 400, "api.problem.bookmark");
        for (var i = 0; i < 50; i++) {
            house.historyDesk().makeLive(PretendHouse.OWNER, "hazel number " + i);
        }
        refused(HttpMethod.PUT, BOOKMARKS, "{\"query\":\"one more\",\"live\":true}", 422, "history.problem.too-many-live");
    }

    @ParameterizedTest
    @ValueSource(strings = {"disk", "failed"})
    void whatTheFirstPageTellsIsReadAndDismissed(String cause) {
        house.room = 1_000;
        ann.get().uri(BANNERS).exchange().expectStatus().isOk().expectBody()
                .jsonPath("$[0].cause").isEqualTo("disk").jsonPath("$[0].grade").isEqualTo("danger")
                .jsonPath("$[?(@.id=='" + cause + "')]").exists();
        ann.delete().uri(BANNERS + "/" + cause).exchange().expectStatus().isNoContent();
        ann.get().uri(BANNERS).exchange().expectBody().jsonPath("$[?(@.id=='" + cause + "')]").doesNotExist();
        ann.delete().uri(BANNERS + "/nothing").exchange().expectStatus().isNotFound().expectBody().jsonPath("$.code").isEqualTo("api.problem.absent");
    }
}
