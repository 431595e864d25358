package filbert.servent.push;

import filbert.identity.Guid;
import filbert.servent.search.Source;

/** Asks a servent that cannot be called to call us (3-transfer, 3.9). Owner only, unless said otherwise. */
public interface Pushes {
    /** @return false when there is no way to it, we could not be called ourselves, or it was asked too often just now */
    boolean ask(Source source);

    /** Somebody says GIV in the name of this servent: did we ask for it within the last minute? Each push is claimed once. */
    boolean claim(Guid servent);

    /** How we can be called ourselves. Any thread. */
    default Whereabouts whereabouts() {
        return Whereabouts.UNKNOWN;
    }
}
