package filbert.servent.handshake;

import java.util.Optional;
import java.util.regex.Pattern;

/** {@code GNUTELLA/0.6 200 OK}; the phrase may be missing (1-connect, 3.1). */
record StatusLine(int code, String phrase) {
    private static final Pattern FORM = Pattern.compile("GNUTELLA/\\d{1,3}\\.\\d{1,3} +(\\d{3})(?: +(.*))?", Pattern.CASE_INSENSITIVE);
    private static final int SHIELDED_LEAF = 204;
    private static final int MAX_PHRASE = 200;

    static Optional<StatusLine> parse(String line) {
        var match = FORM.matcher(line.trim());
        if (!match.matches()) {
            return Optional.empty();
        }
        var phrase = match.group(2) == null ? "" : match.group(2);
        return Optional.of(new StatusLine(Integer.parseInt(match.group(1)), phrase.substring(0, Math.min(phrase.length(), MAX_PHRASE))));
    }

    /** 200 to 299, except the 204 of a shielded leaf. */
    boolean accepts() {
        return code >= 200 && code < 300 && code != SHIELDED_LEAF;
    }
}
