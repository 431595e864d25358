package filbert.servent.qrp;

import filbert.identity.Urn;
import filbert.wire.message.Query;
import filbert.wire.words.Words;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a query looks for in routing tables: the products of its distinct words of three bytes and more, and of its URNs (2-search, 4.5,
 * as gtk-gnutella does it).
 */
public final class QueryHashes {
    static final int MAX_WORDS = 127; // gtk-gnutella takes 128; 127 is what seven bits count

    private static final int SHORTEST = 3; // bytes: 2-search, 4.5

    private final int[] words;
    private final int[] urns;

    private QueryHashes(int[] words, int[] urns) {
        this.words = words;
        this.urns = urns;
    }

    public static QueryHashes of(Query query) {
        var words = Words.of(query.searchText()).stream()
                .filter(word -> word.getBytes(StandardCharsets.UTF_8).length >= SHORTEST)
                .mapToInt(WordHash::product)
                .distinct()
                .limit(MAX_WORDS)
                .toArray();
        var urns = query.hashes().stream()
                .mapToInt(sha1 -> WordHash.product(Urn.of(sha1).toString()))
                .limit(MAX_WORDS)
                .toArray();
        return new QueryHashes(words, urns);
    }

    /** Looks for nothing: routed to nobody. */
    public boolean isEmpty() {
        return words.length == 0 && urns.length == 0;
    }

    int wordCount() {
        return words.length;
    }

    int word(int i) {
        return words[i];
    }

    int urnCount() {
        return urns.length;
    }

    int urn(int i) {
        return urns[i];
    }

    /** How many words must be present: all of one or two, else so many that {@code floor(3h/n) >= 2}. */
    int wordsNeeded() {
        return words.length < 3 ? words.length : (2 * words.length + 2) / 3;
    }

    @Override
    public String toString() {
        return "words " + Arrays.toString(words) + ", urns " + Arrays.toString(urns);
    }
}
