package filbert.web;

import org.jspecify.annotations.Nullable;

/** Message keys as the household gives them: some with the family they belong to, some without. */
public final class MessageKey {
    private MessageKey() {}

    /** {@code busy} and {@code port.busy} below {@code port.} are both {@code port.busy}; nothing stays nothing. */
    public static String below(String family, @Nullable String key) {
        if (key == null || key.isEmpty()) {
            return "";
        }
        return key.startsWith(family) ? key : family + key;
    }
}
