package filbert.wire.message;

/**
 * What servents say to each other behind the 23-byte header (Gnutella 0.6, 2.2). Records only: they hold no buffers, and what was not
 * understood stays in them as bytes.
 */
public sealed interface Message
        permits Ping, Pong, Bye, QrpReset, QrpPatch, Vendor, Push, Query, QueryHit, Unknown {}
