package filbert.servent;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.Network;
import filbert.servent.bootstrap.HostStore;
import filbert.servent.connection.Traffic;
import filbert.servent.reception.Visitors;
import filbert.servent.search.LocalAnswers;
import filbert.servent.topology.Self;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * One servent: a listening port, a UDP socket, neighbours. Many fit into one process, with an owner thread each or one for all. Started and
 * stopped once.
 */
public final class Servent {
    /**
     * What surrounds a servent.
     *
     * @param random a secure source: GUIDs come from it
     */
    public record World(Network network, InstantSource clock, RandomGenerator random, HostStore hosts) {}

    /**
     * What lives above the overlay.
     *
     * @param traffic called once, while the servent is constructed, with its place on the network
     */
    public record Upstairs(Function<Self, Traffic> traffic, Visitors visitors, LocalAnswers library) {}

    public Servent(ServentSettings settings, Guid guid, World world, Upstairs upstairs) {}

    /**
     * Opens the port and begins to look for neighbours. May block: not for the owner or a loop.
     *
     * @throws IOException when the port is taken or the address is not ours; nothing stays open then
     */
    public void start() throws IOException {}

    /** Closes the port, says Bye to every neighbour and closes. Any thread; completes on the owner, within a few seconds. */
    public CompletionStage<Void> stop() {
        return CompletableFuture.completedFuture(null);
    }

    /** The port in use, once started. */
    public HostAddress listening() {
        throw new IllegalStateException("not started");
    }

    /** For people's threads. */
    public Overlay overlay() {
        throw new IllegalStateException("not started");
    }
}
