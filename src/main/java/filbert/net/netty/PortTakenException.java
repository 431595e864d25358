package filbert.net.netty;

import filbert.identity.HostAddress;
import java.io.IOException;
import java.util.Locale;

/** A port could not be opened; the message says in plain words why, for the log and the pages. */
final class PortTakenException extends IOException {
    private static final long serialVersionUID = 1;

    /** @param transport TCP or UDP */
    PortTakenException(String transport, HostAddress at, Throwable cause) {
        super(transport + " " + at + " cannot be opened: " + why(String.valueOf(cause.getMessage())), cause);
    }

    /** The transports word it differently; the end is always the C library's. */
    private static String why(String words) {
        var taken = words.toLowerCase(Locale.ROOT).contains("in use");
        return taken ? "another program has that port" : words.replaceFirst("^.*failed with error\\(-?\\d+\\): ", "");
    }
}
