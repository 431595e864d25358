package filbert.api;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.Role;
import filbert.showroom.PretendHouse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.publisher.Mono;

final class JunkApiTest {
    private static final String LISTS = "/api/v1/network/lists";

    private final PretendHouse house = new PretendHouse();

    private WebTestClient as(Role role) {
        return Controllers.as(role, new JunkApi(house.listsDesk(), house.spamDesk));
    }

    private WebTestClient.ResponseSpec put(Role role, String name, String text) {
        return as(role).put().uri(LISTS + "/{name}", name).contentType(MediaType.TEXT_PLAIN).bodyValue(text).exchange();
    }

    @Test
    void aListIsPutReadAndDeleted() {
        put(Role.OWNER, "Hostiles", "# from a friend\n5.1.0.0/16\nnonsense\n")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.name").isEqualTo("hostiles.txt")
                .jsonPath("$.entries").isEqualTo(1)
                .jsonPath("$.faults[0].line").isEqualTo(3);
        assertThat(house.lists.texts).containsKey("hostiles.txt");
        as(Role.GUEST).get().uri(LISTS).exchange().expectStatus().isOk().expectBody().jsonPath("$[0].name").isEqualTo("hostiles.txt");
        as(Role.OWNER).delete().uri(LISTS + "/hostiles.txt").exchange().expectStatus().isNoContent();
        as(Role.OWNER).delete().uri(LISTS + "/hostiles.txt").exchange().expectStatus().isNotFound();
    }

    @Test
    void aListIsRefusedWithTheReason() {
        put(Role.OWNER, "..\\up.txt", "5.1.0.0/16\n").expectStatus().isOk().expectBody().jsonPath("$.name").isEqualTo("up.txt");
        put(Role.OWNER, "a*.txt", "5.1.0.0/16\n").expectStatus().isEqualTo(422).expectBody().jsonPath("$.code").isEqualTo("lists.problem.name");
        put(Role.OWNER, "none.txt", "nonsense\n").expectStatus().isEqualTo(422).expectBody().jsonPath("$.code").isEqualTo("lists.problem.empty");
        var large = new char[(8 << 20) + 1];
        Arrays.fill(large, '#');
        put(Role.OWNER, "large.txt", new String(large)).expectStatus().isEqualTo(422).expectBody().jsonPath("$.code").isEqualTo("lists.problem.large");
    }

    @Test
    void theMediaTypeDoesNotMatter() {
        for (var type : List.of(MediaType.APPLICATION_FORM_URLENCODED, MediaType.APPLICATION_OCTET_STREAM, MediaType.TEXT_PLAIN)) {
            as(Role.OWNER)
                    .put()
                    .uri(LISTS + "/hostiles")
                    .header(HttpHeaders.CONTENT_TYPE, type.toString())
                    .body(BodyInserters.fromDataBuffers(Mono.just(DefaultDataBufferFactory.sharedInstance.wrap("5.1.0.0/16".getBytes(StandardCharsets.UTF_8)))))
                    .exchange()
                    .expectStatus()
                    .isOk();
        }
    }

    @Test
    void onlyTheOwnerGivesAndTakesLists() {
        put(Role.MEMBER, "hostiles.txt", "5.1.0.0/16\n").expectStatus().isForbidden();
        as(Role.MEMBER).post().uri(LISTS + "/read").exchange().expectStatus().isForbidden();
        as(Role.MEMBER).delete().uri(LISTS + "/hostiles.txt").exchange().expectStatus().isForbidden();
    }
}
