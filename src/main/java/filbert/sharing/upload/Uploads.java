package filbert.sharing.upload;

import filbert.event.Signal;
import java.net.InetAddress;
import java.util.List;

/** What others fetch from us. Every method is safe from any thread that may block. */
public interface Uploads {
    /** Running first, then lately ended ones, newest first. */
    List<UploadView> view();

    /** Those who wait for a slot, first come first. */
    List<WaitingView> queue();

    /** Bytes per second over all. */
    long rate();

    /** @return false when it is not running */
    boolean cancel(long id);

    /** Takes a place in the queue away. @return false when nobody has that {@link WaitingView#number} */
    boolean dismiss(long number);

    /**
     * Ends whatever an address is being sent, and takes its places in the queue away.
     *
     * @return how many of both
     */
    int cancelAll(InetAddress of);

    /** Gives one who waits a place beside the slots, by {@link WaitingView#number}. */
    Promise promise(long number);

    Signal changed();
}
