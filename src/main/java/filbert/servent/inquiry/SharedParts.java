package filbert.servent.inquiry;

import filbert.identity.Sha1;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What we can give of files that are still on their way to us. Implemented by the downloads. */
public interface SharedParts {
    /** Where nothing is on its way. */
    SharedParts NONE = (_, then) -> then.accept(Optional.empty());

    /**
     * Called on the owner, returns at once.
     *
     * @param then told on the owner, at once or later, what of it the network may fetch now; nothing of what it may not see
     */
    void look(Sha1 content, Consumer<Optional<List<Range>>> then);

    /** Bytes {@code from} to {@code last}, inclusive. */
    record Range(long from, long last) {}
}
