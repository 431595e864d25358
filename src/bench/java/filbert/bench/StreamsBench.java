package filbert.bench;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Memory of Filbert in the practice network while twenty people have a live page open. Argument: minutes (60 when there is none). */
final class StreamsBench {
    private static final List<String> VIEWS =
            List.of("/events?view=home", "/events?view=downloads", "/events?view=library", "/events?view=network", "/events?view=uploads");
    private static final int PEOPLE = 20;
    private static final int LOOKS = 12;

    private StreamsBench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var minutes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
        var lines = new LongAdder();
        try (var workshop = Workshop.open()) {
            var port = Workshop.freePort();
            try (var program = Programs.filbert(Programs.classes(), workshop.directory(), port, Map.of("FILBERT_NETWORK_MODE", "practice"))) {
                var filbert = URI.create("http://127.0.0.1:" + port);
                program.untilServed(filbert.resolve("/login"));
                for (var i = 0; i < PEOPLE; i++) {
                    Visitor.signedIn(filbert, "owner").watch(VIEWS.get(i % VIEWS.size()), _ -> lines.increment());
                }
                for (var look = 0; look <= LOOKS; look++) {
                    System.out.printf(
                            "after %d s: %d MiB resident, %d of them anonymous; %.1f CPU s, %d lines received%n",
                            look * minutes * 60 / LOOKS, program.mebibytes("Rss"), program.mebibytes("Anonymous"), program.cpuSeconds(), lines.sum());
                    if (look < LOOKS) {
                        TimeUnit.SECONDS.sleep(minutes * 60L / LOOKS);
                    }
                }
            }
        }
    }
}
