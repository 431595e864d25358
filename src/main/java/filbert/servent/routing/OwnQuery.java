package filbert.servent.routing;

import filbert.identity.Guid;
import filbert.servent.connection.Neighbour;
import filbert.servent.qrp.QueryHashes;
import filbert.wire.message.Query;
import java.util.HashSet;
import java.util.Set;

/** A query of our own, and who has been asked. Confined to the owner. */
public final class OwnQuery {
    final Guid guid;
    final Query query;
    final QueryHashes hashes;
    final Set<Long> asked = new HashSet<>();
    private final int askedBefore;

    public OwnQuery(Guid guid, Query query) {
        this(guid, query, 0);
    }

    private OwnQuery(Guid guid, Query query, int askedBefore) {
        this.guid = guid;
        this.askedBefore = askedBefore;
        this.query = query;
        this.hashes = QueryHashes.of(query);
    }

    public Guid guid() {
        return guid;
    }

    public Query query() {
        return query;
    }

    /** What it looks for in tables. */
    public QueryHashes hashes() {
        return hashes;
    }

    /** Somebody was asked elsewhere. */
    public void asked(Neighbour neighbour) {
        asked.add(neighbour.id());
    }

    /** The same search in other words, to be asked of everybody anew. */
    public OwnQuery again(Query inOtherWords) {
        return new OwnQuery(guid, inOtherWords, asked());
    }

    /** Neighbours asked so far. */
    public int asked() {
        return askedBefore + asked.size();
    }
}
