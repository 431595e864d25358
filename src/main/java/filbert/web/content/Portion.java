package filbert.web.content;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that a request wants (RFC 9110, 14): bytes {@code from} to {@code to}, exclusive.
 *
 * @param partial was a part asked for, and may be sent?
 */
record Portion(long from, long to, boolean partial) {
    private static final Pattern SINGLE = Pattern.compile("\\s*bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})\\s*", Pattern.CASE_INSENSITIVE);

    static Portion whole(long size) {
        return new Portion(0, size, false);
    }

    /**
     * What is no single range of bytes is ignored, as the RFC allows.
     *
     * @return empty when no byte of the range exists: 416
     */
    static Optional<Portion> of(@Nullable String range, long size) {
        var single = SINGLE.matcher(range == null ? "" : range);
        if (!single.matches() || (single.group(1).isEmpty() && single.group(2).isEmpty())) {
            return Optional.of(whole(size));
        }
        if (single.group(1).isEmpty()) {
            var last = Math.min(size, Long.parseLong(single.group(2)));
            return last == 0 ? Optional.empty() : Optional.of(new Portion(size - last, size, true));
        }
        var from = Long.parseLong(single.group(1));
        var to = single.group(2).isEmpty() ? size : Math.min(size, Long.parseLong(single.group(2)) + 1);
        if (!single.group(2).isEmpty() && Long.parseLong(single.group(2)) < from) {
            return Optional.of(whole(size));
        }
        return from >= size ? Optional.empty() : Optional.of(new Portion(from, to, true));
    }

    long length() {
        return to - from;
    }

    String contentRange(long size) {
        return "bytes " + from + "-" + (to - 1) + "/" + size;
    }
}
