package filbert.web.settings;

import static filbert.showroom.PlainBrowser.page;
import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.FirstStart;
import filbert.household.Person;
import filbert.showroom.PlainBrowser;
import filbert.showroom.PretendHouse;
import filbert.showroom.Showroom;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;

/** The settings forms when somebody else is quicker, before anything is saved, and back again, as a browser without scripts has them. */
@SpringBootTest(classes = Showroom.class)
@DirtiesContext
final class SettingsPagesTest {
    private static final Person OWNER = PretendHouse.OWNER;
    private static final String PORT = "filbert.network.port";
    private static final String WAS = "was." + PORT;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private PretendHouse house;

    private PlainBrowser browser;

    @BeforeEach
    void open() {
        house.firstStart.state = FirstStart.State.DONE;
        browser = new PlainBrowser(context);
    }

    @AfterEach
    void tidy() {
        house.settings.saved.clear();
    }

    @Test
    void whoeverWasSlowerIsShownBothValuesAndChooses() {
        var form = page(browser.get("/settings/network", OWNER));
        assertThat(form.select("input[name=" + WAS + "]").val()).isEqualTo("34567");
        house.settings.saved.put(PORT, "11111");
        var merge = page(browser.post("/settings/network", OWNER, PORT, "22222", WAS, "34567").expectStatus().isEqualTo(409));
        assertThat(house.settings.saved).containsOnly(Map.entry(PORT, "11111"));
        assertThat(merge.select("[role=alert]").text()).contains("Somebody has changed");
        assertThat(merge.select("fieldset").text()).contains("34567", "11111", "22222");
        assertThat(merge.select("#filbert-network-port").val()).isEqualTo("22222");
        assertThat(merge.select("input[name=" + WAS + "]").val()).isEqualTo("11111");
        assertThat(merge.select("input[type=radio][required]").eachAttr("value")).containsExactly("theirs", "mine");
        browser.post("/settings/network", OWNER, PORT, "22222", WAS, "11111", "take." + PORT, "theirs").expectHeader().location("/settings/network?said=settings.same");
        assertThat(house.settings.saved).containsEntry(PORT, "11111");
        browser.post("/settings/network", OWNER, PORT, "22222", WAS, "11111", "take." + PORT, "mine").expectHeader().location("/settings/network?said=settings.saved");
        assertThat(house.settings.saved).containsEntry(PORT, "22222");
    }

    @Test
    void aFieldNobodyTouchedHereDoesNotUndoWhatOthersDid() {
        house.settings.saved.put(PORT, "11111");
        browser.post("/settings/network", OWNER, PORT, "34567", WAS, "34567").expectHeader().location("/settings/network?said=settings.same");
        assertThat(house.settings.saved).containsOnly(Map.entry(PORT, "11111"));
    }

    @Test
    void whatWouldChangeIsShownAndNotSaved() {
        var preview = page(browser.post("/settings/network", OWNER, PORT, "<b>5", WAS, "34567", "preview", "1").expectStatus().isOk());
        assertThat(preview.select("#preview del").text()).isEqualTo("34567");
        assertThat(preview.select("#preview ins").text()).isEqualTo("<b>5");
        assertThat(preview.select("#preview dd").text()).contains("takes effect after a restart");
        assertThat(preview.select("#filbert-network-port").val()).isEqualTo("<b>5");
        assertThat(house.settings.saved).isEmpty();
        browser.post("/settings/network", OWNER, PORT, "34567", WAS, "34567", "preview", "1").expectHeader().location("/settings/network?said=settings.same");
        browser.post("/settings/network", OWNER, PORT, "x", WAS, "34567", "preview", "1").expectStatus().isEqualTo(422);
        house.settings.saved.put(PORT, "11111");
        browser.post("/settings/network", OWNER, PORT, "5", WAS, "34567", "preview", "1").expectStatus().isEqualTo(409);
    }

    @Test
    void whatWasSetHereGoesBack() {
        var buttons = page(browser.get("/settings/network", OWNER)).select("button[form=reset]");
        assertThat(buttons.eachAttr("value")).containsExactly(PORT);
        browser.post("/settings/network/reset", OWNER, "key", PORT).expectHeader().location("/settings/network?said=settings.reset");
        assertThat(house.settings.saved).containsEntry(PORT, "");
        browser.post("/settings/network/reset", OWNER, "key", "filbert.network.mode").expectStatus().isNotFound(); // the environment decides
        browser.post("/settings/network/reset", OWNER, "key", "filbert.owner.password").expectStatus().isNotFound();
        browser.post("/settings/network/reset", PretendHouse.MEMBER, "key", PORT).expectStatus().isForbidden();
    }

    @Test
    void theYamlIsTheOwnersAlone() {
        assertThat(page(browser.get("/settings/yaml?section=network", OWNER)).select("pre").text()).contains("filbert:", "port: 34567 # page", "mode: practice # environment");
        browser.get("/settings/yaml?section=nonsense", OWNER).expectStatus().isNotFound();
        browser.get("/settings/yaml", PretendHouse.MEMBER).expectStatus().isForbidden();
    }
}
