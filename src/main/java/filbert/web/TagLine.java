package filbert.web;

import filbert.servent.search.Tags;
import java.util.ArrayList;
import java.util.Locale;

/** What a file says of itself, in one line: {@code Blue hazel · The Filberts · Nuts · 2026 · 3:21 · 192 kbit/s · 640 × 480}. */
public final class TagLine {
    private static final int MINUTE = 60;
    private static final int HOUR = 3_600;

    private TagLine() {}

    /** Empty when nothing is known. */
    public static String of(Tags tags) {
        var parts = new ArrayList<String>();
        tags.spoken().forEach(parts::add);
        if (!tags.genre().isEmpty()) {
            parts.add(tags.genre());
        }
        if (tags.year() > 0) {
            parts.add(Integer.toString(tags.year()));
        }
        if (tags.seconds() > 0) {
            parts.add(length(tags.seconds()));
        }
        if (tags.kilobits() > 0) {
            parts.add(tags.kilobits() + " kbit/s");
        }
        if (tags.width() > 0 && tags.height() > 0) {
            parts.add(tags.width() + " × " + tags.height());
        }
        return String.join(" · ", parts);
    }

    /** As players show it: {@code 3:21}, {@code 1:02:03}. */
    public static String length(int seconds) {
        return seconds < HOUR
                ? String.format(Locale.ROOT, "%d:%02d", seconds / MINUTE, seconds % MINUTE)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / HOUR, seconds % HOUR / MINUTE, seconds % MINUTE);
    }
}
