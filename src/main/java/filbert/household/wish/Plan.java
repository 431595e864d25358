package filbert.household.wish;

import filbert.household.Narrowing;
import java.time.Duration;

/**
 * What somebody wishes for.
 *
 * @param name what the person calls it
 * @param query the words, as typed
 * @param narrowing which of the files found count
 * @param every how long until it is asked again
 * @param told is its person told of what is new?
 */
public record Plan(String name, String query, Narrowing narrowing, Duration every, boolean told, Taking taking) {
    /** Ours: twice the least that 2-search, section 10 demands between automatic repeats. */
    public static final Duration SHORTEST = Duration.ofHours(1);

    public static final Duration LONGEST = Duration.ofDays(7);

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_QUERY = 200; // 2-search, 1.3

    /** A blank name becomes the words. @throws IllegalArgumentException with a message key below {@code wishes.problem.} */
    public Plan {
        query = query.strip();
        name = name.isBlank() ? query.substring(0, Math.min(LONGEST_NAME, query.length())) : name.strip();
        if (query.isEmpty()) {
            throw new IllegalArgumentException("wishes.problem.words");
        }
        if (query.length() > LONGEST_QUERY) {
            throw new IllegalArgumentException("wishes.problem.words-long");
        }
        if (name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("wishes.problem.name");
        }
        if (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("wishes.problem.every");
        }
    }
}
