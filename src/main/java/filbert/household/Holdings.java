package filbert.household;

import filbert.identity.Sha1;
import java.util.Collection;
import java.util.Set;

/** What the library has, as far as somebody may know of it. May block. */
public interface Holdings {
    /** Those of these contents that are in a folder this person sees. */
    Set<Sha1> of(long person, Collection<Sha1> contents);
}
