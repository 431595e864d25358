package filbert.store;

import filbert.operations.UnusableBackupException;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows out of what H2's {@code SCRIPT} wrote, and runs nothing of it: a backup may come from anywhere, and SQL can do whatever the program can.
 * Of a row only literals are taken; anything else ends the reading.
 */
final class ScriptReader {
    private static final int LONGEST_VALUE = 16 << 20; // the largest columns hold a million characters, each written as five at most
    private static final int MOST_VALUES = 1_000; // of one row, where the table is not known
    private static final int LONGEST_ROW = 32 << 20; // characters of all its values: two of the longest
    private static final int LONGEST_STATEMENT_KEPT = 1 << 16; // of those that are no rows: the text of a table's definition
    private static final int BUFFER = 1 << 16;
    private static final int END = -1;

    /** What is told while reading. */
    interface Taker {
        /** @param values texts as they would be written in a column, {@code byte[]} for bytes, or null */
        void row(String table, List<@Nullable Object> values) throws IOException;

        /** How many values a row of that table has at most; asked before any is read. */
        default int values(String table) throws IOException {
            return MOST_VALUES;
        }

        /** A statement that is no row: its beginning. */
        default void other(String statement) {}
    }

    private final Reader script;
    private final Taker taker;
    private final long mostCharacters;
    private long characters;
    private long rowEnds = LONGEST_ROW;
    private int ahead;

    private ScriptReader(Reader script, Taker taker, long mostCharacters) throws IOException {
        this.script = script;
        this.taker = taker;
        this.mostCharacters = mostCharacters;
        next();
    }

    /**
     * @param mostCharacters a ceiling for what the file may unpack to
     * @throws UnusableBackupException when it is no such script, cut short, or unpacks to more
     */
    static void read(InputStream compressed, long mostCharacters, Taker taker) throws IOException {
        try (var unpacked = new GZIPInputStream(compressed, BUFFER);
                var text = new BufferedReader(new InputStreamReader(unpacked, StandardCharsets.UTF_8), BUFFER)) {
            new ScriptReader(text, taker, mostCharacters).statements();
        } catch (ZipException | EOFException e) {
            throw broken(String.valueOf(e.getMessage()));
        }
    }

    private static UnusableBackupException broken(String why) {
        return new UnusableBackupException("broken", "no backup: " + why);
    }

    private void next() throws IOException {
        ahead = script.read();
        if (++characters > mostCharacters) {
            throw new UnusableBackupException("large", "the backup unpacks to more than " + mostCharacters + " characters");
        }
    }

    private void statements() throws IOException {
        for (skipComments(); ahead != END; skipComments()) {
            if (ahead == ';') {
                next();
                continue;
            }
            var first = word();
            if (first.equals("INSERT")) {
                rows();
            } else {
                other(first);
            }
        }
    }

    private void rows() throws IOException {
        expectWord("INTO");
        var table = name();
        if (ahead == '.') {
            next();
            table = name();
        }
        skipBlank();
        if (ahead == '(') {
            throw broken("rows with named columns");
        }
        expectWord("VALUES");
        var most = taker.values(table);
        do {
            taker.row(table, row(most));
            skipBlank();
        } while (took(','));
        expect(';');
    }

    private List<@Nullable Object> row(int most) throws IOException {
        expect('(');
        var values = new ArrayList<@Nullable Object>();
        rowEnds = characters + LONGEST_ROW;
        do {
            if (values.size() == most) {
                throw broken("a row of more than " + most + " values");
            }
            values.add(value());
            skipBlank();
        } while (took(','));
        expect(')');
        return values;
    }

    private @Nullable Object value() throws IOException {
        skipBlank();
        if (ahead == '\'') {
            return quoted('\'');
        }
        if (ahead == '-' || ahead >= '0' && ahead <= '9') {
            return number();
        }
        var word = word();
        return switch (word) {
            case "NULL" -> null;
            case "TRUE", "FALSE" -> word;
            case "X" -> bytes(quoted('\''));
            case "U" -> {
                expectHere('&');
                yield unescaped(quoted('\''));
            }
            case "DATE", "TIMESTAMP", "TIME" -> moment();
            default -> throw broken("a value that begins with " + shortened(word));
        };
    }

    /** Behind it may stand that it is one with a time zone. */
    private String moment() throws IOException {
        skipBlank();
        if (ahead != '\'') {
            expectWord("WITH");
            expectWord("TIME");
            expectWord("ZONE");
            skipBlank();
        }
        return quoted('\'');
    }

    private String number() throws IOException {
        var digits = new StringBuilder();
        while (ahead == '-' || ahead == '+' || ahead == '.' || ahead == 'E' || ahead >= '0' && ahead <= '9') {
            digits.append((char) ahead);
            next();
            if (digits.length() > BUFFER) {
                throw broken("a number of more than " + BUFFER + " digits");
            }
        }
        return digits.toString();
    }

    private String quoted(char quote) throws IOException {
        expectHere(quote);
        var text = new StringBuilder();
        while (true) {
            if (ahead == END) {
                throw broken("it ends in the middle");
            }
            if (ahead == quote) {
                next();
                if (ahead != quote) {
                    return text.toString();
                }
            }
            text.append((char) ahead);
            if (text.length() > LONGEST_VALUE) {
                throw broken("a value longer than " + LONGEST_VALUE + " characters");
            }
            if (characters > rowEnds) {
                throw broken("a row longer than " + LONGEST_ROW + " characters");
            }
            next();
        }
    }

    private static byte[] bytes(String hex) throws UnusableBackupException {
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            throw broken(shortened(String.valueOf(e.getMessage())));
        }
    }

    /** {@code \00e4}, <code>&#92;+01f330</code>, and two backslashes for one. */
    private static String unescaped(String escaped) throws UnusableBackupException {
        var text = new StringBuilder(escaped.length());
        for (var i = 0; i < escaped.length(); i++) {
            if (escaped.charAt(i) != '\\') {
                text.append(escaped.charAt(i));
            } else if (escaped.startsWith("\\", i + 1)) {
                text.append('\\');
                i++;
            } else {
                var digits = escaped.startsWith("+", i + 1) ? 6 : 4;
                var from = i + (digits == 6 ? 2 : 1);
                text.appendCodePoint(codePoint(escaped, from, from + digits));
                i = from + digits - 1;
            }
        }
        return text.toString();
    }

    private static int codePoint(String escaped, int from, int to) throws UnusableBackupException {
        try {
            var point = Integer.parseInt(escaped, from, to, 16);
            if (Character.isValidCodePoint(point)) {
                return point;
            }
        } catch (IndexOutOfBoundsException | NumberFormatException _) {
            // said below
        }
        throw broken("an escape that is none");
    }

    private void other(String first) throws IOException {
        var text = new StringBuilder(first);
        for (; ahead != ';'; next()) {
            if (ahead == END) {
                throw broken("it ends in the middle");
            }
            if (ahead == '\'' || ahead == '"') {
                append(text, (char) ahead + quotedAsItStands((char) ahead));
            } else {
                append(text, String.valueOf((char) ahead));
            }
        }
        taker.other(text.toString());
    }

    /** What a quote holds, and the quote behind it, still to be read. */
    private String quotedAsItStands(char quote) throws IOException {
        var text = new StringBuilder();
        for (next(); ahead != quote; next()) {
            if (ahead == END || text.length() > LONGEST_VALUE) {
                throw broken("it ends in the middle");
            }
            text.append((char) ahead);
        }
        return text.append(quote).toString();
    }

    private static void append(StringBuilder text, String more) {
        if (text.length() < LONGEST_STATEMENT_KEPT) {
            text.append(more);
        }
    }

    private String name() throws IOException {
        skipBlank();
        rowEnds = characters + LONGEST_ROW;
        return quoted('"');
    }

    private String word() throws IOException {
        skipBlank();
        var letters = new StringBuilder();
        while ((ahead >= 'A' && ahead <= 'Z' || ahead >= 'a' && ahead <= 'z' || ahead == '_') && letters.length() < BUFFER) {
            letters.append((char) ahead);
            next();
        }
        if (letters.isEmpty()) {
            throw broken(ahead == END ? "it ends in the middle" : "a statement that begins with " + (char) ahead);
        }
        return letters.toString();
    }

    private void expectWord(String wanted) throws IOException {
        var word = word();
        if (!word.equals(wanted)) {
            throw broken(shortened(word) + " where " + wanted + " should be");
        }
    }

    private void expect(char wanted) throws IOException {
        skipBlank();
        expectHere(wanted);
    }

    private void expectHere(char wanted) throws IOException {
        if (ahead != wanted) {
            throw broken(ahead == END ? "it ends in the middle" : (char) ahead + " where " + wanted + " should be");
        }
        next();
    }

    private boolean took(char wanted) throws IOException {
        if (ahead != wanted) {
            return false;
        }
        next();
        return true;
    }

    private void skipBlank() throws IOException {
        while (ahead != END && ahead <= ' ') {
            next();
        }
    }

    /** Between statements: a comment is a line. */
    private void skipComments() throws IOException {
        for (skipBlank(); ahead == '-'; skipBlank()) {
            while (ahead != END && ahead != '\n') {
                next();
            }
        }
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), 40));
    }
}
