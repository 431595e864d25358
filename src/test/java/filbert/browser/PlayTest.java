package filbert.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real player plays a file of which most is still to come, and what it jumps to comes first. */
@NeedsChromium
final class PlayTest {
    private static final int MEBIBYTE = 1 << 20;
    private static final int BYTES_PER_SECOND = 44_100 * 4;
    private static final int SECONDS = 100;
    private static final String PASSWORD = "set from outside";
    private static final double SOON = 60_000;

    @TempDir
    private Path folder;

    /** Stereo, 16 bits, 44.1 kHz: a tone. */
    private static byte[] wav() {
        var samples = SECONDS * BYTES_PER_SECOND;
        var file = ByteBuffer.allocate(44 + samples).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples).put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII));
        file.putInt(16).putShort((short) 1).putShort((short) 2).putInt(44_100).putInt(BYTES_PER_SECOND).putShort((short) 4).putShort((short) 16);
        file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples);
        for (var at = 0; file.hasRemaining(); at++) {
            var value = (short) (4_000 * Math.sin(at / 16.0));
            file.putShort(value).putShort(value);
        }
        return file.array();
    }

    @Test
    void aPlayerPlaysWhatIsThereAndPullsWhatItJumpsTo() throws Exception {
        var settings = Map.of("FILBERT_OWNER_PASSWORD", PASSWORD, "FILBERT_NETWORK_MODE", "practice");
        try (var host = new SlowHost(wav());
                var chromium = Chromium.launch();
                var filbert = FilbertProcess.start(folder.resolve("data"), settings);
                var context = chromium.browser().newContext()) {
            var page = context.newPage();
            filbert.signIn(page, PASSWORD);
            order(page, filbert, host.magnet("hazel-tone.wav"));
            page.locator("#rows a").first().click();
            assertThat(page.locator("#play")).containsText("as soon as its start is here");

            host.allow(3 * MEBIBYTE);
            assertThat(page.locator("#play audio")).hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(SOON));
            page.click("h1"); // browsers play sound only for somebody who has touched the page
            page.evaluate("() => { window.kept = document.querySelector('#play audio'); return kept.play(); }");
            page.waitForFunction("() => kept.currentTime > 1");
            page.evaluate("() => { kept.currentTime = 70; }");
            var sent = host.sent();
            for (var tries = 0; tries < 240 && position(page) < 70.2; tries++) {
                host.allow(MEBIBYTE / 16); // so slow that the rest of the range under way would take half a minute
                page.waitForTimeout(250);
            }
            assertThat(position(page)).isGreaterThan(70.2);
            assertThat(host.sent() - sent).as("what is on its way, and the place it jumped to").isLessThan(7 * MEBIBYTE);
            assertThat(page.locator("#progress .chip").first()).hasText("downloading");

            host.allow(SECONDS * BYTES_PER_SECOND);
            assertThat(page.locator("#progress .chip").first()).hasText("done", new LocatorAssertions.HasTextOptions().setTimeout(SOON));
            assertThat(page.evaluate("() => kept === document.querySelector('#play audio') && kept.error === null && !kept.paused")).isEqualTo(true);
            assertThat(page.locator("#play a[data-fetch]")).hasAttribute("href", Pattern.compile("/downloads/\\d+/content\\?save=?"));
        }
    }

    /** It is called a film and is none: whatever a browser cannot play. */
    @Test
    void aPlayerThatCannotPlaySaysSoBesideTheWayToSaveIt() throws Exception {
        var settings = Map.of("FILBERT_OWNER_PASSWORD", PASSWORD, "FILBERT_NETWORK_MODE", "practice");
        try (var host = new SlowHost(5 * MEBIBYTE, 3);
                var chromium = Chromium.launch();
                var filbert = FilbertProcess.start(folder.resolve("data"), settings);
                var context = chromium.browser().newContext()) {
            var page = context.newPage();
            filbert.signIn(page, PASSWORD);
            order(page, filbert, host.magnet("no-film.mp4"));
            page.locator("#rows a").first().click();
            host.allow(3 * MEBIBYTE);
            assertThat(page.locator("#play video")).hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(SOON));
            assertThat(page.locator("#play [data-cannot]")).isHidden();
            page.click("h1");
            page.evaluate("() => { document.querySelector('#play video').play().catch(() => {}); }");
            assertThat(page.locator("#play [data-cannot]")).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(SOON));
            host.allow(5 * MEBIBYTE);
            assertThat(page.locator("#progress .chip").first()).hasText("done", new LocatorAssertions.HasTextOptions().setTimeout(SOON));
            assertThat(page.locator("#play [data-cannot]")).isVisible();
            assertThat(page.locator("#play a[data-fetch]")).isVisible();
        }
    }

    private static double position(Page page) {
        return ((Number) page.evaluate("() => kept.currentTime")).doubleValue();
    }

    /** Tried again while the network is still being joined. */
    private static void order(Page page, FilbertProcess filbert, String magnet) {
        for (var tries = 0; tries < 20 && page.locator("#rows tr").count() == 0; tries++) {
            page.navigate(filbert.url("/magnet?uri=" + URLEncoder.encode(magnet, StandardCharsets.UTF_8)));
            page.click("main form[method=post] button");
        }
        assertThat(page.locator("#rows tr")).hasCount(1);
    }
}
