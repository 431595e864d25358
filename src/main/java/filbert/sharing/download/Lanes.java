package filbert.sharing.download;

import filbert.identity.Sha1;
import filbert.sharing.download.disk.Lane;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * The lanes of contents nobody wants any more, as long as something is still to be done on them: whoever wants one of them again works behind what tidies
 * up, not beside it. Owner only.
 */
final class Lanes {
    private final Executor workers;
    private final Map<Sha1, Lane> busy = new HashMap<>();

    Lanes(Executor workers) {
        this.workers = workers;
    }

    /** For a content somebody begins to want. */
    Lane of(Sha1 content) {
        forgetIdle();
        var left = busy.get(content);
        return left == null ? new Lane(workers) : left;
    }

    /** Nobody wants the content any more. What is to be done on its lane now counts too. */
    void leave(Sha1 content, Lane lane) {
        forgetIdle();
        busy.put(content, lane);
    }

    private void forgetIdle() {
        busy.values().removeIf(Lane::idle);
    }
}
