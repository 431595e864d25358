package filbert.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.UUID;

/** Where everything that this installation remembers lies. */
record DataDirectory(Path root) {
    /** What the choice depends on. */
    record Surroundings(Path workingDirectory, Path home, Map<String, String> variables, boolean container) {
        static Surroundings ofThisProcess() {
            return new Surroundings(
                    Path.of("").toAbsolutePath(),
                    Path.of(System.getProperty("user.home")),
                    System.getenv(),
                    Files.exists(Path.of("/.dockerenv")) || Files.exists(Path.of("/run/.containerenv")));
        }
    }

    /** @param set the setting, or empty: {@code ./data} in a checkout, {@code /data} in a container, else where XDG puts state */
    static DataDirectory choose(String set, Surroundings here) {
        if (!set.isEmpty()) {
            return new DataDirectory(here.workingDirectory().resolve(set).normalize());
        }
        if (Files.exists(here.workingDirectory().resolve("pom.xml")) && Files.isDirectory(here.workingDirectory().resolve("src/main/java/filbert"))) {
            return new DataDirectory(here.workingDirectory().resolve("data"));
        }
        if (here.container()) {
            return new DataDirectory(Path.of("/data"));
        }
        var state = here.variables().getOrDefault("XDG_STATE_HOME", "");
        return new DataDirectory((state.isEmpty() ? here.home().resolve(".local/state") : Path.of(state)).resolve("filbert"));
    }

    /** @throws StartRefusedException when it cannot be made or written */
    void make() {
        if (root.toString().contains(";")) {
            throw new StartRefusedException("The data directory " + root + " has a semicolon in its name, which the database cannot take.");
        }
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            throw new StartRefusedException(
                    "The data directory " + root + " cannot be made (" + e + "). Make it, or set filbert.data-dir (FILBERT_DATA_DIR).", e);
        }
        if (!Files.isWritable(root)) {
            throw new StartRefusedException(
                    "The data directory " + root + " cannot be written. Give it to the user Filbert runs as, or set filbert.data-dir"
                            + " (FILBERT_DATA_DIR).");
        }
    }

    /**
     * What tells this data directory from every other: made when first asked for, and kept.
     *
     * @throws StartRefusedException when it cannot be kept
     */
    String mark() {
        var file = root.resolve("servent");
        try {
            if (Files.notExists(file)) {
                Files.writeString(file, UUID.randomUUID() + "\n", StandardOpenOption.CREATE_NEW, StandardOpenOption.DSYNC);
            }
            var mark = Files.readString(file).strip();
            if (!mark.matches("[0-9a-f-]{36}")) {
                throw new StartRefusedException("The file " + file + " is not one of Filbert's. Take it away; then this machine counts as a new one.");
            }
            return mark;
        } catch (IOException e) {
            throw new StartRefusedException("The file " + file + " cannot be used (" + e + ").", e);
        }
    }

    /** As H2 wants it: without the ending it adds. */
    Path database() {
        return root.resolve("database/filbert");
    }

    /** Spam and hostile-address lists somebody put there. */
    Path lists() {
        return root.resolve("lists");
    }

    /** Partial files and their journals. */
    Path incomplete() {
        return root.resolve("incomplete");
    }

    /** What the practice network shares. */
    Path practice() {
        return root.resolve("practice");
    }

    /** What encrypts our connections. */
    Path tlsKeys() {
        return root.resolve("tls/servent.pem");
    }

    Path backups() {
        return root.resolve("backup");
    }

    /** What is nobody's business: never shared, also when a folder around it is. The rest are downloads, which may be. */
    Path[] own() {
        return new Path[] {root.resolve("database"), backups(), incomplete(), practice(), root.resolve("tls")};
    }
}
