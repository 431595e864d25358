package filbert.servent.handshake;

/** What a handshake says of TLS (1-connect, 4.3). */
public enum Encryption {
    /** We do not speak it. */
    NONE,
    /** We speak it, but do not offer it on this link: it is inside TLS already, or the peer failed at it lately. */
    SPOKEN,
    /** We would change over to it behind the handshake. */
    OFFERED
}
