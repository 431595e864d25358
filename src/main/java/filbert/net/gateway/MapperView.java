package filbert.net.gateway;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the router said: immutable.
 *
 * @param attempts in the order in which they were made
 * @param grants what is open now, TCP first
 * @param by how it was opened, or would be
 * @param external the router's address as the outside sees it, if it said so
 * @param until when the shortest lease ends unless it is renewed; empty when nothing is open, or without an end
 * @param restarts how often the router was noticed to have started again
 */
public record MapperView(
        State state,
        Optional<Gateway> gateway,
        List<Attempt> attempts,
        List<Grant> grants,
        Optional<Method> by,
        Optional<InetAddress> external,
        Optional<Instant> until,
        int restarts) {
    static final MapperView UNASKED = new MapperView(
            State.UNASKED, Optional.empty(), List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty(), 0);

    /** How it stands. */
    public enum State {
        UNASKED,
        ASKING,
        /** This machine has no default gateway, or does not tell which. */
        NO_ROUTER,
        /** There is one, and it speaks none of the three. */
        NO_ANSWER,
        /** It speaks one of them; nothing is open because nothing was asked to be. */
        ANSWERED,
        REFUSED,
        /** TCP is open, UDP is not. */
        PARTLY,
        OPEN
    }

    public MapperView {
        attempts = List.copyOf(attempts);
        grants = List.copyOf(grants);
    }

    /** The port opened on the router; 0 for none. */
    public int outside(Transport transport) {
        return grants.stream().filter(grant -> grant.transport() == transport).mapToInt(Grant::outside).findFirst().orElse(0);
    }
}
