package filbert.servent.search;

import filbert.identity.Sha1;
import java.util.List;
import java.util.function.Consumer;

/** Asks the network who else has a file, for nobody's list: nothing of it is shown or stored. Owner only. */
public interface SourceSeeker {
    /** How to ask. Queries by hash are dropped by many, and find what goes by another name (2-search, 2.3). */
    enum By {
        NAME,
        HASH
    }

    /** Is there anybody to ask? */
    boolean anybodyToAsk();

    /**
     * Counts as one of the household's searches.
     *
     * @param name of the file; asked for by hash when it has no word anybody could look up
     * @param found told on the owner, again whenever there are more
     * @throws UnsearchableException when there have been too many searches lately
     */
    void seek(Sha1 content, String name, By by, Consumer<List<Source>> found);

    /** @param listener told on the owner what each search found, whoever asked, when it ends and when its last hits are in */
    void tellFound(Consumer<List<FoundFile>> listener);
}
