package filbert.web;

import java.util.List;

/**
 * A sentence on a page.
 *
 * @param key message key
 * @param args what is put into it: texts, and numbers where the sentence counts
 */
public record Saying(String key, List<Object> args) {
    public Saying {
        args = List.copyOf(args);
    }

    public static Saying of(String key, Object... args) {
        return new Saying(key, List.of(args));
    }
}
