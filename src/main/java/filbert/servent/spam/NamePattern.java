package filbert.servent.spam;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** An entry of gtk-gnutella's {@code spam.txt}: an extended regular expression for names, and the sizes it holds for, both ends in it. */
public final class NamePattern {
    private static final int MOST_STEPS = 20_000; // characters looked at; a pattern that needs more matches nothing

    private final Pattern pattern;
    private final long from;
    private final long to;

    /** @throws PatternSyntaxException for what is no expression */
    NamePattern(String posix, long from, long to) {
        this.pattern = Pattern.compile(java(posix));
        this.from = from;
        this.to = to;
    }

    /** Inside brackets POSIX takes every sign for itself, Java does not. */
    private static String java(String posix) {
        var out = new StringBuilder(posix.length() + 16);
        var inside = false;
        for (var i = 0; i < posix.length(); i++) {
            var c = posix.charAt(i);
            if (!inside) {
                inside = c == '[';
                out.append(c);
                if (c == '\\' && i + 1 < posix.length()) {
                    out.append(posix.charAt(++i));
                } else if (inside) {
                    i = opening(posix, i, out);
                }
            } else if (c == '[' && i + 1 < posix.length() && posix.charAt(i + 1) == ':') {
                var end = posix.indexOf(":]", i + 2);
                if (end < 0) {
                    throw new PatternSyntaxException("class without an end", posix, i);
                }
                out.append(javaClass(posix.substring(i + 2, end), posix, i));
                i = end + 1;
            } else if (c == ']') {
                inside = false;
                out.append(c);
            } else {
                out.append(c == '[' || c == '\\' || c == '&' || c == '^' ? "\\" : "").append(c);
            }
        }
        return out.toString();
    }

    /** A bracket may begin with {@code ^}, and then with a {@code ]} that is meant. */
    private static int opening(String posix, int at, StringBuilder out) {
        var i = at;
        if (i + 1 < posix.length() && posix.charAt(i + 1) == '^') {
            out.append('^');
            i++;
        }
        if (i + 1 < posix.length() && posix.charAt(i + 1) == ']') {
            out.append("\\]");
            i++;
        }
        return i;
    }

    private static String javaClass(String name, String posix, int at) {
        return switch (name) {
            case "alpha" -> "\\p{Alpha}";
            case "digit" -> "\\p{Digit}";
            case "alnum" -> "\\p{Alnum}";
            case "space" -> "\\s";
            case "punct" -> "\\p{Punct}";
            case "upper" -> "\\p{Upper}";
            case "lower" -> "\\p{Lower}";
            case "xdigit" -> "\\p{XDigit}";
            default -> throw new PatternSyntaxException("unknown class", posix, at);
        };
    }

    boolean matches(String name, long size) {
        if (size < from || size > to) {
            return false;
        }
        try {
            return pattern.matcher(new Rationed(name, new int[] {MOST_STEPS})).find();
        } catch (TooLongException e) {
            return false;
        }
    }

    private static final class TooLongException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLongException() {
            super("pattern takes too long", null, false, false);
        }
    }

    /** Text that can be looked at so often only: the one way to end a match that would take for ever. */
    private record Rationed(String text, int[] left) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (left[0]-- <= 0) {
                throw new TooLongException();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
