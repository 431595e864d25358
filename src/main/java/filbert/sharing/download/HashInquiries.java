package filbert.sharing.download;

import filbert.servent.search.Source;
import filbert.sharing.download.ToldHash.Untold;
import filbert.sharing.download.ToldHash.Why;
import java.util.concurrent.CompletableFuture;

/** Hosts that are asked for hashes, a few at once. */
final class HashInquiries {
    private static final int MAX_AT_ONCE = 8; // ours: each is a click somebody waits for

    private final Engine engine;
    private int running; // owner

    HashInquiries(Engine engine) {
        this.engine = engine;
    }

    /** From any thread. */
    CompletableFuture<ToldHash> ask(Source source, long size) {
        var answer = new CompletableFuture<ToldHash>();
        engine.owner().execute(() -> {
            if (running >= MAX_AT_ONCE || size <= 0) {
                answer.complete(new Untold(size <= 0 ? Why.NO_HASH : Why.BUSY));
                return;
            }
            running++;
            new HashInquiry(engine, source, size).begin().thenAccept(told -> {
                running--;
                answer.complete(told);
            });
        });
        return answer;
    }
}
