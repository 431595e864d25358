package filbert.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ScreenshotCaret;
import filbert.showroom.Showroom;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;

/**
 * What goes wrong is told by an ordinary page: what happened, when to try again, the incident that is in the log. On a desk and a phone, by day and by night,
 * also with letters twice as large.
 */
@NeedsChromium
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Import(ErrorPagesTest.Mishaps.class)
@SpringBootTest(
        classes = Showroom.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"pretend.as=mara", "server.address=127.0.0.1"})
final class ErrorPagesTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Pattern INCIDENT = Pattern.compile("[0-9a-f-]{6,}");
    private static final int TOO_LONG = 300_000; // characters: a form may hold 256 KiB

    @LocalServerPort
    private int port;

    private Chromium chromium;
    private BrowserContext context;
    private Page page;
    private String axe;

    @TestConfiguration(proxyBeanMethods = false)
    static class Mishaps {
        @Bean
        Faulty faulty() {
            return new Faulty();
        }
    }

    @Controller
    static final class Faulty {
        @GetMapping("/faulty/bug")
        String bug() {
            throw new IllegalStateException("bug: the hazel is hollow");
        }

        @GetMapping("/faulty/hurry")
        String hurry() {
            throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS, "too fast") {
                @Override
                public HttpHeaders getHeaders() {
                    var headers = new HttpHeaders();
                    headers.set(HttpHeaders.RETRY_AFTER, "20");
                    return headers;
                }
            };
        }
    }

    @BeforeAll
    void start() throws IOException {
        chromium = Chromium.launch();
        context = chromium.browser().newContext(new Browser.NewContextOptions().setLocale("en-GB").setReducedMotion(ReducedMotion.REDUCE));
        page = context.newPage();
        try (var in = Objects.requireNonNull(ErrorPagesTest.class.getResourceAsStream("/axe.min.js"))) {
            axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @AfterAll
    void stop() {
        context.close();
        chromium.close();
    }

    @Test
    void aBugTellsTheIncidentThatIsInTheLog(CapturedOutput log) {
        var answer = Objects.requireNonNull(page.navigate(url("/faulty/bug")));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(page.locator("h1").innerText()).isEqualTo("Something went wrong here");
        var incident = page.locator("main code").innerText();
        assertThat(incident).matches(INCIDENT);
        assertThat(log.getAll()).contains(incident).contains("the hazel is hollow");
        assertThat(page.locator("main").innerText()).as("nothing of the inside").doesNotContain("hazel", "IllegalState");
        looksRight("500");
    }

    @Test
    void whoIsTooFastIsToldWhenToTryAgain() {
        var answer = Objects.requireNonNull(page.navigate(url("/faulty/hurry")));
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.headerValue("retry-after")).isEqualTo("20");
        assertThat(page.locator("h1").innerText()).isEqualTo("Too fast");
        assertThat(page.locator("main").innerText()).contains("20");
        looksRight("429");
    }

    @Test
    void whatIsTooLargeIsTakenByNobody() {
        page.navigate(url("/search"));
        var answer = page.waitForNavigation(() -> page.evaluate(
                "length => { const form = document.querySelector('main form[method=post]'); const field = document.createElement('input');"
                        + " field.type = 'hidden'; field.name = 'more'; field.value = 'x'.repeat(length); form.append(field); form.submit(); }",
                TOO_LONG));
        assertThat(Objects.requireNonNull(answer).status()).isEqualTo(413);
        assertThat(page.locator("h1").innerText()).isEqualTo("Too much");
        looksRight("413");
    }

    private void looksRight(String name) {
        assertThat(page.locator("main a.button").all()).as("ways on").isNotEmpty();
        for (var width : List.of(1280, 360)) {
            page.setViewportSize(width, 800);
            for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                page.evaluate(axe);
                assertThat((List<?>) page.evaluate("axe.run().then(found => found.violations.map(one => one.id + ': ' + one.nodes.map(node => node.html)))")).as("%s, %d px, %s", name, width, scheme).isEmpty();
                page.screenshot(new Page.ScreenshotOptions().setCaret(ScreenshotCaret.INITIAL).setPath(SCREENSHOTS.resolve("error-" + name + "-" + width + "-" + scheme + ".png")));
            }
        }
        page.evaluate("document.documentElement.style.fontSize = '200%'");
        assertThat(page.evaluate("document.documentElement.scrollWidth")).as("%s with large letters", name).isEqualTo(360);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
