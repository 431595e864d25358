package filbert.sharing.download;

import filbert.identity.TigerRoot;
import filbert.sharing.download.http.Exchange;
import filbert.sharing.hashing.TreeRow;
import java.time.Duration;

/** A worker's request for the file's tree. Owner only. */
final class TreeErrand implements TreeExchange.Listener {
    private static final Duration LATER = Duration.ofMinutes(5); // ours

    private final Worker worker;
    private final Fetching fetching;
    private final Candidate candidate;
    private final Host host;
    private final TigerRoot root;

    TreeErrand(Worker worker, Fetching fetching, Candidate candidate, Host host, TigerRoot root) {
        this.worker = worker;
        this.fetching = fetching;
        this.candidate = candidate;
        this.host = host;
        this.root = root;
    }

    @Override
    public void proved(TreeRow row) {
        host.manners().sends();
        fetching.proof().proved(row);
    }

    @Override
    public void refused(String why) {
        host.refused(candidate);
        candidate.wares().refusedTree(root);
    }

    @Override
    public void later() {
        host.refused(candidate);
        candidate.wares().treeLater(fetching.around().now() + LATER.toNanos());
    }

    @Override
    public void replied(Exchange.Ending ending) {
        worker.asked(ending);
        fetching.proof().askedInVain(candidate);
        worker.treeReplied(ending);
    }
}
