package filbert.servent.bootstrap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The world beyond the overlay, as far as looking for hosts needs it. Stages complete on any thread. */
public interface Outside {
    /** Resolves a name freshly, or reads a literal. Fails when it has no address. */
    CompletionStage<List<InetAddress>> resolve(String name);

    /**
     * One HTTP GET. Refuses addresses outside the servent's scope, gives up after ten seconds, reads no more than 64 KiB, follows nothing
     * (1-connect, 8.4).
     */
    CompletionStage<Page> get(URI from);

    /** @param location where a redirect leads, else empty */
    record Page(int status, String location, byte[] body) {}

    /** Knows no names and no pages. */
    static Outside nothing() {
        return new Outside() {
            @Override
            public CompletionStage<List<InetAddress>> resolve(String name) {
                return CompletableFuture.failedStage(new IOException("no names here: " + name));
            }

            @Override
            public CompletionStage<Page> get(URI from) {
                return CompletableFuture.failedStage(new IOException("no pages here: " + from));
            }
        };
    }
}
