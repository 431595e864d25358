package filbert.servent.routing;

/** Where a message came from, and so where its answers go. */
sealed interface Origin permits Peer, Ourselves, Caller {}
