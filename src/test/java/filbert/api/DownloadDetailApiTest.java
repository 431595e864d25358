package filbert.api;

import filbert.household.Role;
import filbert.showroom.PretendHouse;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

final class DownloadDetailApiTest {
    @Test
    void whyASourceRestsOrIsDroppedHasACodeForScriptsAndWordsForPeople() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        var house = new PretendHouse().furnished();
        Controllers.as(Role.OWNER, new DownloadDetailApi(house.downloadDesk(), messages))
                .get()
                .uri("/api/v1/downloads/2/detail")
                .header("Accept-Language", "de")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.log[?(@.what == 'rests')].why.code").isEqualTo("busy")
                .jsonPath("$.log[?(@.what == 'rests')].why.text").isEqualTo("is busy (503 <b>Busy</b>)")
                .jsonPath("$.log[?(@.what == 'rests')].why.words").isEqualTo("503 <b>Busy</b>")
                .jsonPath("$.log[?(@.what == 'dropped')].why.code").isEqualTo("wrong-bytes")
                .jsonPath("$.log[0].why").doesNotExist()
                .jsonPath("$.sources[?(@.state == 'bad')].why.code").isEqualTo("another-file")
                .jsonPath("$.sources[?(@.state == 'receiving')].why").doesNotExist();
    }
}
