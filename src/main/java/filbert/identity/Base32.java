package filbert.identity;

/** Base32 as URNs write it: A-Z and 2-7, most significant bits first, no padding (RFC 4648; 3-transfer, 3.3.1). */
public final class Base32 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    /** Upper case, without padding. */
    public static String encode(byte[] bytes) {
        var text = new StringBuilder((bytes.length * 8 + BITS - 1) / BITS);
        long window = 0;
        var pending = 0;
        for (var octet : bytes) {
            window = window << 8 | (octet & 0xFF);
            pending += 8;
            while (pending >= BITS) {
                pending -= BITS;
                text.append(ALPHABET.charAt((int) (window >> pending) & 0x1F));
            }
        }
        if (pending > 0) {
            text.append(ALPHABET.charAt((int) (window << (BITS - pending)) & 0x1F));
        }
        return text.toString();
    }

    /**
     * Reads exactly {@code length} bytes from upper- or lower-case text.
     *
     * @throws IllegalArgumentException for another length, padding or any other character
     */
    public static byte[] decode(String text, int length) {
        if (text.length() != (length * 8 + BITS - 1) / BITS) {
            throw new IllegalArgumentException("base32 of " + text.length() + " characters for " + length + " bytes");
        }
        var bytes = new byte[length];
        long window = 0;
        var pending = 0;
        var at = 0;
        for (var i = 0; i < text.length(); i++) {
            window = window << BITS | value(text.charAt(i));
            pending += BITS;
            if (pending >= 8 && at < length) {
                pending -= 8;
                bytes[at++] = (byte) (window >> pending);
            }
        }
        return bytes;
    }

    private static int value(char symbol) {
        if (symbol >= 'A' && symbol <= 'Z') {
            return symbol - 'A';
        }
        if (symbol >= 'a' && symbol <= 'z') {
            return symbol - 'a';
        }
        if (symbol >= '2' && symbol <= '7') {
            return symbol - '2' + 26;
        }
        throw new IllegalArgumentException("not base32: '" + symbol + "'");
    }
}
