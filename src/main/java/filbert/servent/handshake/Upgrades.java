package filbert.servent.handshake;

import filbert.wire.header.HeaderBlock;

/** How a peer says TLS in its blocks (1-connect, 4.3). */
final class Upgrades {
    static final int BAD_REQUEST = 400;
    static final String HEADER_MISSING = "Upgrade Header Missing"; // gtk-gnutella's words

    private Upgrades() {}

    /** Is TLS what it would change over to? */
    static boolean toTls(HeaderBlock block) {
        return PeerCapabilities.lists(block, "Upgrade", OurHeaders.UPGRADE);
    }

    /** Does it change over, as things stand, once the handshake is done? */
    static boolean committed(HeaderBlock block) {
        return block.get("Connection").filter("upgrade"::equalsIgnoreCase).isPresent();
    }
}
