package filbert.api;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.Role;
import filbert.operations.BackupView;
import filbert.showroom.PretendHouse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

final class BackupsApiTest {
    private static final String BACKUPS = "/api/v1/backups";
    private static final String NAME = "filbert-2026-11-21.sql.gz";

    private final PretendHouse house = new PretendHouse().furnished();

    private WebTestClient as(Role role) {
        return Controllers.as(role, new BackupsApi(house.backupDesk));
    }

    @Test
    void backupsAreListedMadeFetchedAndDeleted() {
        var owner = as(Role.OWNER);
        owner.get().uri(BACKUPS).exchange().expectStatus().isOk().expectBody()
                .jsonPath("$.backups[0].name").isEqualTo(NAME)
                .jsonPath("$.backups[0].kind").isEqualTo("daily")
                .jsonPath("$.lastRestored.problem").isEqualTo("")
                .jsonPath("$.databaseBytes").isEqualTo(8 << 20);
        owner.post().uri(BACKUPS).exchange().expectStatus().isCreated().expectBody().jsonPath("$.kind").isEqualTo("made");
        owner.get().uri(BACKUPS + "/" + NAME + "/file").exchange().expectStatus().isOk().expectHeader().contentType("application/gzip");
        owner.delete().uri(BACKUPS + "/" + NAME).exchange().expectStatus().isNoContent();
        owner.delete().uri(BACKUPS + "/" + NAME).exchange().expectStatus().isNotFound();
        owner.post().uri(BACKUPS + "/compact").exchange().expectStatus().isOk().expectBody().jsonPath("$.after").isEqualTo(5 << 20);
    }

    @Test
    void whatWouldMoveIsShownAndMovedWhenItIsPutBack() {
        var owner = as(Role.OWNER);
        owner.get().uri(BACKUPS + "/" + NAME + "?move=/srv=/mnt").exchange().expectStatus().isOk().expectBody()
                .jsonPath("$.newer").isEqualTo(false)
                .jsonPath("$.places[1].from").isEqualTo("/srv/downloads/{name}")
                .jsonPath("$.places[1].to").isEqualTo("/mnt/downloads/{name}")
                .jsonPath("$.files").isEqualTo(2)
                .jsonPath("$.filesMoved").isEqualTo(1);
        owner.post().uri(BACKUPS + "/" + NAME + "/restore").contentType(MediaType.APPLICATION_JSON).bodyValue(Map.of("moves", List.of("/srv=/mnt")))
                .exchange().expectStatus().isAccepted();
        owner.post().uri(BACKUPS + "/" + NAME + "/restore").exchange().expectStatus().isAccepted();
        assertThat(house.backups.orders).containsExactly(NAME + " /srv=/mnt", NAME + " ");
        assertThat(house.backups.restarts).isEqualTo(2);
    }

    @Test
    void whatCannotBePutBackIsRefusedWithTheReason() {
        house.backups.all.add(new BackupView("filbert-newer.sql.gz", BackupView.Kind.BROUGHT, PretendHouse.NOW, 1));
        house.backups.all.add(new BackupView("filbert-broken.sql.gz", BackupView.Kind.BROUGHT, PretendHouse.NOW, 1));
        for (var why : List.of("newer", "broken")) {
            as(Role.OWNER).post().uri(BACKUPS + "/filbert-" + why + ".sql.gz/restore").exchange().expectStatus().isEqualTo(422).expectBody()
                    .jsonPath("$.code").isEqualTo("backup.problem." + why);
        }
        as(Role.OWNER).post().uri(BACKUPS + "/" + NAME + "/restore").contentType(MediaType.APPLICATION_JSON).bodyValue(Map.of("moves", List.of("srv=/mnt")))
                .exchange().expectStatus().isEqualTo(422).expectBody().jsonPath("$.code").isEqualTo("backup.problem.move");
        as(Role.OWNER).post().uri(BACKUPS + "/..%2F..%2Fetc%2Fpasswd/restore").exchange().expectStatus().isNotFound();
        as(Role.OWNER).put().uri(BACKUPS).contentType(MediaType.APPLICATION_OCTET_STREAM).bodyValue(new byte[] {1}).exchange().expectStatus().isEqualTo(422)
                .expectBody().jsonPath("$.code").isEqualTo("backup.problem.broken");
        as(Role.OWNER).put().uri(BACKUPS).contentType(MediaType.APPLICATION_FORM_URLENCODED).bodyValue("a whole backup").exchange().expectStatus().isCreated();
        assertThat(house.backups.orders).isEmpty();
        assertThat(house.backups.restarts).isZero();
    }

    @Test
    void aDatabaseOnAServerIsLeftAlone() {
        house.backups.ours = false;
        for (var path : List.of("", "/compact", "/" + NAME + "/restore")) {
            as(Role.OWNER).post().uri(BACKUPS + path).exchange().expectStatus().isEqualTo(422).expectBody().jsonPath("$.code").isEqualTo("backup.problem.server");
        }
        as(Role.OWNER).put().uri(BACKUPS).bodyValue("a whole backup").exchange().expectStatus().isEqualTo(422);
        assertThat(house.backups.orders).isEmpty();
    }

    @Test
    void nobodyButTheOwnerComesNear() {
        for (var role : List.of(Role.MEMBER, Role.GUEST)) {
            for (var path : List.of("", "/" + NAME, "/" + NAME + "/file")) {
                as(role).get().uri(BACKUPS + path).exchange().expectStatus().isForbidden();
            }
            for (var path : List.of("", "/compact", "/" + NAME + "/restore")) {
                as(role).method(HttpMethod.POST).uri(BACKUPS + path).exchange().expectStatus().isForbidden();
            }
            as(role).put().uri(BACKUPS).contentType(MediaType.APPLICATION_OCTET_STREAM).bodyValue("a whole backup").exchange().expectStatus().isForbidden();
            as(role).delete().uri(BACKUPS + "/" + NAME).exchange().expectStatus().isForbidden();
        }
        assertThat(house.backups.all).hasSize(2);
        assertThat(house.backups.restarts).isZero();
    }
}
