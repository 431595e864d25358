package filbert.sharing.download.http;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Bytes of a file, both ends inclusive as HTTP counts them. */
public record ByteRange(long first, long last) {
    static final int MAX_LISTED = 1_000; // more do not fit the header block anyway

    private static final Pattern ONE = Pattern.compile("(\\d{1,18})\\s*-\\s*(\\d{1,18})");

    public ByteRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("bytes " + first + "-" + last);
        }
    }

    /**
     * Reads {@code X-Available-Ranges} (3-transfer, 3.2.6): {@code bytes a-b, c-d}. What makes no sense is skipped, {@code bytes} may be missing,
     * and the list may be empty.
     */
    static List<ByteRange> list(String text) {
        var ranges = new ArrayList<ByteRange>();
        var one = ONE.matcher(text);
        while (ranges.size() < MAX_LISTED && one.find()) {
            var first = Long.parseLong(one.group(1));
            var last = Long.parseLong(one.group(2));
            if (first <= last) {
                ranges.add(new ByteRange(first, last));
            }
        }
        return ranges;
    }
}
