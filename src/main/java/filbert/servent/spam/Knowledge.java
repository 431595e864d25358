package filbert.servent.spam;

import filbert.identity.Sha1;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;

/**
 * What is known about junk and unwanted hosts at one moment. Another one is made whenever anything of it changes, so whoever judged by it may remember
 * that by the object itself.
 *
 * @param blocked addresses the owner blocked by hand
 */
public record Knowledge(SpamLists lists, Lessons lessons, Set<InetAddress> blocked) {
    public static final Knowledge NONE = new Knowledge(SpamLists.NONE, Lessons.NONE, Set.of());

    public Knowledge {
        blocked = Set.copyOf(blocked);
    }

    /** Is nothing done with this address, because somebody here said so or gave a list that does? */
    public boolean blocks(InetAddress ip) {
        return blocked.contains(ip) || lists.hostiles().contains(ip);
    }

    /** Is this content on a list? */
    public boolean blocks(Optional<Sha1> content) {
        return content.filter(lists::lists).isPresent();
    }

    public boolean blocksAnybody() {
        return !blocked.isEmpty() || lists.hostiles().ranges() > 0;
    }
}
