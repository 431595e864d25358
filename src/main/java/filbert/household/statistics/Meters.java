package filbert.household.statistics;

import filbert.household.Volume;
import filbert.sharing.download.DownloadView;
import java.util.List;

/** What is measured. Methods may wait a little. */
public interface Meters {
    /** Since the start. */
    Volume volume();

    /** Neighbours now. */
    int peers();

    /** Queries of strangers since the start. */
    long queries();

    /** Running uploads now. */
    int uploads();

    List<DownloadView> downloads();
}
