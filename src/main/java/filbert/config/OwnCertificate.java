package filbert.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * A certificate that nobody vouches for, made once by the JDK's own {@code keytool} and kept with its key in the data directory: browsers ask once whether to
 * trust it, and whoever listens on the line reads nothing.
 */
final class OwnCertificate {
    /** Protects nothing: who can read the file can read this. The file is ours alone. */
    static final String PASSWORD = "filbert";

    private static final int YEARS = 10;
    private static final int SECONDS = 60; // on a slow machine
    private static final String ADDRESS = "[0-9.]+|\\[?[0-9a-fA-F]*:[0-9a-fA-F:]+]?";

    private OwnCertificate() {}

    /**
     * @param folder the data directory
     * @param names host names and IP addresses the certificate is for
     * @return the PKCS #12 file, with one key
     * @throws StartRefusedException when it cannot be made
     */
    static Path in(Path folder, Collection<String> names) {
        var file = folder.resolve("web-certificate.p12");
        if (Files.exists(file)) {
            return file;
        }
        try {
            var fresh = Files.createTempDirectory(folder, "certificate"); // nobody else may look into it
            try {
                var made = fresh.resolve("made.p12");
                run(command(made, names));
                Files.move(made, file);
            } finally {
                Files.deleteIfExists(fresh.resolve("made.p12"));
                Files.delete(fresh);
            }
            OwnFiles.ours(file);
            return file;
        } catch (IOException e) {
            throw new StartRefusedException("A certificate for https could not be made (" + e.getMessage() + "). Without filbert.web.https it starts.", e);
        }
    }

    private static List<String> command(Path made, Collection<String> names) {
        var alternatives = new ArrayList<String>();
        for (var name : new TreeSet<>(names)) {
            var bare = name.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
            if (name.matches(ADDRESS)) {
                alternatives.add("ip:" + bare);
            } else if (bare.matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?")) {
                alternatives.add("dns:" + bare);
            }
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "filbert", "-keyalg", "EC", "-groupname", "secp256r1",
                "-validity", String.valueOf(YEARS * 365), "-dname", "CN=Filbert", "-ext", "san=" + String.join(",", alternatives),
                "-storetype", "PKCS12", "-keystore", made.toString(), "-storepass", PASSWORD);
    }

    private static void run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("keytool takes too long");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (process.exitValue() != 0) {
            throw new IOException("keytool ended with " + process.exitValue());
        }
    }
}
