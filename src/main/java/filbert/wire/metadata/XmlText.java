package filbert.wire.metadata;

/** Attribute values: the five entities of XML and numbered characters. What could turn the direction of writing or control a terminal is dropped. */
final class XmlText {
    private static final int LONGEST_ENTITY = 8; // characters between & and ;
    private static final int HEXADECIMAL = 16;

    private XmlText() {}

    static String read(String raw) {
        var text = new StringBuilder(raw.length());
        for (var at = 0; at < raw.length(); at++) {
            var c = raw.charAt(at);
            var end = c == '&' ? raw.indexOf(';', at) : -1;
            var meant = end > at && end - at <= LONGEST_ENTITY ? meaning(raw.substring(at + 1, end)) : -1;
            if (meant >= 0) {
                append(text, meant);
                at = end;
            } else {
                append(text, c);
            }
        }
        return text.toString();
    }

    /** @return -1 for an entity nobody knows */
    private static int meaning(String entity) {
        return switch (entity) {
            case "amp" -> '&';
            case "lt" -> '<';
            case "gt" -> '>';
            case "quot" -> '"';
            case "apos" -> '\'';
            default -> entity.startsWith("#") ? numbered(entity.substring(1)) : -1;
        };
    }

    private static int numbered(String number) {
        try {
            var point = number.startsWith("x") ? Integer.parseInt(number.substring(1), HEXADECIMAL) : Integer.parseInt(number);
            return Character.isValidCodePoint(point) ? point : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static void append(StringBuilder text, int point) {
        if (Character.isISOControl(point)) {
            text.append(' ');
        } else if (Character.getType(point) != Character.FORMAT) {
            text.appendCodePoint(point);
        }
    }

    /** As it stands between double quotes. */
    static void write(String value, StringBuilder out) {
        for (var at = 0; at < value.length(); at++) {
            var c = value.charAt(at);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.append(c < ' ' ? ' ' : c);
            }
        }
    }
}
