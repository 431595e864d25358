package filbert.net;

import filbert.identity.HostAddress;
import java.io.IOException;
import java.util.Locale;

/** A port could not be opened; the message says in plain words why, for the log. */
public final class PortTakenException extends IOException {
    private static final long serialVersionUID = 1;

    private final int port;
    private final boolean taken;

    /** @param transport TCP or UDP */
    public PortTakenException(String transport, HostAddress at, Throwable cause) {
        super(transport + " " + at + " cannot be opened: " + why(String.valueOf(cause.getMessage())), cause);
        port = at.port();
        taken = inUse(String.valueOf(cause.getMessage()));
    }

    public int port() {
        return port;
    }

    /** Does another program have it? Otherwise the message says why. */
    public boolean taken() {
        return taken;
    }

    private static boolean inUse(String words) {
        return words.toLowerCase(Locale.ROOT).contains("in use");
    }

    /** The transports word it differently; the end is always the C library's. */
    private static String why(String words) {
        return inUse(words) ? "another program has that port" : words.replaceFirst("^.*failed with error\\(-?\\d+\\): ", "");
    }
}
