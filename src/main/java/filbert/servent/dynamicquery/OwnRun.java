package filbert.servent.dynamicquery;

import filbert.servent.connection.Neighbour;
import filbert.servent.routing.OwnQuery;
import filbert.servent.routing.Prospect;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** A search of the household's. */
final class OwnRun extends Run {
    private final OwnQuery own;
    private final IntSupplier results;
    private final Outcome outcome;

    OwnRun(OwnQuery own, Payload payload, Course course, IntSupplier results, Outcome outcome) {
        super(payload, course);
        this.own = own;
        this.results = results;
        this.outcome = outcome;
    }

    @Override
    @Nullable Neighbour leaf() {
        return null;
    }

    @Override
    int results() {
        return results.getAsInt();
    }

    @Override
    void asked(Prospect to, int asked, long hosts) {
        own.asked(to.neighbour());
        outcome.asked(hosts);
    }

    @Override
    void ended(Why why) {
        outcome.ended(why);
    }
}
