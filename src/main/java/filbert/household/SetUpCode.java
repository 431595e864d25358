package filbert.household;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The word that proves that somebody who wants to set Filbert up, or to rescue it, can read its log or its files. Behind a reverse proxy everybody looks like
 * this machine, so an address proves nothing. Kept in a file only the process' user may read, the same over restarts until it was used.
 */
public final class SetUpCode {
    private static final int TRIES = 5;
    private static final Duration PAUSE = Duration.ofMinutes(15);
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"; // nothing that looks like something else
    private static final int LENGTH = 12;

    private final Path file;
    private final Patience patience;
    private final String code;

    /** Reads the file, or writes a new one. */
    public SetUpCode(Path file, RandomGenerator random, InstantSource clock) throws IOException {
        this.file = file;
        this.patience = new Patience(TRIES, PAUSE, clock);
        this.code = Files.exists(file) ? Files.readString(file).strip() : fresh(random);
        write();
    }

    private static String fresh(RandomGenerator random) {
        var code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    private void write() throws IOException {
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, code + "\n");
    }

    public String text() {
        return code;
    }

    /** Tries are counted by house only, so that nobody elsewhere can keep the owner from setting up: the code is too long to be guessed by many. */
    public boolean accepts(String typed, Origin origin) {
        if (!patience.take(origin.text())) {
            return false;
        }
        var right = MessageDigest.isEqual(typed.strip().getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8));
        if (right) {
            patience.restore(origin.text());
        }
        return right;
    }

    /** When the next try is possible from there, if none is left now. */
    public Optional<Instant> lockedUntil(Origin origin) {
        return patience.closedUntil(origin.text());
    }

    public void forget() throws IOException {
        Files.deleteIfExists(file);
    }
}
