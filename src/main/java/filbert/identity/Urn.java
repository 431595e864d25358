package filbert.identity;

import java.util.Locale;
import java.util.Optional;

/**
 * What a URN of the Gnutella world says of a file's content: its SHA-1, its tiger root, or both (a bitprint). At least one is present.
 * Forms read: {@code urn:sha1:}, {@code urn:bitprint:}, {@code urn:tree:tiger:}, {@code urn:tree:tiger/:}, {@code urn:ttroot:}
 * (3-transfer, 3.3.1). Prefixes compare in any case.
 */
public record Urn(Optional<Sha1> sha1, Optional<TigerRoot> tigerRoot) {
    private static final String SHA1 = "urn:sha1:";
    private static final String BITPRINT = "urn:bitprint:";
    private static final String[] TIGER = {"urn:tree:tiger:", "urn:tree:tiger/:", "urn:ttroot:"};
    private static final int SHA1_CHARACTERS = 32;

    public static Urn of(Sha1 sha1) {
        return new Urn(Optional.of(sha1), Optional.empty());
    }

    /** Empty for a URN of another kind or a malformed digest. */
    public static Optional<Urn> parse(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        try {
            if (lower.startsWith(SHA1)) {
                return Optional.of(of(Sha1.parse(text.substring(SHA1.length()))));
            }
            if (lower.startsWith(BITPRINT)) {
                return bitprint(text.substring(BITPRINT.length()));
            }
            for (var prefix : TIGER) {
                if (lower.startsWith(prefix)) {
                    var root = TigerRoot.parse(text.substring(prefix.length()));
                    return Optional.of(new Urn(Optional.empty(), Optional.of(root)));
                }
            }
            return Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<Urn> bitprint(String digests) {
        if (digests.length() == SHA1_CHARACTERS) {
            return Optional.of(of(Sha1.parse(digests)));
        }
        if (digests.length() < SHA1_CHARACTERS || digests.charAt(SHA1_CHARACTERS) != '.') {
            return Optional.empty();
        }
        var sha1 = Sha1.parse(digests.substring(0, SHA1_CHARACTERS));
        var root = TigerRoot.parse(digests.substring(SHA1_CHARACTERS + 1));
        return Optional.of(new Urn(Optional.of(sha1), Optional.of(root)));
    }

    /** The shortest form that says everything: sha1, bitprint, or tree:tiger. */
    @Override
    public String toString() {
        if (sha1.isEmpty()) {
            return TIGER[0] + tigerRoot.orElseThrow().base32();
        }
        return tigerRoot
                .map(root -> BITPRINT + sha1.get().base32() + "." + root.base32())
                .orElseGet(() -> SHA1 + sha1.get().base32());
    }
}
