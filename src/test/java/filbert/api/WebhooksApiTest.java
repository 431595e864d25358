package filbert.api;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.Role;
import filbert.showroom.PretendHouse;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

final class WebhooksApiTest {
    private final PretendHouse house = new PretendHouse();
    private final WebTestClient ann = Controllers.as(Role.MEMBER, new WebhooksApi(house.webhookDesk(), house.feedDesk()));

    private WebTestClient.ResponseSpec post(String path, String body) {
        return ann.post().uri("/api/v1" + path).contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
    }

    @Test
    void aWebhookIsMadeTestedChangedAndDeletedAndItsSecretNeverComesOut() {
        var made = post("/webhooks", "{\"name\":\"tv\",\"url\":\"https://example.com/\",\"preset\":\"gotify\",\"secret\":\"tk_1\",\"kinds\":[\"wish-found\"]}")
                .expectStatus().isCreated().expectBody(String.class).returnResult().getResponseBody();
        assertThat(Objects.requireNonNull(made)).contains("\"secret\":true", "\"kinds\":[\"wish-found\"]").doesNotContain("tk_1");
        house.webhooks.status = 500;
        post("/webhooks/1/test", "").expectStatus().isOk().expectBody().jsonPath("$.result").isEqualTo("status 500");
        post("/webhooks/1/pause", "").expectStatus().isOk().expectBody().jsonPath("$.paused").isEqualTo(true);
        post("/webhooks/1/resume", "").expectStatus().isOk().expectBody().jsonPath("$.paused").isEqualTo(false);
        ann.put().uri("/api/v1/webhooks/1").contentType(MediaType.APPLICATION_JSON).bodyValue("{\"url\":\"https://evil.example/\",\"preset\":\"gotify\"}").exchange()
                .expectStatus().isEqualTo(422).expectBody().jsonPath("$.code").isEqualTo("webhook.problem.secret-again");
        ann.get().uri("/api/v1/webhooks").exchange().expectStatus().isOk().expectBody().jsonPath("$[0].url").isEqualTo("https://example.com/");
        ann.delete().uri("/api/v1/webhooks/1").exchange().expectStatus().isNoContent();
        ann.delete().uri("/api/v1/webhooks/1").exchange().expectStatus().isNotFound();
        post("/webhooks", "{}").expectStatus().isBadRequest();
    }

    @Test
    void aMemberIsOfferedWhatMembersAreToldOfAndTakesNothingElse() {
        var place = "\"url\":\"https://example.com/\",\"preset\":\"json\"";
        post("/webhooks", "{" + place + "}").expectStatus().isCreated().expectBody().jsonPath("$.kinds")
                .isEqualTo(List.of("wish-found", "wish-taken", "download-done", "download-failed", "quota-reached", "webhook-paused"));
        for (var kind : List.of("trouble", "disk-full", "invitation-accepted", "test", "nonsense")) {
            post("/webhooks", "{" + place + ",\"kinds\":[\"" + kind + "\",\"wish-found\"]}").expectStatus().isEqualTo(422).expectBody().jsonPath("$.code").isEqualTo("webhook.problem.kind");
        }
        var owner = Controllers.as(Role.OWNER, new WebhooksApi(house.webhookDesk(), house.feedDesk()));
        owner.put().uri("/api/v1/webhooks/1").contentType(MediaType.APPLICATION_JSON).bodyValue("{" + place + ",\"kinds\":[\"trouble\"]}").exchange().expectStatus().isOk();
        ann.get().uri("/api/v1/webhooks").exchange().expectBody().jsonPath("$[0].kinds").isEqualTo(List.of());
    }

    @Test
    void theFeedHasAnAddressWhenOneIsMade() {
        ann.get().uri("/api/v1/feed").exchange().expectStatus().isOk().expectBody().jsonPath("$.made").isEqualTo(false).jsonPath("$.address").isEmpty();
        post("/feed", "").expectStatus().isOk().expectBody().jsonPath("$.address").value(address -> assertThat(String.valueOf(address)).endsWith("/inbox.atom"));
        ann.get().uri("/api/v1/feed").exchange().expectStatus().isOk().expectBody().jsonPath("$.made").isEqualTo(true).jsonPath("$.address").isEmpty();
        ann.delete().uri("/api/v1/feed").exchange().expectStatus().isNoContent();
        assertThat(house.webhooks.words.all).isEmpty();
    }
}
