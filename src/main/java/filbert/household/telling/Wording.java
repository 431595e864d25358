package filbert.household.telling;

/** What notices say in words. */
public interface Wording {
    /** One line, in the language of {@code person}, whom nobody asks while it is written. */
    String title(Notice notice, long person);
}
