package filbert.config;

import filbert.net.netty.OwnerThread;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Writes down now and then what is in memory meanwhile. A database that does not answer is told in the log; the next time is soon.
 *
 * @param what ends up in the log, to begin an English sentence
 */
record Bookkeeping(String what, Runnable keep) {
    private static final Logger LOG = LoggerFactory.getLogger(Bookkeeping.class);

    void every(Duration period, OwnerThread owner, Executor workers) {
        owner.execute(() -> owner.every(period, () -> workers.execute(this::now)));
    }

    void now() {
        try {
            keep.run();
        } catch (DataAccessException e) {
            LOG.warn("{} could not be written down: {}", what, e.getMessage());
        }
    }
}
