package filbert.wire.metadata;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Goes through text from the network and stops at each start tag. No XML parser: documents stand one behind the other, some are cut short, and
 * nothing but elements and attributes is wanted. Document types and entities other than those of {@link XmlText} mean nothing to it.
 */
final class XmlScanner {
    private static final int MAX_NAME = 40; // characters, ours; the longest name of the schemas has 13
    private static final int MAX_VALUE = 512; // characters kept of a value, ours
    private static final int MAX_ATTRIBUTES = 32; // ours; an audio file has 13 at the most

    private final String text;
    private int at;
    private String element = "";
    private Map<String, String> attributes = Map.of();

    XmlScanner(String text) {
        this.text = text;
    }

    /** @return false at the end of what can be understood */
    boolean next() {
        while ((at = text.indexOf('<', at)) >= 0) {
            at++;
            var name = name();
            if (!name.isEmpty()) {
                element = name;
                attributes = readAttributes();
                return true;
            }
        }
        at = text.length();
        return false;
    }

    /** The name of the start tag it stands at, in lower case. */
    String element() {
        return element;
    }

    /** Names in lower case; values without outer blanks; what is blank, repeated or too much is left out. */
    Map<String, String> attributes() {
        return attributes;
    }

    private Map<String, String> readAttributes() {
        var found = new LinkedHashMap<String, String>();
        for (var name = name(); !name.isEmpty(); name = name()) {
            var value = value();
            if (value == null) {
                break;
            }
            var clean = cut(XmlText.read(value).strip());
            if (!clean.isEmpty() && name.length() <= MAX_NAME && found.size() < MAX_ATTRIBUTES) {
                found.putIfAbsent(name, clean);
            }
        }
        return Collections.unmodifiableMap(found);
    }

    /** Never within a surrogate pair. */
    private static String cut(String value) {
        if (value.length() <= MAX_VALUE) {
            return value;
        }
        return value.substring(0, Character.isHighSurrogate(value.charAt(MAX_VALUE - 1)) ? MAX_VALUE - 1 : MAX_VALUE).strip();
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
    }

    /** @return empty where none begins */
    private String name() {
        skipBlanks();
        var start = at;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at).toLowerCase(Locale.ROOT);
    }

    private static boolean isNamePart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == ':' || c == '.';
    }

    /** @return null where there is none, or no end of it */
    private @Nullable String value() {
        skipBlanks();
        if (at >= text.length() || text.charAt(at) != '=') {
            return null;
        }
        at++;
        skipBlanks();
        var quote = at < text.length() ? text.charAt(at) : ' ';
        var end = quote == '"' || quote == '\'' ? text.indexOf(quote, at + 1) : -1;
        if (end < 0) {
            return null;
        }
        var value = text.substring(at + 1, end);
        at = end + 1;
        return value;
    }
}
