package filbert.sharing.upload;

import filbert.identity.Base32;
import filbert.identity.Guid;
import filbert.identity.Urn;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a request names (3-transfer, 3.2.1). A closed list: nothing here ever becomes a path on disk, and what is not on the list is not
 * found.
 */
sealed interface Target {
    /** {@code /uri-res/N2R?<urn>}: the file. */
    record File(Urn urn) implements Target {}

    /** {@code /uri-res/N2X?<urn>}: its tiger tree. */
    record Tree(Urn urn) implements Target {}

    /**
     * {@code /get/<index>/<name>}.
     *
     * @param name NFC
     */
    record Listed(long index, String name) implements Target {}

    /** {@code /gnutella/push-proxy?ServerId=...}: pass a push on to that servent. */
    record Push(Guid servent, long index) implements Target {}

    /** {@code /}, or Shareaza's {@code /gnutella/browse/v1}: the list of what we share. */
    record Browse() implements Target {}

    record Unknown() implements Target {}

    long HIGHEST_INDEX = 0xFFFF_FFFFL;
    String PADDING = "======";
    Pattern GET = Pattern.compile("/get/(\\d{1,10})/(.+?)/?", Pattern.DOTALL);

    /** @throws RefusedException when malformed */
    static Target parse(String target) {
        var question = target.indexOf('?');
        var path = question < 0 ? target : target.substring(0, question);
        return switch (path) {
            case "/uri-res/N2R" -> new File(urn(target.substring(question + 1)));
            case "/uri-res/N2X" -> new Tree(urn(target.substring(question + 1)));
            case "/gnutella/push-proxy", "/gnutella/pushproxy", "/gnet/push-proxy" -> push(target.substring(question + 1));
            case "/", "/gnutella/browse/v1" -> new Browse();
            default -> listed(target);
        };
    }

    private static Urn urn(String query) {
        return Urn.parse(unescaped(query)).orElseThrow(() -> new RefusedException(Status.BAD_REQUEST, "Malformed URN"));
    }

    /** Names in any case: LimeWire writes {@code ServerID} (3-transfer, 3.9.4). */
    private static Push push(String query) {
        var values = new HashMap<String, String>();
        for (var parameter : query.split("&", -1)) {
            var equals = parameter.indexOf('=');
            if (equals > 0) {
                values.putIfAbsent(parameter.substring(0, equals).toLowerCase(Locale.ROOT), parameter.substring(equals + 1));
            }
        }
        var index = values.getOrDefault("file", "0");
        try {
            var servent = values.containsKey("guid") ? Guid.parse(values.get("guid")) : base32(values.getOrDefault("serverid", ""));
            var number = index.matches("\\d{1,10}") ? Long.parseLong(index) : Long.MAX_VALUE;
            if (number <= HIGHEST_INDEX) {
                return new Push(servent, number);
            }
        } catch (IllegalArgumentException noGuid) {
            throw new RefusedException(Status.BAD_REQUEST, "Malformed GUID");
        }
        throw new RefusedException(Status.BAD_REQUEST, "Malformed File Index");
    }

    private static Guid base32(String text) {
        var digits = text.endsWith(PADDING) ? text.substring(0, text.length() - PADDING.length()) : text;
        return Guid.of(Base32.decode(digits, Guid.LENGTH));
    }

    /** A question mark left raw belongs to the name: some servents escape nothing. */
    private static Target listed(String target) {
        var get = GET.matcher(target);
        if (!get.matches()) {
            return new Unknown();
        }
        var name = unescaped(get.group(2));
        if (name.chars().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c))) {
            return new Unknown();
        }
        return new Listed(Long.parseLong(get.group(1)), Normalizer.normalize(name, Normalizer.Form.NFC));
    }

    /** Percent escapes and raw bytes, read as UTF-8; {@code +} stays a plus (3-transfer, 3.2.2). */
    private static String unescaped(String latin1) {
        var bytes = new ByteArrayOutputStream(latin1.length());
        for (var i = 0; i < latin1.length(); i++) {
            var c = latin1.charAt(i);
            if (c == '%') {
                bytes.write(escape(latin1, i).orElseThrow(() -> new RefusedException(Status.BAD_REQUEST, "Malformed Escape")));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new RefusedException(Status.BAD_REQUEST, "Not UTF-8");
        }
    }

    private static Optional<Integer> escape(String text, int at) {
        if (at + 2 >= text.length()) {
            return Optional.empty();
        }
        var high = Character.digit(text.charAt(at + 1), 16);
        var low = Character.digit(text.charAt(at + 2), 16);
        return high < 0 || low < 0 ? Optional.empty() : Optional.of(high << 4 | low);
    }
}
