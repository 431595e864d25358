package filbert.api;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.Profile;
import filbert.household.Role;
import filbert.showroom.PretendBandwidth;
import java.net.InetAddress;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

final class BandwidthApiTest {
    private final PretendBandwidth line = new PretendBandwidth(Instant.parse("2026-11-24T09:30:00Z"));
    private final BandwidthApi api = new BandwidthApi(line.desk(), line.volumes());

    private WebTestClient as(Role role) {
        return Controllers.as(role, api);
    }

    private WebTestClient.ResponseSpec put(Role role, String path, String body) {
        return as(role).put().uri("/api/v1/bandwidth" + path).contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
    }

    @Test
    void everybodySeesHowItStands() {
        as(Role.GUEST).get().uri("/api/v1/bandwidth").exchange().expectStatus().isOk().expectBody().json("""
                {"chosen": "clock", "profile": "normal", "until": null, "limits": {"up": 0, "down": 0}, "now": {"up": 0, "down": 0},
                 "profiles": {"normal": {"up": 0, "down": 0}, "slow": {"up": 20480, "down": 102400}, "night": {"up": 0, "down": 0}},
                 "week": "", "timeZone": "Europe/Berlin"}""");
    }

    @Test
    void membersSwitchForATimeAndBack() {
        put(Role.MEMBER, "", "{\"profile\": \"slow\", \"minutes\": 60}").expectStatus().isOk().expectBody()
                .jsonPath("$.profile").isEqualTo("slow")
                .jsonPath("$.until").isEqualTo("2026-11-24T10:30:00Z");
        assertThat(line.limits).isEqualTo(new Profile.Limits(20_480, 102_400));
        put(Role.MEMBER, "", "{\"profile\": \"clock\"}").expectStatus().isOk().expectBody().jsonPath("$.chosen").isEqualTo("clock");
        assertThat(line.limits).isEqualTo(Profile.Limits.NONE);
        put(Role.GUEST, "", "{\"profile\": \"slow\"}").expectStatus().isForbidden();
        put(Role.MEMBER, "", "{}").expectStatus().isBadRequest();
        put(Role.MEMBER, "", "{\"profile\": \"fast\"}").expectStatus().isEqualTo(422).expectBody().jsonPath("$.code").isEqualTo("bandwidth.problem.word");
        put(Role.MEMBER, "", "{\"profile\": \"slow\", \"until\": \"tomorrow\"}").expectStatus().isOk().expectBody().jsonPath("$.until").value(String.class, until -> org.assertj.core.api.Assertions.assertThat(until).endsWith("T05:00:00Z"));
        put(Role.MEMBER, "", "{\"profile\": \"slow\", \"until\": \"never\"}").expectStatus().isEqualTo(422);
        put(Role.MEMBER, "", "{\"profile\": \"slow\", \"minutes\": 0}").expectStatus().isEqualTo(422);
    }

    @Test
    void theOwnerSetsProfilesAndHours() {
        put(Role.OWNER, "/settings", "{\"profiles\": {\"slow\": {\"up\": 5000}}, \"week\": \"tue slow\", \"timeZone\": \"UTC\"}")
                .expectStatus().isOk().expectBody()
                .jsonPath("$.profiles.slow.up").isEqualTo(5 * 1024)
                .jsonPath("$.limits.down").isEqualTo(102_400)
                .jsonPath("$.week").isEqualTo("tue slow")
                .jsonPath("$.timeZone").isEqualTo("UTC");
        assertThat(line.limits.up()).isEqualTo(5 * 1024);
        put(Role.MEMBER, "/settings", "{\"week\": \"\"}").expectStatus().isForbidden();
        put(Role.OWNER, "/settings", "{\"week\": \"always\"}").expectStatus().isEqualTo(422).expectBody().jsonPath("$.code").isEqualTo("settings.problem.hours");
        put(Role.OWNER, "/settings", "{\"profiles\": {\"fast\": {\"up\": 1}}}").expectStatus().isEqualTo(422);
        put(Role.OWNER, "/settings", "{\"profiles\": {\"slow\": {\"up\": -1}}}").expectStatus().isEqualTo(422);
    }

    @Test
    void whoeverWasSlowerIsToldWhatHolds() {
        var body = "{\"week\": \"%s\", \"profiles\": {\"slow\": {\"up\": %d}}, \"seen\": {\"week\": \"\", \"timeZone\": \"Europe/Berlin\", \"profiles\": {\"slow\": {\"up\": 20480}}}}";
        put(Role.OWNER, "/settings", body.formatted("tue slow", 20_480)).expectStatus().isOk().expectBody().jsonPath("$.week").isEqualTo("tue slow");
        put(Role.OWNER, "/settings", body.formatted("", 30_720)).expectStatus().isOk().expectBody()
                .jsonPath("$.week").isEqualTo("tue slow")
                .jsonPath("$.profiles.slow.up").isEqualTo(30_720);
        put(Role.OWNER, "/settings", body.formatted("mon night", 40_960)).expectStatus().isEqualTo(409).expectBody()
                .jsonPath("$.code").isEqualTo("api.problem.changed-elsewhere")
                .jsonPath("$.clashes['filbert.bandwidth.week'].now").isEqualTo("tue slow")
                .jsonPath("$.clashes['filbert.bandwidth.week'].wanted").isEqualTo("mon night")
                .jsonPath("$.clashes['filbert.bandwidth.slow-up'].now").isEqualTo("30");
        assertThat(line.page).containsEntry("filbert.bandwidth.week", "tue slow").containsEntry("filbert.bandwidth.slow-up", "30");
        put(Role.OWNER, "/settings", "{\"profiles\": {\"slow\": null}}").expectStatus().isEqualTo(422);
    }

    @Test
    void whatWasGivenAndTakenIsToldByDayAndByHost() {
        line.sent = 5_000;
        line.received = 70_000;
        line.dealings.gave(InetAddress.ofLiteral("192.0.2.7"), 4_000);
        as(Role.GUEST).get().uri("/api/v1/bandwidth/totals").exchange().expectStatus().isOk().expectBody().json("""
                {"today": {"sent": 5000, "received": 70000, "given": 4000, "taken": 0}, "ever": {"sent": 5000, "received": 70000, "given": 4000, "taken": 0}}""");
        as(Role.GUEST).get().uri("/api/v1/bandwidth/hosts").exchange().expectStatus().isOk().expectBody().json("""
                [{"address": "192.0.2.7", "given": 4000, "taken": 0}]""");
    }

    @Test
    void whatTheEnvironmentDecidesIsAConflict() {
        line.environment.put("filbert.bandwidth.week", "daily slow");
        var locked = new BandwidthApi(line.desk(), line.volumes());
        Controllers.as(Role.OWNER, locked).put().uri("/api/v1/bandwidth/settings").contentType(MediaType.APPLICATION_JSON).bodyValue("{\"week\": \"mon slow\"}")
                .exchange().expectStatus().isEqualTo(409).expectBody().jsonPath("$.code").isEqualTo("api.problem.locked");
    }
}
