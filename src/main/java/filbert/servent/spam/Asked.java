package filbert.servent.spam;

import filbert.wire.message.Query;
import filbert.wire.words.Words;
import java.util.List;
import java.util.Set;

/**
 * The question, as rules need it.
 *
 * @param text canonical; empty when only a hash or the newest files were asked for, and then no rule looks at words
 */
public record Asked(String text, Set<String> words) {
    public static Asked of(String query) {
        var words = query.equalsIgnoreCase(Query.WHATS_NEW) ? List.<String>of() : Words.of(query);
        return new Asked(String.join(" ", words), Set.copyOf(words));
    }

    /** Is any word of the question the beginning of a word here? So servents match (2-search, 2.2). */
    boolean isIn(Iterable<String> said) {
        for (var word : said) {
            for (var wanted : words) {
                if (word.startsWith(wanted)) {
                    return true;
                }
            }
        }
        return false;
    }
}
