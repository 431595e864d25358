package filbert.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Resident memory of Filbert with small shared files, indexed and hashed, after a minute in which nothing happened; beside the bare application, which
 * has idled as long. Filbert is looked at twice: in the process that hashed everything, and in one started afterwards. Arguments: number of files
 * (10,000 when there is none), and the jar (classes when there is none).
 */
final class MemoryBench {
    private static final int FILES_PER_FOLDER = 100;
    private static final int MOST_SECONDS = 600;
    private static final int IDLE_SECONDS = 60;
    private static final String TOKEN = "bench-only-on-loopback-0123456789abcdef";

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var files = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        var how = arguments.length > 1 ? Programs.jar(arguments[1]) : Programs.classes();
        try (var workshop = Workshop.open()) {
            var directory = workshop.directory();
            var shared = directory.resolve("shared");
            write(shared, files);
            var environment = Map.of("FILBERT_SHARING_FOLDERS", shared + "=network", "FILBERT_OWNER_TOKEN", TOKEN);
            var barePort = Workshop.freePort();
            try (var bare = Programs.bare(directory, barePort)) {
                bare.untilServed(URI.create("http://127.0.0.1:" + barePort + "/"));
                for (var when : new String[] {"which hashed them", "started afterwards"}) {
                    var port = Workshop.freePort();
                    try (var filbert = Programs.filbert(how, directory, port, environment)) {
                        filbert.untilServed(URI.create("http://127.0.0.1:" + port + "/login"));
                        awaitHashed(port, files);
                        TimeUnit.SECONDS.sleep(IDLE_SECONDS);
                        show("Filbert, " + files + " files, " + when, filbert);
                    }
                }
                show("bare Boot application", bare);
            }
        }
    }

    private static void write(Path shared, int files) throws IOException {
        var random = new Random(3);
        var content = new byte[2048];
        for (var i = 0; i < files; i++) {
            var folder = shared.resolve("artist " + i / FILES_PER_FOLDER);
            Files.createDirectories(folder);
            random.nextBytes(content);
            Files.write(folder.resolve("%05d %s.ogg".formatted(i, Long.toString(random.nextLong(1L << 40), Character.MAX_RADIX))), content);
        }
    }

    private static void awaitHashed(int port, int files) throws IOException, InterruptedException {
        var status = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/status"))
                .header("Authorization", "Bearer " + TOKEN)
                .timeout(Duration.ofSeconds(30))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = "";
            for (var second = 0; second < MOST_SECONDS; second++) {
                answer = client.send(status, HttpResponse.BodyHandlers.ofString()).body();
                if (answer.contains("\"networkFiles\":" + files + ",") && answer.contains("\"phase\":\"idle\"")) {
                    return;
                }
                TimeUnit.SECONDS.sleep(1);
            }
            throw new IllegalStateException("not hashed in " + MOST_SECONDS + " s: " + answer);
        }
    }

    private static void show(String who, Program program) {
        System.out.printf("%-44s %d MiB resident, %d MiB of it anonymous%n", who, program.mebibytes("Rss"), program.mebibytes("Anonymous"));
    }
}
