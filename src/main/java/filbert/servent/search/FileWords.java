package filbert.servent.search;

import filbert.wire.message.SearchText;
import java.util.Comparator;
import java.util.Optional;

/** What to search for when somebody else's copy of a file is wanted, which may be called a little otherwise. */
final class FileWords {
    private static final int MOST = 5; // ours: every word asked for has to be there
    private static final int SHORTEST = 3; // characters; shorter ones are in no table (2-search, 1.3)
    private static final int LONGEST_EXTENSION = 5;

    private FileWords() {}

    /** The longest words of its name, in order; empty when there are none worth asking for. */
    static Optional<SearchText> of(String name) {
        return SearchText.of(withoutExtension(name)).flatMap(FileWords::telling);
    }

    private static String withoutExtension(String name) {
        var dot = name.lastIndexOf('.');
        return dot > 0 && name.length() - dot - 1 <= LONGEST_EXTENSION ? name.substring(0, dot) : name;
    }

    private static Optional<SearchText> telling(SearchText all) {
        var longest = all.words().stream()
                .distinct()
                .filter(word -> word.length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .limit(MOST)
                .toList();
        var inOrder = all.words().stream().distinct().filter(longest::contains).toList();
        return inOrder.isEmpty() ? Optional.empty() : Optional.of(new SearchText(inOrder));
    }
}
