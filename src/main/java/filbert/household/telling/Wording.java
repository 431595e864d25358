package filbert.household.telling;

/** What notices say in words. */
public interface Wording {
    /** One line. */
    String title(Notice notice);
}
