package filbert.servent.spam;

import filbert.identity.Sha1;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What somebody of the household said of one result.
 *
 * @param id the store's; 0 before it is stored
 * @param hosts who offered it, at most {@value #MOST_HOSTS}
 */
public record Lesson(
        long id, long person, Verdict verdict, Optional<Sha1> sha1, String name, long size, List<InetAddress> hosts, Instant made) {
    static final int MOST_HOSTS = 8;

    /** What it was called. */
    public enum Verdict {
        SPAM,
        NOT_SPAM
    }

    public Lesson {
        hosts = hosts.stream().limit(MOST_HOSTS).toList();
    }
}
