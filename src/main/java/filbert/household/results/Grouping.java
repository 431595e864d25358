package filbert.household.results;

import java.util.Arrays;
import java.util.Locale;

/** What makes a row: the values of {@code group=} (UI.md). */
public enum Grouping {
    FILE,
    /** A folder of one host. */
    FOLDER,
    HOST;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Anything else is {@link #FILE}. */
    public static Grouping parse(String text) {
        return Arrays.stream(values()).filter(one -> one.key().equals(text)).findFirst().orElse(FILE);
    }
}
