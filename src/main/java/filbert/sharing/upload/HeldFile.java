package filbert.sharing.upload;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The file a connection was sent last, kept open for its next range, and closed with the connection. Confined to the link's loop. */
final class HeldFile {
    private @Nullable OpenFile file;
    private boolean closed;

    /** Holds this one now, and no other; after the end, none. */
    void hold(OpenFile next) {
        close();
        if (closed) {
            next.close();
        } else {
            file = next;
        }
    }

    boolean is(ServedFile wanted) {
        return file != null && file.file().equals(wanted);
    }

    /** The one held, if it is this: the caller's from now on. */
    Optional<OpenFile> take(ServedFile wanted) {
        if (!is(wanted)) {
            return Optional.empty();
        }
        var taken = Optional.ofNullable(file);
        file = null;
        return taken;
    }

    private void close() {
        if (file != null) {
            file.close();
            file = null;
        }
    }

    void closeForGood() {
        closed = true;
        close();
    }
}
