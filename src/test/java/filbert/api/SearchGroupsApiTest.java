package filbert.api;

import static filbert.showroom.PretendHouse.NOW;
import static filbert.showroom.PretendSearches.found;
import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.Role;
import filbert.servent.search.SearchView;
import filbert.servent.spam.ListReader;
import filbert.servent.spam.SpamLists;
import filbert.showroom.PretendHouse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Results narrowed, sorted and grouped as on the page. */
final class SearchGroupsApiTest {
    private static final String ONE = "192.0.2.1:6001";

    private final PretendHouse house = new PretendHouse();

    @BeforeEach
    void search() {
        house.searches.put(new SearchView("g1", 1, "grove", SearchView.State.DONE, NOW, 4, 3, "", 0, List.of(
                found(1, "one.ogg", 1_000, 2), found(2, "two.ogg", 2_000, 1), found(3, "grove.pdf", 50_000, 3))));
    }

    private WebTestClient as(Role role) {
        var searches = house.searchDesk();
        var results = house.resultDesk((_, _) -> Set.of());
        return Controllers.as(role, new SearchesApi(searches, results), new GroupDownloadsApi(searches, results));
    }

    private WebTestClient.BodyContentSpec get(String parameters) {
        return as(Role.MEMBER).get().uri("/api/v1/searches/g1?" + parameters).exchange().expectStatus().isOk().expectBody();
    }

    private WebTestClient.ResponseSpec post(Role role, String parameters, String body) {
        return as(role).post().uri("/api/v1/downloads/groups?" + parameters).contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
    }

    @Test
    void hostsAndFoldersAreListedInsteadOfFiles() {
        get("group=host").jsonPath("$.results.length()").isEqualTo(0)
                .jsonPath("$.groups.length()").isEqualTo(3)
                .jsonPath("$.groups[?(@.key=='" + ONE + "')].files").isEqualTo(3)
                .jsonPath("$.groups[?(@.key=='" + ONE + "')].size").isEqualTo(53_000)
                .jsonPath("$.groups[?(@.firewalled==true)].program").isEqualTo("LIME");
        get("group=folder&type=audio&sort=-sources").jsonPath("$.groups[0].folder").isEqualTo("Music/<i>Hazel")
                .jsonPath("$.groups[0].files").isEqualTo(2)
                .jsonPath("$.groups[1].folder").isEmpty();
        get("").jsonPath("$.groups").isEmpty();
    }

    @Test
    void filesAreNarrowedSortedAndCutIntoPages() {
        get("sort=-size").jsonPath("$.results[0].name").isEqualTo("grove.pdf");
        get("sort=name&type=audio").jsonPath("$.results[1].name").isEqualTo("two.ogg");
        get("host=192.0.2.2:6002").jsonPath("$.results.length()").isEqualTo(2);
        get("page=2").jsonPath("$.results.length()").isEqualTo(0);
        get("page=x").jsonPath("$.results.length()").isEqualTo(3);
    }

    @Test
    void whatIsBlockedSaysSoAndCanBeHidden() {
        house.experience.listed(new SpamLists(List.of(ListReader.read("192.0.2.1/32\n"))));
        get("sort=name").jsonPath("$.results[2].blocked").isEqualTo(true).jsonPath("$.results[0].blocked").isEqualTo(false);
        get("hide=blocked").jsonPath("$.results.length()").isEqualTo(2);
        get("group=host").jsonPath("$.groups[?(@.blocked==true)].host").isEqualTo(ONE);
    }

    @Test
    void aFolderIsDownloadedAsAWhole() {
        post(Role.MEMBER, "group=folder&type=audio", "{\"search\":\"g1\",\"groups\":[\"" + ONE + " Music/<i>Hazel\"]}")
                .expectStatus().isOk().expectBody().jsonPath("$.started").isEqualTo(2);
        assertThat(house.downloads.queue).hasSize(2);
        post(Role.MEMBER, "", "{\"search\":\"g1\",\"groups\":[\"" + ONE + "\"]}").expectBody().jsonPath("$.started").isEqualTo(1);
        assertThat(house.downloads.queue).as("what is on its way is not fetched again").hasSize(3);
        post(Role.MEMBER, "", "{\"search\":\"g1\",\"groups\":[\"9.9.9.9:1\"]}").expectBody().jsonPath("$.started").isEqualTo(0);
        post(Role.MEMBER, "", "{}").expectStatus().isBadRequest();
        post(Role.MEMBER, "", "{\"search\":\"g1\",\"groups\":[null]}").expectStatus().isBadRequest();
        post(Role.GUEST, "", "{\"search\":\"g1\",\"groups\":[\"" + ONE + "\"]}").expectStatus().isForbidden();
    }
}
