package filbert.servent.search;

import filbert.wire.message.QueryHit;
import java.util.ArrayList;
import java.util.List;

/** The list of all files visible to the network, as hits, page by page (3-transfer, 3.10). Confined to the owner. */
public final class Listing {
    private final LocalAnswers library;
    private final OwnHits hits;

    public Listing(LocalAnswers library, OwnHits hits) {
        this.library = library;
        this.hits = hits;
    }

    /**
     * A page.
     *
     * @param last the index to go on behind
     * @param files how many it lists; 0 at the end
     */
    public record Page(List<QueryHit> hits, long last, int files) {
        public Page {
            hits = List.copyOf(hits);
        }
    }

    /** @param index 0 for the first page */
    public Page behind(long index, int atMost) {
        var files = library.behind(index, atMost);
        var page = new ArrayList<QueryHit>();
        for (var start = 0; start < files.size(); start += OwnHits.MAX_RECORDS) {
            page.add(hits.listing(files.subList(start, Math.min(files.size(), start + OwnHits.MAX_RECORDS))));
        }
        return new Page(page, files.isEmpty() ? index : files.getLast().index(), files.size());
    }
}
