package filbert.servent.topology;

import filbert.net.Link;
import filbert.servent.Refusal;
import filbert.servent.handshake.Agreement;
import filbert.servent.handshake.HandshakeLink;
import filbert.wire.header.HeaderBlock;

/** Where handshakes of both directions lead. Called on the owner. */
interface Arrivals {
    /** A peer said something: it may hold hints. */
    void heard(Link link, HeaderBlock block);

    /**
     * Both sides agree: the link is to become a neighbour.
     *
     * @param asUltrapeer what we said we are
     * @param chosen a person wanted it, so slots do not count
     */
    void settled(HandshakeLink handshake, Link link, Agreement agreement, boolean asUltrapeer, boolean chosen);

    /** A call of ours came to nothing. */
    void refused(Refusal why);
}
