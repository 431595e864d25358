package filbert.store;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;

/** Says once that the database is away, and once that it is back, however many ask for it meanwhile. Thread-safe. */
final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private final AtomicBoolean away = new AtomicBoolean();

    void began(DataAccessResourceFailureException failure) {
        if (away.compareAndSet(false, true)) {
            var cause = failure.getMostSpecificCause().getMessage();
            LOG.warn("The database does not answer: {}. What people do is refused until it is back.", cause == null ? failure : cause.lines().findFirst().orElse(cause));
            LOG.debug("outage", failure);
        }
    }

    void isOver() {
        if (away.get() && away.compareAndSet(true, false)) {
            LOG.info("The database answers again.");
        }
    }
}
