package filbert.household;

import filbert.identity.Base32;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Random words that open something. Whoever keeps one keeps its digest alone: what is in a stolen backup opens nothing. */
public final class Secrets {
    private Secrets() {}

    /** In small letters and digits. @param bytes so many random ones; 20 are beyond guessing */
    public static String make(RandomGenerator random, int bytes) {
        var secret = new byte[bytes];
        random.nextBytes(secret);
        return Base32.encode(secret).toLowerCase(Locale.ROOT);
    }

    /** SHA-256, in hex. No slow hash: nobody guesses random bits. */
    public static String digest(String secret) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
