package filbert.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Seconds from the start of the process to the first page served, interleaved, and the CPU seconds spent by then; the least of each. Filbert starts
 * twice each time: with nothing there, and with the data directory it made then. Argument: the packaged jar, which is then measured as it is, and
 * unpacked with an AOT cache made in a training run; without one only classes are measured.
 */
final class StartBench {
    private static final int ROUNDS = 3;
    private static final String CACHE = "filbert.aot";
    private static final String UNPACKED = "filbert.jar";
    private static final int LONGEST_TRAINING = 240; // seconds

    private final Map<String, Least> least = new TreeMap<>();

    private static final class Least {
        double seconds = Double.MAX_VALUE;
        double cpu = Double.MAX_VALUE;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var bench = new StartBench();
        try (var workshop = Workshop.open()) {
            for (var jar : arguments) {
                unpackAndTrain(Path.of(jar).toAbsolutePath(), workshop.directory());
            }
            for (var round = 0; round < ROUNDS; round++) {
                bench.bare();
                bench.filbert("classes", Programs.classes());
                for (var jar : arguments) {
                    bench.filbert("jar", Programs.jar(jar));
                    bench.filbert("jar unpacked, AOT cache", cached(workshop.directory()));
                }
            }
        }
        bench.least.forEach((name, best) -> System.out.printf(Locale.ROOT, "%-48s %.2f s, %.2f CPU s%n", name, best.seconds, best.cpu));
    }

    private static List<String> cached(Path directory) {
        return List.of("-XX:AOTCache=" + directory.resolve(CACHE), "-jar", directory.resolve("app").resolve(UNPACKED).toString());
    }

    /** The two commands of docs/operations.md. */
    private static void unpackAndTrain(Path jar, Path directory) throws IOException, InterruptedException {
        var copy = Files.copy(jar, directory.resolve(UNPACKED));
        end(Program.start(
                Programs.java(List.of("-Djarmode=tools", "-jar", copy.toString()), "extract", "--destination", directory.resolve("app").toString()),
                Map.of(),
                directory));
        var app = directory.resolve("app").resolve(UNPACKED);
        end(Programs.filbert(
                List.of("-XX:AOTCacheOutput=" + directory.resolve(CACHE), "-Dspring.context.exit=onRefresh", "-jar", app.toString()),
                directory,
                Workshop.freePort(),
                Map.of()));
    }

    private static void end(Program program) throws InterruptedException {
        try (program) {
            program.awaitEnd(LONGEST_TRAINING, TimeUnit.SECONDS);
        }
    }

    private void bare() throws IOException, InterruptedException {
        var port = Workshop.freePort();
        try (var workshop = Workshop.open();
                var program = Programs.bare(workshop.directory(), port)) {
            measure("bare Boot application, classes", program, port, "/");
        }
    }

    private void filbert(String name, List<String> how) throws IOException, InterruptedException {
        try (var workshop = Workshop.open()) {
            for (var which : new String[] {"first start", "later start"}) {
                var port = Workshop.freePort();
                try (var program = Programs.filbert(how, workshop.directory(), port, Map.of())) {
                    measure("Filbert, " + name + ", " + which, program, port, "/login");
                }
            }
        }
    }

    private void measure(String name, Program program, int port, String page) throws InterruptedException {
        var seconds = program.untilServed(URI.create("http://127.0.0.1:" + port + page));
        var best = least.computeIfAbsent(name, _ -> new Least());
        best.seconds = Math.min(best.seconds, seconds);
        best.cpu = Math.min(best.cpu, program.cpuSeconds());
    }
}
