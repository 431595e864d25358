package filbert.web.network;

import filbert.servent.NetworkView.Passing;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Which of the queries and hits that come by are shown.
 *
 * @param words all of them must be in the text, wherever; lower case
 * @param kind {@code query}, {@code hit} or empty for both
 * @param from the neighbour's number; 0 for all
 */
record PassingFilter(String text, List<String> words, String kind, long from) {
    private static final int LONGEST = 100;
    private static final int MOST_DIGITS = 18;

    /** What makes no sense narrows nothing. */
    static PassingFilter of(String words, String kind, String from) {
        var text = words.strip();
        text = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        var wanted = Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\s+")).filter(word -> !word.isEmpty()).toList();
        var number = from.matches("\\d{1," + MOST_DIGITS + "}") ? Long.parseLong(from) : 0;
        return new PassingFilter(text, wanted, kind.equals("query") || kind.equals("hit") ? kind : "", number);
    }

    public boolean narrows() {
        return !words.isEmpty() || !kind.isEmpty() || from != 0;
    }

    boolean shows(Passing one) {
        return (kind.isEmpty() || kind.equals("hit") == one.hit()) && (from == 0 || from == one.neighbour()) && holdsWords(one.text().toLowerCase(Locale.ROOT));
    }

    private boolean holdsWords(String said) {
        return words.stream().allMatch(said::contains);
    }
}
