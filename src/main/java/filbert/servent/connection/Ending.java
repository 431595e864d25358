package filbert.servent.connection;

import org.jspecify.annotations.Nullable;
import java.io.IOException;

/** How a connection came to its end (1-connect, 5.4). */
public sealed interface Ending {
    /** The peer said Bye. */
    record PeerSaidBye(int code, String reason) implements Ending {}

    /** The peer or the network closed without a word, which is LimeWire's usual way to leave. */
    record PeerClosed(@Nullable IOException cause) implements Ending {}

    /** We closed. */
    record WeClosed(int code, String reason) implements Ending {}

    /** For people and the log. */
    default String words() {
        return switch (this) {
            case PeerSaidBye(var code, var reason) -> "Bye " + code + " " + reason;
            case PeerClosed(var cause) -> cause == null ? "closed by the peer" : "connection lost: " + cause.getMessage();
            case WeClosed(var code, var reason) -> "closed by us: " + code + " " + reason;
        };
    }
}
