package filbert.sharing.upload;

import filbert.servent.search.Listing;
import java.util.List;

/** The list of all we share with the network, page by page. Owner only. */
public interface Listed {
    Listed NOTHING = (index, _) -> new Listing.Page(List.of(), index, 0);

    /** @param index 0 for the first page */
    Listing.Page behind(long index, int atMost);
}
