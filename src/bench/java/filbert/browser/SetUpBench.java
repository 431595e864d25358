package filbert.browser;

import com.microsoft.playwright.Page;
import filbert.bench.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * A newcomer's way from the start of the program to the first result of a search in the practice network, in a real browser that never hesitates: what
 * is left is what people wait for. Counts the pages, too.
 */
final class SetUpBench {
    private static final double PATIENCE = 60_000; // milliseconds

    private final long start = System.nanoTime();
    private int pages;

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (var workshop = Workshop.open()) {
            var share = Files.createDirectories(workshop.directory().resolve("share"));
            Files.writeString(share.resolve("notes.txt"), "hazel\n");
            new SetUpBench().go(workshop.directory().resolve("data"), share);
        }
    }

    private void go(Path data, Path share) throws IOException, InterruptedException {
        try (var filbert = FilbertProcess.start(data, Map.of());
                var chromium = Chromium.launch()) {
            say("the address is printed");
            var page = chromium.browser().newPage();
            page.setDefaultTimeout(PATIENCE);
            page.navigate(filbert.firstPage());
            say("page 1, account");
            page.fill("#name", "mara");
            page.fill("#password", "hazel bush hedge");
            page.fill("#repeat", "hazel bush hedge");
            next(page, "Next", "folders");
            page.fill("#path", share.toString());
            next(page, "Look into it", "what would be seen");
            next(page, "Share it", "shared");
            next(page, "Next", "network");
            page.check("input[value=practice]");
            next(page, "Next", "summary");
            next(page, "Join the network", "joined");
            page.waitForSelector("#summary .pulse.on");
            say("a neighbour is there");
            page.click("main a:has-text('Search')");
            page.fill("#q", "hazel");
            page.click("main button:has-text('Search')");
            var asked = System.nanoTime();
            page.waitForSelector("#rows tr");
            say("the first result is on the screen");
            System.out.printf(Locale.ROOT, "%d pages of set-up; %.2f s from asking to the first result%n", pages, (System.nanoTime() - asked) / 1e9);
        }
    }

    private void next(Page page, String button, String what) {
        pages++;
        page.click("text=" + button);
        page.waitForLoadState();
        say("page " + (pages + 1) + ", " + what);
    }

    private void say(String what) {
        System.out.printf(Locale.ROOT, "%6.2f s  %s%n", (System.nanoTime() - start) / 1e9, what);
    }
}
