package filbert.servent.search;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a file says of its content, or its sources say of it. Blank and 0 mean unknown.
 *
 * @param creator artist, author or director
 * @param genre of music and films, the topic of a document
 * @param seconds how long it plays
 * @param kilobits per second
 * @param width in pixels
 * @param height in pixels
 */
public record Tags(
        String title, String creator, String album, String genre, int year, int seconds, int kilobits, int width, int height) {
    public static final Tags NONE = new Tags("", "", "", "", 0, 0, 0, 0, 0);

    private static final char SEPARATOR = '\u001f';
    private static final Pattern TRAILING = Pattern.compile("\u001f+$");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,7}");
    private static final int FIELDS = 9;
    private static final int MAX_TEXT = 200; // characters; as much of a title as a row can show
    private static final int MAX_YEAR = 9_999;
    private static final int MAX_SECONDS = 1_000_000; // eleven days
    private static final int MAX_KILOBITS = 1_000_000;
    private static final int MAX_PIXELS = 1_000_000;

    /** Texts are cut to what a row can show, numbers nobody can mean become unknown. */
    public Tags {
        title = fitting(title);
        creator = fitting(creator);
        album = fitting(album);
        genre = fitting(genre);
        year = meant(year, MAX_YEAR);
        seconds = meant(seconds, MAX_SECONDS);
        kilobits = meant(kilobits, MAX_KILOBITS);
        width = meant(width, MAX_PIXELS);
        height = meant(height, MAX_PIXELS);
    }

    private static String fitting(String text) {
        var clean = text.strip();
        return clean.length() <= MAX_TEXT
                ? clean
                : clean.substring(0, Character.isHighSurrogate(clean.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT).strip();
    }

    private static int meant(int number, int most) {
        return number < 0 || number > most ? 0 : number;
    }

    /** As stored: the fields in order, with unit separators between them and none at the end. */
    public String packed() {
        var fields = Stream.of(title, creator, album, genre, number(year), number(seconds), number(kilobits), number(width), number(height));
        return TRAILING.matcher(fields.map(field -> field.replace(SEPARATOR, ' ')).collect(Collectors.joining(String.valueOf(SEPARATOR)))).replaceFirst("");
    }

    private static String number(int number) {
        return number == 0 ? "" : Integer.toString(number);
    }

    /** Reads what {@link #packed} wrote; anything else says nothing. */
    public static Tags unpacked(String packed) {
        if (packed.isEmpty()) {
            return NONE;
        }
        var fields = Arrays.copyOf(packed.split(String.valueOf(SEPARATOR), -1), FIELDS);
        return new Tags(
                text(fields[0]), text(fields[1]), text(fields[2]), text(fields[3]), number(fields[4]), number(fields[5]), number(fields[6]), number(fields[7]), number(fields[8]));
    }

    private static String text(@Nullable String field) {
        return field == null ? "" : field;
    }

    private static int number(@Nullable String field) {
        return field != null && NUMBER.matcher(field).matches() ? Integer.parseInt(field) : 0;
    }

    public boolean isEmpty() {
        return equals(NONE);
    }

    /** What people search by: title, creator and album. */
    public Stream<String> spoken() {
        return Stream.of(title, creator, album).filter(text -> !text.isEmpty());
    }
}
