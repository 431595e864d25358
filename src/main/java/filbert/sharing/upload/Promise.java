package filbert.sharing.upload;

import java.util.Collection;

/** What becomes of the owner's word that one who waits is to be sent its file out of turn, beside the slots. */
public enum Promise {
    /** It gets the file when it asks next; where it can be called it is called now. */
    GIVEN,
    /** {@link #MOST} are served or expected beside the slots already. */
    TOO_MANY,
    /** Nobody has this number in the line. */
    ABSENT;

    /** Beside the slots at once: ours, so that a moment's kindness does not take the line from those who were sent files before. */
    public static final int MOST = 4;

    /** @param beside how many are served beside the slots now */
    static Promise to(Collection<Waiter> waiters, long number, int beside, long nanos) {
        var waiter = waiters.stream().filter(one -> one.number == number).findFirst();
        if (waiter.isEmpty()) {
            return ABSENT;
        }
        if (waiter.get().promised) {
            return GIVEN;
        }
        if (beside + waiters.stream().filter(one -> one.promised).count() >= MOST) {
            return TOO_MANY;
        }
        waiter.get().promise(nanos);
        return GIVEN;
    }
}
