package filbert.household;

/** Where commands note what somebody did. Never what was searched for. Returns at once. */
@FunctionalInterface
public interface Diary {
    Diary NONE = (_, _, _) -> {};

    /** @param kind a message key below {@code event.}; {@code subject} is what it was done to, or empty */
    void note(Person person, String kind, String subject);
}
