package filbert.servent.push;

import filbert.identity.Guid;

/** Asks a servent that cannot be called to call us (3-transfer, 3.9). Owner only. */
public interface Pushes {
    /** @return false when no neighbour knows the way, we could not be called ourselves, or it was asked too often just now */
    boolean ask(Guid servent, long index);

    /** Somebody says GIV in the name of this servent: did we ask for it within the last minute? Each push is claimed once. */
    boolean claim(Guid servent);
}
