package filbert.household.results;

import filbert.identity.Sha1;
import filbert.servent.search.FoundLine;
import java.util.Set;

/**
 * Contents that are here or on their way.
 *
 * @param owned known only where they are hidden: of a long list the library is not asked without need
 */
record Had(Set<Sha1> owned, Set<Sha1> queued) {
    static final Had NOTHING = new Had(Set.of(), Set.of());

    boolean is(Hiding what, FoundLine line) {
        return switch (what) {
            case SPAM -> line.isSpam();
            case BLOCKED -> line.blocked();
            case OWNED -> line.sha1().filter(owned::contains).isPresent();
            case QUEUED -> line.sha1().filter(queued::contains).isPresent();
        };
    }
}
