package filbert.api;

import static filbert.showroom.PretendSearches.found;
import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.AccessTokens.Rights;
import filbert.household.Role;
import filbert.household.Scope;
import filbert.household.wish.Wish;
import filbert.showroom.PretendHouse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

final class WishesApiTest {
    private static final String WISH =
            "{\"query\":\"rare hazel\",\"filter\":{\"type\":\"audio\",\"nonsense\":\"x\"},\"everyHours\":12,\"tell\":false,\"take\":{\"most\":2,\"choice\":\"all\"}}";

    private final PretendHouse house = new PretendHouse();
    private final WishesApi api = new WishesApi(house.wishDesk());

    private WebTestClient.ResponseSpec post(Role role, String path, String body) {
        return Controllers.as(role, api).post().uri("/api/v1/wishes" + path).contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
    }

    private WebTestClient.BodyContentSpec get(String path) {
        return Controllers.as(Role.MEMBER, api).get().uri("/api/v1/wishes" + path).exchange().expectStatus().isOk().expectBody();
    }

    @Test
    void aWishIsMadeReadChangedAndDeleted() {
        post(Role.MEMBER, "", WISH).expectStatus().isCreated().expectHeader().location("/api/v1/wishes/1").expectBody()
                .jsonPath("$.name").isEqualTo("rare hazel")
                .jsonPath("$.filter.type").isEqualTo("audio")
                .jsonPath("$.filter.nonsense").doesNotExist()
                .jsonPath("$.everyHours").isEqualTo(12)
                .jsonPath("$.tell").isEqualTo(false)
                .jsonPath("$.take.most").isEqualTo(2)
                .jsonPath("$.take.choice").isEqualTo("all")
                .jsonPath("$.state").isEqualTo("active")
                .jsonPath("$.next").isEmpty();
        Controllers.as(Role.MEMBER, api).put().uri("/api/v1/wishes/1").contentType(MediaType.APPLICATION_JSON).bodyValue("{\"query\":\"rare medlar\"}")
                .exchange().expectStatus().isOk().expectBody().jsonPath("$.query").isEqualTo("rare medlar").jsonPath("$.take.most").isEqualTo(0);
        get("").jsonPath("$.length()").isEqualTo(1);
        Controllers.as(Role.MEMBER, api).delete().uri("/api/v1/wishes/1").exchange().expectStatus().isNoContent();
        Controllers.as(Role.MEMBER, api).delete().uri("/api/v1/wishes/1").exchange().expectStatus().isNotFound();
    }

    @Test
    void itIsPausedResumedSeenAndRun() {
        post(Role.MEMBER, "", WISH);
        post(Role.MEMBER, "/1/pause", "").expectStatus().isOk().expectBody().jsonPath("$.state").isEqualTo("paused");
        post(Role.MEMBER, "/1/resume", "").expectStatus().isOk().expectBody().jsonPath("$.state").isEqualTo("active");
        post(Role.MEMBER, "/1/seen", "").expectStatus().isOk();
        post(Role.MEMBER, "/1/run", "").expectStatus().isOk();
        assertThat(house.wishes.wishes.get(1L).progress().next()).isEqualTo(Wish.Progress.AT_ONCE);
    }

    @Test
    void aTokenThatMayOnlySearchMakesNoWishThatDownloads() {
        var searching = Controllers.as(new Rights(Role.MEMBER, Set.of(Scope.READ, Scope.SEARCH), List.of()), api);
        post(Role.MEMBER, "", WISH).expectStatus().isCreated();
        for (var call : List.of("POST ", "PUT /1", "POST /1/run", "POST /1/resume")) {
            var parts = call.split(" ", 2);
            searching.method(HttpMethod.valueOf(parts[0])).uri("/api/v1/wishes" + parts[1]).contentType(MediaType.APPLICATION_JSON).bodyValue(WISH)
                    .exchange().expectStatus().isForbidden().expectBody()
                    .jsonPath("$.code").isEqualTo("api.problem.scope")
                    .jsonPath("$.missing").isEqualTo("download");
        }
        assertThat(house.wishes.wishes).hasSize(1);
        for (var verb : List.of("pause", "seen")) {
            searching.post().uri("/api/v1/wishes/1/" + verb).exchange().expectStatus().isOk();
        }
        searching.put().uri("/api/v1/wishes/1").contentType(MediaType.APPLICATION_JSON).bodyValue("{\"query\":\"rare hazel\"}")
                .exchange().expectStatus().isOk().expectBody().jsonPath("$.take.most").isEqualTo(0);
        searching.post().uri("/api/v1/wishes/1/resume").exchange().expectStatus().isOk();
    }

    @Test
    void whatItFoundIsListedAndDownloaded() {
        post(Role.MEMBER, "", WISH);
        var file = found(1, "rare hazel.ogg", 100, 2);
        house.wishes.meet(1, List.of(file), PretendHouse.NOW);
        get("/1/hits").jsonPath("$[0].sha1").isEqualTo(file.sha1().orElseThrow().base32()).jsonPath("$[0].fresh").isEqualTo(true);
        post(Role.MEMBER, "/1/hits/" + file.id() + "/download", "").expectStatus().isCreated().expectBody().jsonPath("$.download").isEqualTo(1);
        post(Role.MEMBER, "/1/hits/nothing/download", "").expectStatus().isNotFound();
    }

    @Test
    void whatIsWrongIsSaid() {
        post(Role.MEMBER, "", "{}").expectStatus().isBadRequest().expectBody().jsonPath("$.code").isEqualTo("api.problem.query-missing");
        post(Role.MEMBER, "", "{\"query\":\"hazel\",\"everyHours\":0}").expectStatus().isEqualTo(422).expectBody().jsonPath("$.code").isEqualTo("wishes.problem.every");
        post(Role.MEMBER, "", "{\"query\":\"a\"}").expectStatus().isEqualTo(422).expectBody().jsonPath("$.code").isEqualTo("search.refused.too-short");
        post(Role.GUEST, "", WISH).expectStatus().isForbidden();
        Controllers.as(Role.MEMBER, api).get().uri("/api/v1/wishes/others").exchange().expectStatus().isForbidden();
        Controllers.as(Role.OWNER, api).get().uri("/api/v1/wishes/others").exchange().expectStatus().isOk();
    }
}
