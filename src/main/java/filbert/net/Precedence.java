package filbert.net;

/** Who goes first where a {@link TokenBucket} has not enough for all. */
public enum Precedence {
    /** What keeps us on the network: messages, datagrams, requests and the heads of replies. */
    CONTROL,
    /** The bytes of files. */
    BULK
}
