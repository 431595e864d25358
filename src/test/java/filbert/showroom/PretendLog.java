package filbert.showroom;

import filbert.event.Signal;
import filbert.operations.About;
import filbert.operations.AboutDesk;
import filbert.operations.DiagnosticsDesk;
import filbert.operations.DiskReport;
import filbert.operations.LogBook;
import filbert.operations.LogLine;
import filbert.operations.Redaction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A log that says what a test wants. */
public final class PretendLog implements LogBook {
    public final List<LogLine> all = new CopyOnWriteArrayList<>();
    public final Map<String, String> levels = new TreeMap<>();
    public final Signal changed = new Signal();

    void furnish() {
        say("INFO", "filbert.config.Opening", "Open http://127.0.0.1:8346/");
        say("WARN", "filbert.sharing.download.Host", "what a peer said: <b>bold</b> \\u001b[31m");
        say("ERROR", "filbert.store.Database", "It failed\njava.lang.IllegalStateException: bug\n\tat filbert.store.Database.write(Database.java:1)");
    }

    public void say(String level, String logger, String text) {
        all.add(new LogLine(all.size() + 1L, PretendHouse.NOW.minusSeconds(60), level, logger, "worker-1", text));
        changed.raise();
    }

    public DiagnosticsDesk diagnostics() {
        return new DiagnosticsDesk(
                List.of(
                        new DiagnosticsDesk.Section("about.txt", () -> "filbert: 1\nsecret of the house: hazel-bush-hedge"),
                        new DiagnosticsDesk.Section("broken.txt", () -> {
                            throw new IllegalStateException("no way");
                        })),
                () -> new Redaction(List.of("hazel-bush-hedge")),
                new DiskReport("nfs4", 84L << 30, Duration.ofMillis(3), List.of("away", "little")));
    }

    public AboutDesk about() {
        return new AboutDesk(() -> new About(
                "1.0 <b>",
                "2026-11-01T10:00:00Z",
                PretendHouse.NOW.minusSeconds(100_000),
                "Temurin 25",
                "Linux 6.12 amd64",
                "H2 2.4",
                Path.of("/var/lib/filbert"),
                List.of(new About.Ingredient("Netty", "io.netty", "Apache-2.0"), new About.Ingredient("H2", "com.h2database", "MPL-2.0 OR EPL-1.0"))));
    }

    @Override
    public List<LogLine> lines() {
        return List.copyOf(all);
    }

    @Override
    public Signal changed() {
        return changed;
    }

    @Override
    public Map<String, String> levels() {
        return Map.copyOf(levels);
    }

    @Override
    public void setLevel(String logger, String level) {
        if (level.isEmpty()) {
            levels.remove(logger);
        } else {
            levels.put(logger, level);
        }
    }
}
