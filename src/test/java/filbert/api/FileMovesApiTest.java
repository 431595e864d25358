package filbert.api;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.HouseholdLibrary;
import filbert.household.Role;
import filbert.sharing.library.SharedFile;
import filbert.sharing.library.SharedFolder;
import filbert.sharing.library.Visibility;
import filbert.showroom.PretendLibrary;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

final class FileMovesApiTest {
    private static final Instant NOW = Instant.parse("2026-11-28T20:00:00Z");

    private final PretendLibrary library = new PretendLibrary();

    @BeforeEach
    void share() {
        library.folders.add(new SharedFolder(1, 1, Path.of("/srv/music"), "music", Visibility.NETWORK, List.of(), 1, 7, "ready", NOW));
        library.folders.add(new SharedFolder(2, 1, Path.of("/srv/attic"), "attic", Visibility.PRIVATE, List.of(), 0, 0, "ready", NOW));
        library.files.add(new SharedFile(1, 1, Path.of("/srv/music/hazel.ogg"), "hazel.ogg", 7, NOW, Optional.empty(), Visibility.NETWORK));
    }

    private ResponseSpec move(long file, String body) {
        return Controllers.as(Role.OWNER, new FileMovesApi(new HouseholdLibrary(library)))
                .post().uri("/api/v1/library/files/" + file + "/move").contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gone", "away", "name", "left-out", "read-only", "link", "changed", "there", "under-way"})
    void whatIsRefusedIs422WithTheReasonAsCodeAndStaysWhereItIs(String reason) {
        library.refusal = reason;
        move(1, "{\"folder\":2}").expectStatus().isEqualTo(422).expectHeader().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON).expectBody()
                .jsonPath("$.code").isEqualTo("move.problem." + reason)
                .jsonPath("$.detail").value(detail -> assertThat(String.valueOf(detail)).endsWith(".").doesNotContain("move.problem"));
        assertThat(library.files.getFirst().path()).isEqualTo(Path.of("/srv/music/hazel.ogg"));
    }

    @Test
    void aFileAFolderOrANameThatDoesNotExistIsSaid() {
        move(9, "{\"folder\":2}").expectStatus().isNotFound();
        move(1, "{\"folder\":9}").expectStatus().isNotFound();
        move(1, "{}").expectStatus().isBadRequest();
    }

    @Test
    void itIsSaidWhereItIsThen() {
        move(1, "{\"folder\":2,\"below\":\"old\"}").expectStatus().isOk().expectBody()
                .jsonPath("$.folder").isEqualTo(2).jsonPath("$.path").isEqualTo("old/hazel.ogg").jsonPath("$.visibility").isEqualTo("private");
    }
}
