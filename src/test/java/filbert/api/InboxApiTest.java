package filbert.api;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.Role;
import filbert.household.telling.Notice;
import filbert.showroom.PretendHouse;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

final class InboxApiTest {
    private final PretendHouse house = new PretendHouse();
    private final WebTestClient ann = Controllers.as(Role.GUEST, new InboxApi(house.inboxDesk()));

    @Test
    void oneReadsAndRemovesWhatOneWasTold() {
        house.inbox.add(1, new Notice(Notice.Kind.WISH_FOUND, "hazel", 2, "/wishes/1"), PretendHouse.NOW);
        house.inbox.add(2, Notice.of(Notice.Kind.TROUBLE, "theirs", "/"), PretendHouse.NOW);
        ann.get().uri("/api/v1/inbox").exchange().expectStatus().isOk().expectBody()
                .jsonPath("$.unread").isEqualTo(1)
                .jsonPath("$.entries.length()").isEqualTo(1)
                .jsonPath("$.entries[0].kind").isEqualTo("wish-found")
                .jsonPath("$.entries[0].count").isEqualTo(2)
                .jsonPath("$.entries[0].link").isEqualTo("/wishes/1");
        ann.post().uri("/api/v1/inbox/1/read").exchange().expectStatus().isNoContent();
        assertThat(house.inbox.unread(1)).isZero();
        ann.post().uri("/api/v1/inbox/2/read").exchange().expectStatus().isNotFound();
        ann.delete().uri("/api/v1/inbox/2").exchange().expectStatus().isNotFound();
        ann.delete().uri("/api/v1/inbox/1").exchange().expectStatus().isNoContent();
        ann.post().uri("/api/v1/inbox/read").exchange().expectStatus().isNoContent();
        ann.post().uri("/api/v1/inbox/clear").exchange().expectStatus().isNoContent();
        assertThat(house.inbox.all).hasSize(1);
    }
}
