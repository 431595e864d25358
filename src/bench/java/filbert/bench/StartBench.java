package filbert.bench;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Seconds from the start of the process to the first page served, interleaved, and the CPU seconds spent by then; the least of each. Arguments: the
 * packaged jar and then, separated by blanks, how else to start one (as {@code -XX:AOTCache=f.aot}); without any only classes are measured.
 */
final class StartBench {
    private static final int ROUNDS = 5;

    private final Map<String, Least> least = new TreeMap<>();

    private static final class Least {
        double seconds = Double.MAX_VALUE;
        double cpu = Double.MAX_VALUE;
    }

    private interface Start {
        Program in(Workshop workshop, int port) throws IOException;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var bench = new StartBench();
        for (var round = 0; round < ROUNDS; round++) {
            bench.once("bare Boot application, classes", "/", (workshop, port) -> Programs.bare(workshop.directory(), port));
            bench.filbert("Filbert, classes", Programs.classes());
            if (arguments.length > 0) {
                bench.filbert("Filbert, jar", Programs.jar(arguments[0]));
            }
        }
        bench.least.forEach((name, best) -> System.out.printf(Locale.ROOT, "%-32s %.2f s, %.2f CPU s%n", name, best.seconds, best.cpu));
    }

    private void filbert(String name, List<String> how) throws IOException, InterruptedException {
        once(name, "/login", (workshop, port) -> Programs.filbert(how, workshop.directory(), port, Map.of()));
    }

    private void once(String name, String page, Start start) throws IOException, InterruptedException {
        var port = Workshop.freePort();
        try (var workshop = Workshop.open();
                var program = start.in(workshop, port)) {
            var seconds = program.untilServed(URI.create("http://127.0.0.1:" + port + page));
            var best = least.computeIfAbsent(name, _ -> new Least());
            best.seconds = Math.min(best.seconds, seconds);
            best.cpu = Math.min(best.cpu, program.cpuSeconds());
        }
    }
}
