package filbert.wire.message;

import filbert.identity.Urn;
import filbert.wire.ggep.Ggep;
import filbert.wire.words.Words;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a person typed, in the form every servent accepts: canonical words, at least one of them three bytes long, 200 bytes in all
 * (2-search, 1.3).
 */
public record SearchText(List<String> words) {
    /** Flags of a plain query of ours (2-search, 1.2). */
    public static final int PLAIN_FLAGS = Query.MARK | Query.LEAF_GUIDED | Query.GGEP_H;

    /** The bits we may set: never semi-reliable UDP, never a number of hits (2-search, 1.2). */
    private static final int OUR_FLAGS = 0xFE00;

    static final int MAX_PAYLOAD = 250; // Shareaza disconnects above 256: 2-search, 1.1
    static final int MAX_TEXT = 200; // gtk-gnutella issues no more: 2-search, 1.3
    static final int MAX_FIELD = 30; // characters; old LimeWire drops longer ones: 2-search, 1.3
    private static final int SHORTEST_ROUTED = 3; // bytes; shorter words are in no hash vector: 2-search, 1.3
    private static final Set<String> STOP_WORDS = Set.of("the", "an", "a", "and");
    private static final int WORDS_BESIDE_STOP_WORDS = 2;
    private static final String FULL_TEXT = "XQ";

    public SearchText {
        words = List.copyOf(words);
    }

    /** Empty when no word has three bytes: such a query is sent to nobody. */
    public static Optional<SearchText> of(String typed) {
        var words = new ArrayList<>(Words.of(typed));
        while (bytes(String.join(" ", words)) > MAX_TEXT) {
            words.removeLast();
        }
        if (words.isEmpty()) { // one word above the limit: it is found by its beginning
            Words.of(typed).stream().findFirst().map(word -> cut(word, MAX_FIELD)).ifPresent(words::add);
        }
        return words.stream().anyMatch(word -> bytes(word) >= SHORTEST_ROUTED)
                ? Optional.of(new SearchText(words))
                : Optional.empty();
    }

    public String full() {
        return String.join(" ", words);
    }

    /** At most 30 characters: all of it, or the words that fit, without articles where two other words remain. */
    String field() {
        if (characters(full()) <= MAX_FIELD) {
            return full();
        }
        var telling = words.stream().filter(word -> !STOP_WORDS.contains(word)).toList();
        var field = new StringBuilder();
        for (var word : telling.size() >= WORDS_BESIDE_STOP_WORDS ? telling : words) {
            var gap = field.isEmpty() ? 0 : 1;
            if (characters(field) + gap + characters(word) <= MAX_FIELD) {
                field.append(gap == 0 ? "" : " ").append(word);
            }
        }
        return field.isEmpty() ? cut(words.getFirst(), MAX_FIELD) : field.toString();
    }

    /**
     * A query for these words of at most 250 bytes; a text above 30 characters goes into XQ, shortened by its last words if need be.
     *
     * @param flags with {@link Query#MARK} or without
     */
    public Query query(int flags, Ggep extensions) {
        var field = field();
        if (field.equals(full())) {
            return fitting(flags, field, extensions).orElseThrow(() -> tooLong(extensions));
        }
        for (var kept = words.size(); kept > 0; kept--) {
            var longer = String.join(" ", words.subList(0, kept)).getBytes(StandardCharsets.UTF_8);
            var query = fitting(flags, field, extensions.with(FULL_TEXT, longer));
            if (query.isPresent()) {
                return query.get();
            }
        }
        return fitting(flags, field, extensions).orElseThrow(() -> tooLong(extensions));
    }

    /** A query for content, whatever its name. */
    public static Query contentQuery(int flags, Urn urn, Ggep extensions) {
        return new Query(ours(flags), Query.NO_TEXT, List.of(urn), "", extensions);
    }

    /** A query for the newest files. */
    public static Query whatsNewQuery(int flags, Ggep extensions) {
        return new Query(ours(flags), Query.WHATS_NEW, List.of(), "", extensions.with("WH", (byte) 1));
    }

    private static Optional<Query> fitting(int flags, String field, Ggep extensions) {
        var query = new Query(ours(flags), field, List.of(), "", extensions);
        var bytes = Unpooled.buffer(MAX_PAYLOAD);
        QueryCodec.encode(query, bytes);
        return bytes.readableBytes() <= MAX_PAYLOAD ? Optional.of(query) : Optional.empty();
    }

    private static int ours(int flags) {
        return (flags | Query.MARK) & OUR_FLAGS;
    }

    private static IllegalArgumentException tooLong(Ggep extensions) {
        return new IllegalArgumentException("query above " + MAX_PAYLOAD + " bytes with extensions " + extensions);
    }

    private static String cut(String word, int characters) {
        return characters(word) <= characters ? word : word.substring(0, word.offsetByCodePoints(0, characters));
    }

    private static int characters(CharSequence text) {
        return (int) text.codePoints().count();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
