package filbert.household.telling;

/**
 * Something of Filbert itself that wants the owner's hand.
 *
 * @param cause message key below {@code notice.trouble.}, at most 40 letters
 * @param which tells it from others of its cause: what is the same here is the same trouble; may be empty
 * @param subject what it is about, such as a path, as it is told; escape when shown
 * @param count how many are in it
 * @param link the page where a hand can be lent
 */
public record Trouble(String cause, String which, String subject, int count, String link) {
    Notice notice(int count) {
        return new Notice(Notice.Kind.TROUBLE, cause, subject, count, link);
    }
}
