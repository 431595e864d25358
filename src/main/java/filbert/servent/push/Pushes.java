package filbert.servent.push;

import filbert.identity.Guid;

/** Asks a servent that cannot be called to call us (3-transfer, 3.9). Owner only. */
public interface Pushes {
    /** @return false when no neighbour knows the way or we could not be called ourselves */
    boolean ask(Guid servent, long index);
}
