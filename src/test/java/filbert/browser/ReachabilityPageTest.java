package filbert.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import filbert.household.Router;
import filbert.servent.Reachability;
import filbert.showroom.PretendHouse;
import filbert.showroom.PretendRouter;
import filbert.showroom.Showroom;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The check of reachability as a person meets it. */
@NeedsChromium
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = Showroom.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"pretend.as=mara", "server.address=127.0.0.1"})
final class ReachabilityPageTest {
    private static final Router.View ASKING = new Router.View(
            true,
            true,
            Router.State.ASKING,
            PretendRouter.AT_HOME,
            List.of(new Router.Attempt("pcp", "asked", 0, "")),
            "",
            0,
            0,
            null,
            false,
            null,
            0);

    private static final Reachability FIREWALLED = new Reachability(
            List.of(new Reachability.Way(Reachability.Transport.TCP, Reachability.Family.IPV4, Reachability.Verdict.FIREWALLED, null, PretendHouse.NOW, List.of())),
            List.of(),
            Reachability.OUTSIDE.role());

    @LocalServerPort
    private int port;

    @Autowired
    private PretendHouse house;

    private Router.View usual;
    private Reachability usuallyReached;
    private Chromium chromium;

    @BeforeAll
    void start() {
        usual = house.router.view;
        usuallyReached = house.overlay.reachability;
        chromium = Chromium.launch();
    }

    @AfterAll
    void stop() {
        chromium.close();
    }

    @BeforeEach
    void asUsual() {
        house.router.view = usual;
        house.overlay.reachability = usuallyReached;
        house.router.commands.clear();
    }

    @Test
    void theStepsFollowTheRouterWhileOneLooks() {
        try (var context = chromium.browser().newContext()) {
            var page = open(context.newPage());
            assertThat(page.locator("#step-bind")).containsText("listens on");
            assertThat(page.locator("#step-router")).containsText("opened port 34567 for TCP and 34567 for UDP (UPnP)");
            assertThat(page.locator("#step-tcp.good")).containsText("somebody reached Filbert");
            assertThat(page.locator("#verdict")).containsText("Others reach Filbert by TCP");
            house.router.show(ASKING);
            assertThat(page.locator("#step-router.wait")).containsText("The router is being asked.");
            assertThat(page.locator("#step-router .check-tries")).containsText("PCP asked");
            house.router.show(usual);
            assertThat(page.locator("#step-router.good")).hasCount(1);
        }
    }

    @Test
    void theKeyRRunsItAgain() {
        try (var context = chromium.browser().newContext()) {
            var page = open(context.newPage());
            page.keyboard().press("r");
            assertThat(page.locator("#toasts")).containsText("Neighbours were asked to call us");
            assertThat(house.router.commands).containsExactly("ask");
        }
    }

    @Test
    void itWorksWithoutScripts() {
        try (var context = chromium.browser().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            var page = context.newPage();
            page.navigate(url("/network"));
            page.click(".tabs a:has-text('Reachability')");
            assertThat(page).hasURL(url("/network/check"));
            page.click("button:has-text('Run again')");
            assertThat(page).hasURL(Pattern.compile(".*/network/check\\?said=check\\.run"));
            assertThat(page.locator("[data-said]")).containsText("half a minute");
            page.click("button:has-text('Close the port')");
            assertThat(page.locator("[data-said]")).containsText("being closed");
        }
    }

    @Test
    void theHomePageLeadsThere() {
        try (var context = chromium.browser().newContext()) {
            var page = context.newPage();
            page.navigate(url("/"));
            page.click("a.tile:has-text('Reachable')");
            assertThat(page).hasURL(url("/network/check"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 1280})
    void itFitsTheScreen(int width) {
        house.overlay.reachability = FIREWALLED;
        house.router.view = new Router.View(
                true,
                true,
                Router.State.REFUSED,
                new Router.Surroundings(PretendRouter.AT_HOME.router(), PretendRouter.AT_HOME.local(), "eth0", true, "tun0"),
                List.of(
                        new Router.Attempt("pcp", "silent", 0, ""),
                        new Router.Attempt("nat-pmp", "not-spoken", 0, ""),
                        new Router.Attempt("upnp", "refused", 606, "Action".repeat(13))),
                "",
                0,
                0,
                null,
                false,
                null,
                1);
        try (var context = chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(width, 900))) {
            var page = open(context.newPage());
            assertThat(page.locator(".advice")).containsText("-p 34567:34567/tcp -p 34567:34567/udp");
            assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth")).isTrue();
        }
    }

    private Page open(Page page) {
        page.navigate(url("/network/check"));
        assertThat(page.locator("body[data-live=on]")).hasCount(1);
        return page;
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
