package filbert.web.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.csrf;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockAuthentication;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.springSecurity;

import filbert.household.Person;
import filbert.showroom.PretendHouse;
import filbert.showroom.Showroom;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.reactive.server.WebTestClient;

@SpringBootTest(classes = Showroom.class)
@DirtiesContext
final class ActivityPagesTest {
    @Autowired
    private ApplicationContext context;

    @Autowired
    private PretendHouse house;

    private WebTestClient web;

    @BeforeEach
    void open() {
        web = WebTestClient.bindToApplicationContext(context).apply(springSecurity()).configureClient().build();
    }

    private WebTestClient as(Person person) {
        return web.mutateWith(mockAuthentication(Showroom.signedIn(person))).mutateWith(csrf());
    }

    private String get(Person person, String path) {
        return String.valueOf(as(person).get().uri(path).header("Accept", "text/html").exchange().expectStatus().isOk().expectBody(String.class).returnResult().getResponseBody());
    }

    @Test
    void everybodySeesWhatConcernsThem() {
        house.activity.note(PretendHouse.MEMBER, "folder.added", "=1+1 <img>");
        assertThat(Jsoup.parse(get(PretendHouse.OWNER, "/activity?kind=folder")).select("#rows").text()).contains("jonas Folder shared: =1+1 <img>");
        assertThat(get(PretendHouse.GUEST, "/activity")).doesNotContain("=1+1", "hazelnut-cake").contains("10.0.0.7:23456");
        assertThat(get(PretendHouse.MEMBER, "/activity.csv")).contains("jonas,folder.added,'=1+1 <img>").doesNotContain("hazelnut-cake");
        assertThat(Jsoup.parse(get(PretendHouse.GUEST, "/activity?kind=backup")).select(".empty h2").text()).isEqualTo("Nothing has happened yet");
    }

    @Test
    void tasksAreBegunByTheOwnerAlone() {
        var before = house.happened.backups.get();
        as(PretendHouse.OWNER).post().uri("/admin/tasks/backup/run").exchange().expectStatus().isSeeOther().expectHeader().location("/admin/tasks?said=tasks.begun");
        assertThat(house.happened.backups).hasValue(before + 1);
        assertThat(Jsoup.parse(get(PretendHouse.OWNER, "/admin/tasks")).select("#tasks").text()).contains("Backup", "done");
        for (var person : List.of(PretendHouse.MEMBER, PretendHouse.GUEST)) {
            as(person).get().uri("/admin/tasks").header("Accept", "text/html").exchange().expectStatus().isForbidden();
            as(person).get().uri("/events?view=tasks").accept(MediaType.TEXT_EVENT_STREAM).exchange().expectStatus().isForbidden();
            as(person).post().uri("/admin/tasks/backup/run").header("Accept", "text/html").exchange().expectStatus().isForbidden();
        }
        assertThat(house.happened.backups).hasValue(before + 1);
    }
}
