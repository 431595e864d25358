import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * What ./mvnw -Pdist package does that no Maven plugin does on the JDK of the toolchain. Run from the top of the tree:
 *
 * {@code java src/dist/Assemble.java beans CLASSPATH} writes Spring's beans down as code and compiles it into target/classes;
 * {@code java src/dist/Assemble.java tree JMODS} puts the program and a Java runtime of its own into target/dist/filbert. JMODS is the folder jmods of a JDK
 * for another processor, or "none" for the processor and the JDK that run this.
 */
final class Assemble {
    private static final Path CLASSES = Path.of("target/classes");
    private static final Path GENERATED = Path.of("target/dist/generated");
    private static final Path TREE = Path.of("target/dist/filbert");
    private static final String MAIN_CLASS = "filbert.config.Filbert";

    /** What jdeps finds in our classes and libraries, and what they ask for by name: name services, zip file systems, German dates. */
    private static final String MODULES = String.join(
            ",",
            "java.base",
            "java.compiler",
            "java.desktop",
            "java.instrument",
            "java.logging",
            "java.management",
            "java.naming",
            "java.net.http",
            "java.prefs",
            "java.scripting",
            "java.security.jgss",
            "java.sql",
            "java.sql.rowset",
            "java.xml",
            "jdk.charsets",
            "jdk.jfr",
            "jdk.localedata",
            "jdk.management",
            "jdk.naming.dns",
            "jdk.net",
            "jdk.unsupported",
            "jdk.zipfs");

    private Assemble() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "beans" -> beans(arguments[1]);
            case "tree" -> tree(arguments[1]);
            default -> throw new IllegalArgumentException("beans CLASSPATH, or tree JMODS");
        }
    }

    private static void beans(String classpath) throws IOException, InterruptedException {
        delete(GENERATED);
        var sources = GENERATED.resolve("sources");
        var classes = GENERATED.resolve("classes");
        run(List.of(
                java(), "-cp", classpath, "org.springframework.boot.SpringApplicationAotProcessor", MAIN_CLASS, sources.toString(),
                GENERATED.resolve("resources").toString(), classes.toString(), "filbert", "filbert"));
        var command = new ArrayList<>(List.of("-proc:none", "-nowarn", "-parameters", "-d", classes.toString(), "-cp", classpath));
        try (var files = Files.walk(sources)) {
            files.filter(file -> file.toString().endsWith(".java")).map(Path::toString).forEach(command::add);
        }
        tool("javac", command);
        copy(classes, CLASSES);
    }

    private static void tree(String jmods) throws IOException, InterruptedException {
        delete(TREE);
        Files.createDirectories(TREE);
        run(List.of(java(), "-Djarmode=tools", "-jar", "target/filbert.jar", "extract", "--destination", TREE.resolve("app").toString()));
        var command = new ArrayList<>(List.of(
                "--add-modules", MODULES, "--include-locales=en,de", "--no-man-pages", "--no-header-files", "--strip-java-debug-attributes",
                "--output", TREE.resolve("runtime").toString()));
        if (!jmods.equals("none")) {
            command.addAll(List.of("--module-path", jmods));
        }
        tool("jlink", command);
        if (jmods.equals("none")) { // for the first start, and whenever the cache does not fit; Java of another processor does not run here
            run(List.of(TREE.resolve("runtime/bin/java").toString(), "-Xshare:dump", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"));
        }
        copy(Path.of("src/dist/bin"), TREE.resolve("bin"));
        Files.setPosixFilePermissions(TREE.resolve("bin/filbert"), PosixFilePermissions.fromString("rwxr-xr-x"));
        for (var file : List.of("application.yml", "LICENSE", "README.md")) {
            Files.copy(Path.of(file), TREE.resolve(file));
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        var code = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        if (code != 0) {
            throw new IOException(command.getFirst() + " ended with " + code);
        }
    }

    private static void tool(String name, List<String> arguments) throws IOException {
        var code = ToolProvider.findFirst(name).orElseThrow().run(System.out, System.err, arguments.toArray(String[]::new));
        if (code != 0) {
            throw new IOException(name + " ended with " + code);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    var target = to.resolve(from.relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
