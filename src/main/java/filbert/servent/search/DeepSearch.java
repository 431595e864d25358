package filbert.servent.search;

import filbert.identity.Guid;
import filbert.servent.dynamicquery.Outcome;
import filbert.wire.message.Query;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** Asks ultrapeers beyond our neighbours one by one, by datagram (2-search, section 8). Implemented by {@code guess}; called on the owner. */
public interface DeepSearch {
    /** For servents that send no datagrams. */
    DeepSearch NONE = new DeepSearch() {
        @Override
        public Optional<String> obstacle() {
            return Optional.of("deeper-unreachable");
        }

        @Override
        public void start(Guid query, Function<byte[], Query> withKey, IntSupplier results, Outcome outcome) {
            throw new IllegalStateException("bug: nobody asked whether this is possible");
        }

        @Override
        public void end(Guid query) {}
    };

    /** Why it cannot start now: a key below {@code search.refused.}; empty when it can. */
    Optional<String> obstacle();

    /**
     * Begins to ask.
     *
     * @param withKey the query for an ultrapeer that gave this key
     * @param results that came back since, and are of use
     * @param outcome hears of every host asked; {@code ended} is called once, unless {@link #end} was
     */
    void start(Guid query, Function<byte[], Query> withKey, IntSupplier results, Outcome outcome);

    /** Nobody wants this one any more. */
    void end(Guid query);
}
