package filbert.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The system's Chromium, headless, talking to nobody but the page's own server. */
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage");

    private static final double PATIENCE = 30_000; // ms; Playwright's own five seconds are too few where other tests keep the machine busy

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path executable) {
        playwright = playwright();
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(executable).setArgs(QUIET));
    }

    static Chromium launch() {
        return new Chromium(find().orElseThrow());
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    /**
     * One that remembers and installs, which private windows do not.
     *
     * @param profile a folder of its own
     * @param key SHA-256 of the one public key that is trusted although nobody vouches for it, as Base64
     */
    static BrowserContext lasting(Playwright playwright, Path profile, String key) {
        var arguments = Stream.concat(QUIET.stream(), Stream.of("--ignore-certificate-errors-spki-list=" + key)).toList();
        return playwright.chromium().launchPersistentContext(profile, new BrowserType.LaunchPersistentContextOptions().setExecutablePath(find().orElseThrow()).setArgs(arguments));
    }

    static Playwright playwright() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        return Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    private static Optional<Path> find() {
        var path = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":")).map(Path::of);
        return Stream.concat(path, Stream.of(Path.of("/usr/bin")))
                .flatMap(folder -> NAMES.stream().map(folder::resolve))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** See {@link NeedsChromium}. */
    static final class There implements ExecutionCondition {
        private static final AtomicBoolean SAID = new AtomicBoolean();

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (find().isPresent()) {
                return ConditionEvaluationResult.enabled("Chromium is there");
            }
            if ("required".equals(System.getenv("BROWSER_TESTS"))) {
                throw new IllegalStateException("BROWSER_TESTS=required, but there is no Chromium on the PATH");
            }
            if (SAID.compareAndSet(false, true)) {
                System.err.println("!!! NO CHROMIUM: the browser tests are SKIPPED. Install chromium to run them. !!!");
            }
            return ConditionEvaluationResult.disabled("no Chromium");
        }
    }
}
