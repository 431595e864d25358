package filbert.household;

/**
 * Something that wants a hand, or to be known, as the first page shows it until somebody dismisses it.
 *
 * @param cause message key below {@code banner.}
 * @param which tells it from others of its cause, such as a path; or empty
 * @param extent how much of it there is: who dismissed less sees it again
 */
public record Banner(Grade grade, String cause, String which, long extent) {
    private static final int MARK = 8; // letters of a digest: a path may be long, and say much

    /** In the order in which they are shown. */
    public enum Grade {
        DANGER,
        WARNING,
        NEWS
    }

    static Banner of(Grade grade, String cause) {
        return new Banner(grade, cause, "", 1);
    }

    /** The same as long as it is about the same. */
    public String id() {
        return which.isEmpty() ? cause : cause + "-" + Secrets.digest(which).substring(0, MARK);
    }
}
