package filbert.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * First byte and size of every page of a whole Filbert in a process of its own, with 100,000 shared files, 1,000 downloads and 200 stored searches, one of
 * 10,000 rows and one of 50,000. One person who is signed in asks for one page after another; the first time is shown by itself, p50 and p99 are of the
 * rounds that follow. Argument: rounds (200 when there is none).
 */
final class PageBench {
    private static final List<String> PAGES = List.of(
            "/", "/library", "/library?page=500", "/library?sort=-size", "/library?q=hazel", "/library?q=hazel+acorn", "/downloads",
            "/downloads?sort=name&page=5", "/search", "/search?q=stored+002", "/search?q=stored+000", "/search?q=stored+000&sort=name&page=50",
            "/search?q=stored+001", "/uploads", "/network");
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final String PASSWORD = "bench only, on loopback"; // as Programs sets it

    private final HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final URI filbert;

    private PageBench(int port) {
        this.filbert = URI.create("http://127.0.0.1:" + port);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        try (var workshop = Workshop.open()) {
            var owner = house(workshop.directory());
            var port = Workshop.freePort();
            try (var program = Programs.filbert(Programs.classes(), workshop.directory(), port, Map.of())) {
                program.untilServed(URI.create("http://127.0.0.1:" + port + "/login"));
                var bench = new PageBench(port);
                bench.signIn(owner);
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

    private void signIn(String owner) throws IOException, InterruptedException {
        var page = client.send(HttpRequest.newBuilder(filbert.resolve("/login")).build(), HttpResponse.BodyHandlers.ofString());
        var token = TOKEN.matcher(page.body());
        if (!token.find()) {
            throw new IllegalStateException("no form to sign in with");
        }
        var form = "_csrf=" + encoded(token.group(1)) + "&username=" + encoded(owner) + "&password=" + encoded(PASSWORD);
        var post = HttpRequest.newBuilder(filbert.resolve("/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        client.send(post, HttpResponse.BodyHandlers.discarding());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void measure(String page, int rounds) throws IOException, InterruptedException {
        var first = firstByte(page);
        var times = new double[rounds];
        for (var i = 0; i < rounds; i++) {
            times[i] = firstByte(page).milliseconds();
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

    private record Answer(double milliseconds, long bytes) {}

    private Answer firstByte(String page) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(filbert.resolve(page)).build();
        var start = System.nanoTime();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            var nothing = body.read() < 0;
            var milliseconds = (System.nanoTime() - start) / 1e6;
            if (nothing || answer.statusCode() != 200) {
                throw new IllegalStateException(page + " answers " + answer.statusCode());
            }
            return new Answer(milliseconds, 1 + body.readAllBytes().length);
        }
    }
}
