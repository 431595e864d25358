package filbert.sharing.browse;

import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.servent.search.Source;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a host says it shares.
 *
 * @param status HTTP status of a refusal, else 0
 * @param words the host's words or what went wrong: data from the network
 * @param bytes received, as they came
 */
public record HostListing(HostAddress address, State state, int status, String words, List<Shared> files, long bytes, Instant asked) {
    public HostListing {
        files = List.copyOf(files);
    }

    /** How far it is. */
    public enum State {
        CALLING,
        /** It cannot be called and was asked to call us. */
        WAITING,
        ARRIVING,
        COMPLETE,
        /** Ended early: more than we take. */
        TOO_LONG,
        REFUSED,
        NOT_REACHED,
        /** It cannot be called, and did not call. */
        NOT_CALLED,
        TIMED_OUT,
        /** What came is no list. */
        BROKEN;

        public boolean ended() {
            return this != CALLING && this != WAITING && this != ARRIVING;
        }
    }

    /**
     * A file of it.
     *
     * @param folder parts of a path as the host says, for people to read; never a path on disk
     * @param source how it is fetched
     */
    public record Shared(List<String> folder, String name, long size, Optional<Sha1> sha1, Optional<TigerRoot> tigerRoot, Source source) {
        public Shared {
            folder = List.copyOf(folder);
        }
    }
}
