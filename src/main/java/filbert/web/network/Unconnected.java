package filbert.web.network;

import filbert.servent.Refusal;
import filbert.web.Saying;
import org.jspecify.annotations.Nullable;

/** Why we are not connected, as a sentence. */
public final class Unconnected {
    private Unconnected() {}

    /** Its arguments are the host, and the words of that host or of the system. */
    public static @Nullable Saying why(Refusal refusal) {
        return refusal.isEmpty() ? null : Saying.of("network.refused." + refusal.kind().key(), refusal.who(), refusal.words());
    }
}
