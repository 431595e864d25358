package filbert.servent.topology;

import java.util.Locale;

/** Which network to join. */
public enum NetworkMode {
    /** The public Gnutella network. */
    PUBLIC,
    /** Servents of the local network, which find each other. */
    LAN,
    /** Only the hosts listed, and who calls from our own network: for friends or tests. */
    PRIVATE,
    /** The practice network inside this process. */
    PRACTICE;

    /** As settings spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
