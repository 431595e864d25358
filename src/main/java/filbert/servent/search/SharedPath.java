package filbert.servent.search;

import filbert.wire.ggep.Ggep;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The folder of a file, as its host tells it: for people to read, never a path on disk. */
public final class SharedPath {
    private static final String KEY = "PATH"; // gtk-gnutella's: 2-search, 3.3
    private static final int MAX_PART = 512; // characters; as names in searches
    private static final int MAX_FOLDER = 200; // characters kept of all parts together: what a row can show
    private static final int MOST_TOLD_FOLDERS = 16; // ours: as many of one within the other as we show of others
    private static final int MOST_TOLD_BYTES = 512; // ours, UTF-8: gtk-gnutella keeps 1,023
    private static final String UNFIT = "[\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069\\uFFFD]";

    private SharedPath() {}

    /** What the extensions of a record say, or nothing. */
    public static String told(Ggep extensions) {
        return extensions.get(KEY).map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
    }

    /** With what others are told: the outermost folders that fit, without a slash at either end. */
    static Ggep told(String folder, Ggep extensions) {
        return tellable(folder).map(path -> extensions.with(KEY, path.getBytes(StandardCharsets.UTF_8))).orElse(extensions);
    }

    private static Optional<String> tellable(String folder) {
        var told = new StringBuilder();
        var bytes = 0;
        for (var part : parts(folder).stream().limit(MOST_TOLD_FOLDERS).toList()) {
            bytes += (told.isEmpty() ? 0 : 1) + part.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MOST_TOLD_BYTES) {
                break;
            }
            told.append(told.isEmpty() ? "" : "/").append(part);
        }
        return told.isEmpty() ? Optional.empty() : Optional.of(told.toString());
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
