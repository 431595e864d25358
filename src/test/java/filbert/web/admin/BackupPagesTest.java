package filbert.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.csrf;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockAuthentication;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.springSecurity;

import filbert.household.Person;
import filbert.operations.BackupView;
import filbert.showroom.PretendHouse;
import filbert.showroom.Showroom;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;

@SpringBootTest(classes = Showroom.class)
@DirtiesContext
final class BackupPagesTest {
    private static final String PLACE = "/admin/backup";
    private static final String NAME = "filbert-2026-11-21.sql.gz";

    @Autowired
    private ApplicationContext context;

    @Autowired
    private PretendHouse house;

    private WebTestClient web;

    @BeforeEach
    void open() {
        web = WebTestClient.bindToApplicationContext(context).apply(springSecurity()).configureClient().build();
        house.backups.orders.clear();
    }

    private WebTestClient as(Person person) {
        return web.mutateWith(mockAuthentication(Showroom.signedIn(person))).mutateWith(csrf());
    }

    private WebTestClient.ResponseSpec post(Person person, String path, String... pairs) {
        var form = new LinkedMultiValueMap<String, String>();
        for (var i = 0; i < pairs.length; i += 2) {
            form.add(pairs[i], pairs[i + 1]);
        }
        return as(person).post().uri(path).header("Accept", "text/html").body(BodyInserters.fromFormData(form)).exchange();
    }

    private static Document page(WebTestClient.ResponseSpec answer) {
        return Jsoup.parse(String.valueOf(answer.expectBody(String.class).returnResult().getResponseBody()));
    }

    private Document get(String path) {
        return page(as(PretendHouse.OWNER).get().uri(path).header("Accept", "text/html").exchange().expectStatus().isOk());
    }

    @Test
    void aBackupIsMadeAndDeleted() {
        post(PretendHouse.OWNER, PLACE).expectStatus().isSeeOther().expectHeader().location(PLACE + "?said=backup.made");
        var made = house.backups.all.getFirst();
        assertThat(made.kind()).isEqualTo(BackupView.Kind.MADE);
        assertThat(get(PLACE).select("#rows").text()).contains(made.name(), "somebody made it");
        post(PretendHouse.OWNER, PLACE + "/" + made.name() + "/remove").expectStatus().isSeeOther();
        assertThat(house.backups.all).doesNotContain(made);
        post(PretendHouse.OWNER, PLACE + "/" + made.name() + "/remove").expectStatus().isNotFound();
    }

    @Test
    void whatWouldMoveIsShownBeforeItIsPutBack() {
        var page = get(PLACE + "/" + NAME + "?from=/srv&to=/mnt/disk&from=&to=");
        assertThat(page.text()).contains("/srv/downloads/{name} → /mnt/disk/downloads/{name}", "Paths of 2 single files are in it; 1 of them move.", "<b>jonas");
        var form = page.select("form[action$=/restore]");
        assertThat(form.select("input[name=from]").eachAttr("value")).containsExactly("/srv");
        post(PretendHouse.OWNER, form.attr("action"), "from", "/srv", "to", "/mnt/disk").expectStatus().isSeeOther().expectHeader()
                .location(PLACE + "?refresh=20&said=backup.restoring");
        assertThat(house.backups.orders).containsExactly(NAME + " /srv=/mnt/disk");
        var waiting = get(PLACE + "?refresh=20&said=backup.restoring");
        assertThat(waiting.select("meta[http-equiv=refresh]").attr("content")).isEqualTo("20");
    }

    @Test
    void whatCannotBeIsSaidInWords() {
        var moves = page(as(PretendHouse.OWNER).get().uri(PLACE + "/" + NAME + "?from=srv&to=/mnt").header("Accept", "text/html").exchange().expectStatus().isEqualTo(422));
        assertThat(moves.select("[role=alert]").text()).contains("two whole paths");
        house.backups.all.add(new BackupView("filbert-newer.sql.gz", BackupView.Kind.BROUGHT, PretendHouse.NOW, 1));
        house.backups.all.add(new BackupView("filbert-broken.sql.gz", BackupView.Kind.BROUGHT, PretendHouse.NOW, 1));
        assertThat(get(PLACE + "/filbert-newer.sql.gz").select("form[action$=/restore]")).isEmpty();
        assertThat(page(post(PretendHouse.OWNER, PLACE + "/filbert-newer.sql.gz/restore").expectStatus().isEqualTo(422)).text()).contains("newer Filbert");
        assertThat(page(post(PretendHouse.OWNER, PLACE + "/filbert-broken.sql.gz/restore").expectStatus().isEqualTo(422)).text()).contains("not a whole one");
        assertThat(house.backups.orders).isEmpty();
        house.backups.all.removeIf(one -> one.name().contains("newer") || one.name().contains("broken"));
    }

    @Test
    void oneIsBroughtFromElsewhere() {
        assertThat(bring("x").expectStatus().isEqualTo(422).expectBody(String.class).returnResult().getResponseBody()).contains("not a whole one");
        bring("a whole backup").expectStatus().isSeeOther().expectHeader().valueMatches("Location", PLACE + "/filbert-.*-brought.sql.gz\\?said=backup.brought");
    }

    private WebTestClient.ResponseSpec bring(String content) {
        var form = new MultipartBodyBuilder();
        form.part("file", content).filename("../../x");
        return as(PretendHouse.OWNER).post().uri(PLACE + "/bring").header("Accept", "text/html").bodyValue(form.build()).exchange();
    }

    @Test
    void nobodyButTheOwnerComesNear() {
        for (var person : List.of(PretendHouse.MEMBER, PretendHouse.GUEST)) {
            for (var path : List.of("", "/" + NAME, "/" + NAME + "/file", "/nosuch")) {
                as(person).get().uri(PLACE + path).header("Accept", "text/html").exchange().expectStatus().isForbidden();
            }
            for (var path : List.of("", "/compact", "/" + NAME + "/restore", "/" + NAME + "/remove")) {
                post(person, PLACE + path).expectStatus().isForbidden();
            }
            assertThat(page(as(person).get().uri("/").header("Accept", "text/html").exchange()).select("a[href^=/admin]")).isEmpty();
        }
        assertThat(house.backups.all).extracting(BackupView::name).contains(NAME);
        assertThat(house.backups.orders).isEmpty();
    }

    @Test
    void withoutBackupsThePageSaysWhen() {
        var before = List.copyOf(house.backups.all);
        house.backups.all.clear();
        try {
            assertThat(get(PLACE).select(".empty").text()).contains("No backups yet", "within an hour");
        } finally {
            house.backups.all.addAll(before);
        }
    }
}
