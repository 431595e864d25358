package filbert.household;

import filbert.event.Signal;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The router of the house, as far as it lets strangers in to us, and what lies around us. Safe from any thread that may block. */
public interface Router {
    View view();

    /** Asks the router again; where no router is needed, does nothing. Returns at once. */
    void ask();

    /** Raised after every step. */
    Signal changed();

    /**
     * How it stands: immutable.
     *
     * @param wanted is it to be asked to open the port?
     * @param needed in a network without strangers no router is
     * @param attempts in the order in which they were made
     * @param method how it was opened, or would be; empty while unknown
     * @param tcp the port opened for TCP, 0 for none; {@code udp} likewise
     * @param external the router's address as the outside sees it, if it said so
     * @param behindAnother that address is none of the Internet: another router, or the provider, stands before ours
     * @param until when it closes unless it is renewed; null without an end
     * @param restarts how often the router was noticed to have started again
     */
    record View(
            boolean wanted,
            boolean needed,
            State state,
            Surroundings surroundings,
            List<Attempt> attempts,
            String method,
            int tcp,
            int udp,
            @Nullable InetAddress external,
            boolean behindAnother,
            @Nullable Instant until,
            int restarts) {
        public View {
            attempts = List.copyOf(attempts);
        }
    }

    /** How the asking stands. */
    enum State {
        UNASKED,
        ASKING,
        NO_ROUTER,
        NO_ANSWER,
        ANSWERED,
        REFUSED,
        PARTLY,
        OPEN
    }

    /**
     * One way of asking.
     *
     * @param method {@code pcp}, {@code nat-pmp} or {@code upnp}
     * @param result {@code asked, answered, opened, refused, not-spoken, silent} or {@code confused}
     * @param code the protocol's own number of a refusal; 0 without one
     * @param said why, in the router's or the document's words: escape when shown; may be empty
     */
    record Attempt(String method, String result, int code, String said) {}

    /**
     * What is known without asking anybody.
     *
     * @param local our address towards the router; {@code device} the network interface there
     * @param container inside a container, which has a network of its own
     * @param tunnel the network interface of a VPN that is up, or empty
     */
    record Surroundings(@Nullable InetAddress router, @Nullable InetAddress local, String device, boolean container, String tunnel) {
        public static final Surroundings UNKNOWN = new Surroundings(null, null, "", false, "");
    }
}
