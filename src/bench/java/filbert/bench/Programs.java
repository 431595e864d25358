package filbert.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Starts Filbert and the bare application the same way: same JVM flags, from the class path in the system property {@code bench.runtime}, from that of this
 * process when there is none, or from a jar. The class path of this process has the tests' libraries too, which cost memory.
 */
final class Programs {
    /** What docs/operations.md recommends. */
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-Xms32m",
            "-Xmx384m",
            "-XX:MaxNewSize=8m",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=15",
            "-XX:-ShrinkHeapInSteps",
            "-XX:+UseCompactObjectHeaders",
            "-XX:TrimNativeHeapInterval=60000",
            "--enable-native-access=ALL-UNNAMED");

    private static final Map<String, String> ALLOCATOR = Map.of("MALLOC_ARENA_MAX", "2", "MALLOC_MMAP_THRESHOLD_", "30000");

    private Programs() {}

    static Program bare(Path directory, int port) throws IOException {
        return Program.start(
                java(List.of(), "-cp", bareClasses() + ":" + classPath(), BareApplication.class.getName(), "--server.port=" + port, "--server.address=127.0.0.1"),
                ALLOCATOR,
                directory);
    }

    static Program filbert(List<String> how, Path directory, int port, Map<String, String> more) throws IOException {
        var environment = new HashMap<>(ALLOCATOR);
        environment.put("FILBERT_DATA_DIR", directory.resolve("data").toString());
        environment.put("FILBERT_WEB_PORT", String.valueOf(port));
        environment.put("FILBERT_WEB_BIND_ADDRESS", "127.0.0.1");
        environment.put("FILBERT_NETWORK_BIND_ADDRESS", "127.0.0.1");
        environment.put("FILBERT_NETWORK_MODE", "private");
        environment.put("FILBERT_NETWORK_HOSTS", "127.0.0.1:9"); // where nobody listens
        environment.put("FILBERT_OWNER_PASSWORD", "bench only, on loopback");
        environment.putAll(more);
        return Program.start(java(how), environment, directory);
    }

    /** How {@link #filbert} runs from classes. */
    static List<String> classes() {
        return List.of("-cp", classPath(), "filbert.config.Filbert");
    }

    /** How {@link #filbert} runs from a jar. */
    static List<String> jar(String jar) {
        return List.of("-jar", Path.of(jar).toAbsolutePath().toString());
    }

    static List<String> java(List<String> how, String... more) {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(FLAGS);
        command.addAll(how);
        command.addAll(List.of(more));
        return command;
    }

    private static String bareClasses() {
        return Path.of(URI.create(BareApplication.class.getProtectionDomain().getCodeSource().getLocation().toString())).toString();
    }

    private static String classPath() {
        var absolute = new ArrayList<String>();
        var ours = Objects.requireNonNull(System.getProperty("java.class.path"));
        for (var entry : System.getProperty("bench.runtime", ours).split(":", -1)) {
            absolute.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(":", absolute);
    }
}
