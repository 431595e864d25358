package filbert.servent.handshake;

/**
 * What both sides settled in a handshake.
 *
 * @param inflate the peer's messages arrive as one zlib stream
 * @param deflate ours leave as one
 */
public record Agreement(PeerCapabilities peer, boolean inflate, boolean deflate) {}
