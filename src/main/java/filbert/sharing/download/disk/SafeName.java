package filbert.sharing.download.disk;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A name from the network made harmless as one path component (3-transfer, 3.15): NFC, without separators, controls, characters Windows refuses,
 * leading dots and trailing dots or blanks, never a device name, at most {@value #MAX_BYTES} bytes of UTF-8 with its extension kept.
 */
public record SafeName(String text) {
    static final int MAX_BYTES = 200; // 3-transfer, 3.15: leaves room for " (2)" below the usual 255

    private static final int MAX_EXTENSION = 16; // characters; anything longer is no extension
    private static final int MAX_READ = 1024; // characters looked at, so that a huge name costs little
    private static final String NAMELESS = "unnamed";
    private static final Pattern FORBIDDEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}/\\\\:*?\"'<>|]");
    private static final Pattern EDGES = Pattern.compile("^[.\\s]+|[.\\s]+$");
    private static final Pattern TAIL = Pattern.compile("[.\\s]+$");
    private static final Pattern DEVICE = Pattern.compile("(con|prn|aux|nul|clock\\$|com[0-9¹²³]|lpt[0-9¹²³])(\\..*)?");

    public static SafeName of(String remote) {
        var plain = Normalizer.normalize(abridged(remote), Normalizer.Form.NFC);
        var name = EDGES.matcher(FORBIDDEN.matcher(plain).replaceAll("")).replaceAll("");
        if (DEVICE.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
            name = "_" + name;
        }
        var harmless = shortened(name, "");
        return new SafeName(harmless.isEmpty() ? NAMELESS : harmless);
    }

    private static String abridged(String remote) {
        return remote.length() <= MAX_READ
                ? remote
                : remote.substring(0, MAX_READ - MAX_EXTENSION) + remote.substring(remote.length() - MAX_EXTENSION);
    }

    /** The same for the {@code n}th file of this name: {@code hazel (2).ogg}. */
    public SafeName numbered(int n) {
        return n == 1 ? this : new SafeName(shortened(text, " (" + n + ")"));
    }

    private static String shortened(String name, String suffix) {
        var dot = name.lastIndexOf('.');
        var hasExtension = dot > 0 && name.length() - dot <= MAX_EXTENSION;
        var extension = hasExtension ? name.substring(dot) : "";
        var stem = hasExtension ? name.substring(0, dot) : name;
        var room = MAX_BYTES - bytes(extension) - bytes(suffix);
        while (bytes(stem) > room) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        if (bytes(name) + bytes(suffix) > MAX_BYTES) {
            stem = TAIL.matcher(stem).replaceAll("");
        }
        return stem + suffix + extension;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public String toString() {
        return text;
    }
}
