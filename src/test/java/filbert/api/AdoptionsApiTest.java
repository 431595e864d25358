package filbert.api;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.Role;
import filbert.showroom.PretendHouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.web.reactive.server.WebTestClient;

final class AdoptionsApiTest {
    private static final String ADOPTIONS = "/api/v1/adoptions";

    private final PretendHouse house = new PretendHouse();

    @TempDir
    Path folder;

    private WebTestClient as(Role role) {
        return Controllers.as(role, new AdoptionsApi(house.adoptionDesk()));
    }

    private WebTestClient.ResponseSpec post(Role role, String where, Object body) {
        return as(role).post().uri(ADOPTIONS + where).bodyValue(body).exchange();
    }

    @Test
    void whatIsFoundIsToldAndTakenOver() throws Exception {
        house.downloads.put(filbert.showroom.PretendDownloads.view(7, "hazel.ogg", filbert.sharing.download.DownloadView.State.QUEUED, 1000, 0, 0, ""));
        Files.write(folder.resolve("T-1000-hazel.ogg"), new byte[400]);
        Files.write(folder.resolve("T-77-other.ogg"), new byte[7]);
        Files.write(folder.resolve("T-5-damaged.ogg"), new byte[7]);
        post(Role.OWNER, "/search", Map.of("path", folder.toString())).expectStatus().isAccepted();
        as(Role.OWNER)
                .get()
                .uri(ADOPTIONS + "/search")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.state").isEqualTo("done")
                .jsonPath("$.files").isEqualTo(3)
                .jsonPath("$.damaged.sizes").isEqualTo(1)
                .jsonPath("$.found.length()").isEqualTo(2)
                .jsonPath("$.found[?(@.fit=='by-name')].download").isEqualTo(7)
                .jsonPath("$.found[?(@.fit=='by-name')].guessed").isEqualTo(true)
                .jsonPath("$.found[?(@.fit=='no-hash')].name").isEqualTo("other.ogg");
        post(Role.OWNER, "", Map.of("found", List.of(1, 2))).expectStatus().isAccepted();
        assertThat(house.adoptions.commands).containsExactly("adopt 7 T-1000-hazel.ogg");
        post(Role.OWNER, "", Map.of("found", List.of(55))).expectStatus().isEqualTo(422);
        post(Role.OWNER, "", Map.of()).expectStatus().isEqualTo(422);
    }

    @Test
    void whatCannotBeLookedThroughIsRefusedInWords() {
        for (var body : List.of(Map.of(), Map.of("path", " "), Map.of("path", "/absent"), Map.of("path", "a\0b"))) {
            post(Role.OWNER, "/search", body).expectStatus().isEqualTo(422).expectBody().jsonPath("$.code").value(code -> assertThat((String) code).startsWith("adopt.refused."));
        }
        as(Role.OWNER).get().uri(ADOPTIONS + "/search").exchange().expectBody().jsonPath("$.state").isEqualTo("none");
        as(Role.OWNER).delete().uri(ADOPTIONS + "/search").exchange().expectStatus().isNoContent();
    }

    @Test
    void takeOversAreListedAndLeft() {
        var furnished = new PretendHouse().furnished();
        var owner = Controllers.as(Role.OWNER, new AdoptionsApi(furnished.adoptionDesk()));
        owner.get().uri(ADOPTIONS).exchange().expectBody().jsonPath("$.length()").isEqualTo(3).jsonPath("$[1].state").isEqualTo("copying").jsonPath("$[0].spoiled").isEqualTo(300_000);
        owner.delete().uri(ADOPTIONS + "/3").exchange().expectStatus().isNoContent();
        owner.delete().uri(ADOPTIONS + "/4").exchange().expectStatus().isEqualTo(409);
        assertThat(furnished.adoptions.commands).containsExactly("leave 3", "leave 4");
    }

    @Test
    void itIsTheOwnersAlone() {
        post(Role.MEMBER, "/search", Map.of("path", "/srv")).expectStatus().isForbidden();
        post(Role.MEMBER, "", Map.of("found", List.of(1))).expectStatus().isForbidden();
        as(Role.MEMBER).get().uri(ADOPTIONS).exchange().expectStatus().isForbidden();
        as(Role.GUEST).get().uri(ADOPTIONS + "/search").exchange().expectStatus().isForbidden();
        as(Role.MEMBER).delete().uri(ADOPTIONS + "/3").exchange().expectStatus().isForbidden();
        as(Role.MEMBER).delete().uri(ADOPTIONS + "/search").exchange().expectStatus().isForbidden();
    }
}
