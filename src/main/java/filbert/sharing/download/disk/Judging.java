package filbert.sharing.download.disk;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Complete slices are hashed beside the lane, while writing goes on there. All of it on the lane. */
final class Judging {
    private static final int MOST_AT_ONCE = 2; // one thread hashes slower than a fast line brings

    private final Workbench bench;
    private final Consumer<PartialFile.Verdict> judged;
    private final Consumer<PartialFile> settled;
    private int underWay;
    private boolean settling; // somebody wants to know when all is judged

    /** @param settled told when {@link #settle} was asked for, all is judged and synced */
    Judging(Workbench bench, Consumer<PartialFile.Verdict> judged, Consumer<PartialFile> settled) {
        this.bench = bench;
        this.judged = judged;
        this.settled = settled;
    }

    void settle(PartialFile open) throws IOException {
        settling = true;
        judgeDue(open);
    }

    void judgeDue(PartialFile open) throws IOException {
        for (var job = nextDue(open); job.isPresent(); job = nextDue(open)) {
            underWay++;
            judge(open, job.get());
        }
        if (settling && underWay == 0) {
            settling = false;
            open.sync();
            settled.accept(open);
        }
    }

    private Optional<PartialFile.Due> nextDue(PartialFile open) {
        return underWay < MOST_AT_ONCE ? open.nextDue() : Optional.empty();
    }

    private void judge(PartialFile open, PartialFile.Due job) {
        var right = new AtomicBoolean();
        bench.aside(open, () -> right.set(open.hashesRight(job)), () -> {
            underWay--;
            open.judged(job, right.get()).ifPresent(judged);
            judgeDue(open);
        });
    }
}
