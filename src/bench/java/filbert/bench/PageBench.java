package filbert.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * First byte and size of every page of a whole Filbert in a process of its own, with 100,000 shared files, 1,000 downloads and 200 stored searches, one of
 * 10,000 rows and one of 50,000. One person who is signed in asks for one page after another; the first time is shown by itself, p50 and p99 are of the
 * rounds that follow, while twenty others have a live page open. Argument: rounds (200 when there is none).
 */
final class PageBench {
    private static final List<String> PAGES = List.of(
            "/", "/library", "/library?page=500", "/library?sort=-size", "/library?q=hazel", "/library?q=hazel+acorn", "/downloads",
            "/downloads?sort=name&page=5", "/search", "/search?q=stored+002", "/search?q=stored+000", "/search?q=stored+000&sort=name&page=50",
            "/search?q=stored+001", "/uploads", "/network");
    private static final List<String> VIEWS = List.of("/events?view=home", "/events?view=downloads", "/events?view=library", "/events?view=network");
    private static final int PEOPLE = 20;

    private final Visitor visitor;

    private PageBench(Visitor visitor) {
        this.visitor = visitor;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        try (var workshop = Workshop.open()) {
            var owner = house(workshop.directory());
            var port = Workshop.freePort();
            try (var program = Programs.filbert(Programs.classes(), workshop.directory(), port, Map.of())) {
                var filbert = URI.create("http://127.0.0.1:" + port);
                program.untilServed(filbert.resolve("/login"));
                for (var i = 0; i < PEOPLE; i++) {
                    Visitor.signedIn(filbert, owner).watch(VIEWS.get(i % VIEWS.size()), _ -> {});
                }
                var bench = new PageBench(Visitor.signedIn(filbert, owner));
                for (var page : PAGES) {
                    bench.measure(page, rounds);
                }
                System.out.printf(Locale.ROOT, "%d MiB resident at the end%n", program.mebibytes("Rss"));
            }
        }
    }

    /** The first start makes database and owner. */
    private static String house(Path directory) throws IOException, InterruptedException {
        var port = Workshop.freePort();
        try (var program = Programs.filbert(Programs.classes(), directory, port, Map.of())) {
            program.untilServed(URI.create("http://127.0.0.1:" + port + "/login"));
        }
        return new FullHouse().fill(directory.resolve("data"), new FullHouse.Size(100_000, 1_000, 200, 10_000, 50_000));
    }

    private void measure(String page, int rounds) throws IOException, InterruptedException {
        var first = visitor.firstByte(page);
        var times = new double[rounds];
        for (var i = 0; i < rounds; i++) {
            times[i] = visitor.firstByte(page).milliseconds();
        }
        Arrays.sort(times);
        System.out.printf(
                Locale.ROOT,
                "%-42s first %7.1f ms, p50 %6.1f, p99 %6.1f, %d bytes%n",
                page,
                first.milliseconds(),
                times[rounds / 2],
                times[(int) (rounds * 0.99)],
                first.bytes());
    }
}
