package filbert.servent.search;

import filbert.wire.message.SearchText;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Words half of all files have: articles, and endings of names. Asked alone they bring as many files as a search may, and none that was wanted; servents
 * index them like all others (2-search, 1.3), so with another word beside them they are asked as they are.
 */
final class Commonplace {
    private static final Set<String> WORDS = Set.of(
            "the", "and", "mp3", "ogg", "wma", "wav", "flac", "avi", "mpg", "mpeg", "mp4", "mkv", "wmv", "jpg", "jpeg", "png", "gif", "txt", "pdf", "zip",
            "rar", "exe", "www", "com");
    private static final int SHORTEST_TELLING = 3; // bytes, so one Chinese character is enough; shorter ones are in no hash vector: 2-search, 1.3

    private Commonplace() {}

    /** Is no other word in it that finds anything? */
    static boolean isAll(SearchText text) {
        return text.words().stream().allMatch(word -> word.getBytes(StandardCharsets.UTF_8).length < SHORTEST_TELLING || WORDS.contains(word));
    }
}
