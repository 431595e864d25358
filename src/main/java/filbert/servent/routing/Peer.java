package filbert.servent.routing;

import filbert.servent.connection.Neighbour;

/** A neighbour, with what routing remembers about it. Confined to the owner. */
final class Peer implements Origin {
    final Neighbour neighbour;

    Peer(Neighbour neighbour) {
        this.neighbour = neighbour;
    }
}
