package filbert.wire.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Text as peers write it. */
final class Utf8 {
    private Utf8() {}

    /** Empty for bytes that are not UTF-8. */
    static Optional<String> strictly(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException invalid) {
            return Optional.empty();
        }
    }

    /** Latin-1 where it is not UTF-8: what servents wrote before there was a rule. */
    static String orLatin1(byte[] bytes) {
        return strictly(bytes).orElseGet(() -> new String(bytes, StandardCharsets.ISO_8859_1));
    }
}
