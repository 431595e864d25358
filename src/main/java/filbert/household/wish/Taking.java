package filbert.household.wish;

/**
 * What a wish may download on its own; of what its filter leaves, never a program, never what may be spam, never what the house has.
 *
 * @param most files in all: then the wish is satisfied and rests; 0 for none at all
 * @param aDay files on one day
 * @param leastSources that a file must have
 * @param choice which of those
 */
public record Taking(int most, int aDay, int leastSources, Choice choice) {
    public static final Taking NOTHING = new Taking(0, 1, 1, Choice.BEST);

    static final int MOST = 1_000;
    static final int MOST_A_DAY = 50;
    static final int MOST_SOURCES = 100;

    /** Message keys are {@code wishes.choice.} and the name in small letters. */
    public enum Choice {
        /** Of each run only what most sources have. */
        BEST,
        ALL
    }

    /** @throws IllegalArgumentException with a message key below {@code wishes.problem.} */
    public Taking {
        if (most < 0 || most > MOST || aDay < 1 || aDay > MOST_A_DAY || leastSources < 1 || leastSources > MOST_SOURCES) {
            throw new IllegalArgumentException("wishes.problem.taking");
        }
    }

    public boolean takes() {
        return most > 0;
    }
}
