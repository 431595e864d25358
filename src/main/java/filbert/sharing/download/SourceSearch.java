package filbert.sharing.download;

import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.servent.search.Source;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The way to ask the network who else has a file. Owner only. */
public interface SourceSearch {
    /** Where nobody can be asked. */
    SourceSearch NONE = new SourceSearch() {
        @Override
        public boolean anybodyToAsk() {
            return false;
        }

        @Override
        public boolean byItself() {
            return false;
        }

        @Override
        public Optional<String> look(Sha1 content, String name, boolean byHash, Consumer<List<Source>> found) {
            return Optional.of("nobody-to-ask");
        }
    };

    boolean anybodyToAsk();

    /** May it be done without anybody's asking for it? What our handshake says of us depends on it (1-connect, 3.3, {@code X-Requeries}). */
    boolean byItself();

    /**
     * @param byHash rather than by name
     * @param found told on the owner, again whenever there are more
     * @return a message key below {@code download.look.} when that is not possible now
     */
    Optional<String> look(Sha1 content, String name, boolean byHash, Consumer<List<Source>> found);

    /**
     * Asks one host by datagram whether it has this.
     *
     * @param then told on the owner if it answers
     * @return false when it cannot be asked now
     */
    default boolean sound(HostAddress host, Sha1 content, Consumer<Sounding> then) {
        return false;
    }
}
