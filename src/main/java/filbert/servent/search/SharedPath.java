package filbert.servent.search;

import filbert.wire.ggep.Ggep;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The folder of a file, as its host tells it: for people to read, never a path on disk. */
public final class SharedPath {
    private static final String KEY = "PATH"; // gtk-gnutella's: 2-search, 3.3
    private static final int MAX_PART = 512; // characters; as names in searches
    private static final int MAX_FOLDER = 200; // characters kept of all parts together: what a row can show
    private static final String UNFIT = "[\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069\\uFFFD]";

    private SharedPath() {}

    /** What the extensions of a record say, or nothing. */
    public static String told(Ggep extensions) {
        return extensions.get(KEY).map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
    }

    /** Parts of a path, made fit to be shown: nothing that climbs, controls or turns the writing. */
    public static List<String> parts(String path) {
        var parts = new ArrayList<String>();
        for (var part : path.split("[/\\\\]", MAX_PART)) {
            var shown = part.replaceAll(UNFIT, "").strip();
            if (!shown.isEmpty() && !shown.equals(".") && !shown.equals("..")) {
                parts.add(shown.length() <= MAX_PART ? shown : shown.substring(0, MAX_PART));
            }
        }
        return parts;
    }

    /** The same as one text, {@code Music/Old songs}; of too many parts the first ones. */
    static String shown(String path) {
        if (path.isEmpty()) {
            return "";
        }
        var folder = new StringBuilder();
        for (var part : parts(path)) {
            if (folder.length() + 1 + part.length() > MAX_FOLDER) {
                break;
            }
            folder.append(folder.isEmpty() ? "" : "/").append(part);
        }
        return folder.toString();
    }
}
