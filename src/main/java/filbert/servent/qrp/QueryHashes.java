package filbert.servent.qrp;

import filbert.identity.Urn;
import filbert.wire.message.Query;
import filbert.wire.words.Words;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a query looks for in routing tables: the products of its distinct words of three bytes and more, and of its URNs (2-search, 4.5,
 * as gtk-gnutella does it). One instance may serve query after query. Not thread-safe.
 */
public final class QueryHashes {
    static final int MAX_WORDS = 127; // gtk-gnutella takes 128; 127 is what seven bits count

    static final int MAX_URNS = 32; // 2-search, 1.4 point 4

    private static final int SHORTEST = 3; // bytes: 2-search, 4.5

    private final int[] words = new int[MAX_WORDS];
    private final int[] urns = new int[MAX_URNS];
    private int wordCount;
    private int urnCount;

    public static QueryHashes of(Query query) {
        var hashes = new QueryHashes();
        hashes.replaceBy(query);
        return hashes;
    }

    /** Looks for what {@code query} does, and for nothing else. */
    public void replaceBy(Query query) {
        clear();
        for (var word : Words.of(query.searchText())) {
            if (word.getBytes(StandardCharsets.UTF_8).length >= SHORTEST) {
                addWord(WordHash.product(word));
            }
        }
        for (var sha1 : query.hashes()) {
            addUrn(WordHash.product(Urn.of(sha1).toString()));
        }
    }

    /** Looks for nothing from now on. */
    public void clear() {
        wordCount = 0;
        urnCount = 0;
    }

    /**
     * Looks for a word, too.
     *
     * @param product of a word of three bytes or more; ignored when it is there already or there are too many
     */
    public void addWord(int product) {
        if (wordCount < MAX_WORDS && !contains(words, wordCount, product)) {
            words[wordCount++] = product;
        }
    }

    /**
     * Looks for a URN, too.
     *
     * @param product of its whole text; ignored when it is there already or there are too many
     */
    public void addUrn(int product) {
        if (urnCount < MAX_URNS && !contains(urns, urnCount, product)) {
            urns[urnCount++] = product;
        }
    }

    private static boolean contains(int[] products, int count, int product) {
        for (var i = 0; i < count; i++) {
            if (products[i] == product) {
                return true;
            }
        }
        return false;
    }

    /** Looks for nothing: routed to nobody. */
    public boolean isEmpty() {
        return wordCount == 0 && urnCount == 0;
    }

    int wordCount() {
        return wordCount;
    }

    int word(int i) {
        return words[i];
    }

    int urnCount() {
        return urnCount;
    }

    int urn(int i) {
        return urns[i];
    }

    /** How many words must be present: all of one or two, else so many that {@code floor(3h/n) >= 2}. */
    int wordsNeeded() {
        return wordCount < 3 ? wordCount : (2 * wordCount + 2) / 3;
    }

    @Override
    public String toString() {
        return "words " + Arrays.toString(Arrays.copyOf(words, wordCount)) + ", urns " + Arrays.toString(Arrays.copyOf(urns, urnCount));
    }
}
