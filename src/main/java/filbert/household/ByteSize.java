package filbert.household;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** A size as people type it: {@code 700 MB}, {@code 1.5g}, {@code 2048}. */
final class ByteSize {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6}(?:[.,]\\d{1,3})?)\\s*([kmgt]?)(?:i?b)?");
    private static final String UNITS = "kmgt";
    private static final int SHIFT = 10;

    private ByteSize() {}

    /** Empty for anything that is no size. */
    static OptionalLong parse(String text) {
        var match = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!match.matches()) {
            return OptionalLong.empty();
        }
        var unit = match.group(2).isEmpty() ? 0 : UNITS.indexOf(match.group(2)) + 1;
        return OptionalLong.of((long) (Double.parseDouble(match.group(1).replace(',', '.')) * (1L << SHIFT * unit)));
    }
}
