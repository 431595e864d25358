package filbert.sharing.download.http;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Which bytes a reply brings, both ends inclusive: {@code bytes a-b/total}, also with {@code =} or without a total (3-transfer, 3.2.4).
 *
 * @param total bytes of the complete file, when told
 */
public record ContentRange(long first, long last, OptionalLong total) {
    private static final Pattern FORM = Pattern.compile("(?i)bytes[ =]\\s*(\\d{1,18})\\s*-\\s*(\\d{1,18})\\s*/\\s*(\\d{1,18}|\\*)");

    static Optional<ContentRange> parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        var first = Long.parseLong(form.group(1));
        var last = Long.parseLong(form.group(2));
        var total = form.group(3).equals("*") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(form.group(3)));
        return last < first || (total.isPresent() && last >= total.getAsLong())
                ? Optional.empty()
                : Optional.of(new ContentRange(first, last, total));
    }

    long length() {
        return last - first + 1;
    }
}
