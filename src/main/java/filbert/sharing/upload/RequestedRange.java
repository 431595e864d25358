package filbert.sharing.upload;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which bytes of a complete file a reply carries. Never fewer than asked for, up to the end of the file: gnutella-bun takes a shrunk reply
 * for a whole file (3-transfer, 3.2.4).
 *
 * @param partial a range was asked for, so the answer is 206
 */
record RequestedRange(long from, long length, boolean partial) {
    private static final Pattern FORM = Pattern.compile("bytes\\s*[= ]\\s*(\\d*)\\s*-\\s*(\\d*)\\s*(?:,.*)?", Pattern.CASE_INSENSITIVE);
    private static final int MOST_DIGITS = 18;

    /**
     * @param header first of several ranges counts
     * @return empty when it lies beyond the end
     * @throws RefusedException for a range that cannot be read
     */
    static Optional<RequestedRange> of(Optional<String> header, long size) {
        if (header.isEmpty()) {
            return Optional.of(new RequestedRange(0, size, false));
        }
        var form = FORM.matcher(header.get().strip());
        if (!form.matches() || (form.group(1).isEmpty() && form.group(2).isEmpty())) {
            throw new RefusedException(Status.BAD_REQUEST, "Malformed Range");
        }
        if (form.group(1).isEmpty()) {
            var last = Math.min(number(form.group(2)), size);
            return last == 0 ? Optional.empty() : Optional.of(new RequestedRange(size - last, last, true));
        }
        var from = number(form.group(1));
        var to = form.group(2).isEmpty() ? Long.MAX_VALUE : number(form.group(2));
        if (to < from) {
            throw new RefusedException(Status.BAD_REQUEST, "Malformed Range");
        }
        return from >= size ? Optional.empty() : Optional.of(new RequestedRange(from, Math.min(to, size - 1) - from + 1, true));
    }

    /** More digits than any file has bytes mean "beyond every end". */
    private static long number(String digits) {
        var start = 0;
        while (start < digits.length() - 1 && digits.charAt(start) == '0') {
            start++;
        }
        return digits.length() - start > MOST_DIGITS ? Long.MAX_VALUE - 1 : Long.parseLong(digits.substring(start));
    }

    long last() {
        return from + length - 1;
    }
}
