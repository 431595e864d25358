package filbert.household.telling;

import java.net.InetAddress;
import java.util.function.Predicate;

/** Takes letters where they belong. */
public interface Postman {
    /**
     * Blocks until the other side has answered, ten seconds at most. Follows no redirect.
     *
     * @param admitted addresses it may be taken to: what a name leads to is asked of it, and nothing else is called
     * @return the status of the answer
     * @throws UndeliverableException when there is none
     */
    int post(Letter letter, Predicate<InetAddress> admitted) throws UndeliverableException;

    /** Why a letter did not arrive, without a word of what it was or where it went. */
    final class UndeliverableException extends Exception {
        private static final long serialVersionUID = 1;

        private final String key;

        /** @param key message key below {@code webhook.result.}: {@code forbidden, unknown-host, unreachable, timeout, tls} or {@code broken} */
        public UndeliverableException(String key) {
            super(key);
            this.key = key;
        }

        public String key() {
            return key;
        }
    }
}
