package filbert.servent.routing;

import filbert.event.Signal;
import java.util.function.Consumer;

/** The words of what this servent shares, for its query routing table. */
public interface SharedWords {
    /** Every distinct canonical word of every file visible to the network. Any thread; the set may be slightly old. */
    void words(Consumer<String> each);

    /** Texts that are looked for as a whole: the schemas of what is shared (2-search, 4.2). Any thread; may be slightly old. */
    default void wholes(Consumer<String> each) {}

    /** Raised when what is shared changed. */
    Signal changed();
}
