package filbert.net.gateway;

import filbert.event.Signal;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Keeps our port open on the router for as long as wanted. Safe from any thread. */
public interface PortKeeper {
    /** The router there is, whether it was asked or not. Sends nothing; may block for a file. */
    Optional<Gateway> gateway();

    /** What the router said. */
    MapperView view();

    /** Asks the router to open this port, TCP and UDP, and keeps it open until {@link #close}; again at once when it is open already. */
    void open(int wanted);

    /** Asks which of the three the router speaks. What is open stays open. */
    void probe();

    /** Takes the port back. The stage ends when the router has been told, or has not answered. */
    CompletionStage<Void> close();

    /** Raised after every step. */
    Signal changed();
}
