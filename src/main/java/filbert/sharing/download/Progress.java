package filbert.sharing.download;

import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.disk.DiskTrouble;
import filbert.sharing.download.disk.Storage;
import filbert.sharing.hashing.TreeRow;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What becomes of one download while it is worked at, as its row, its page and the queue are to know it. Owner only. */
final class Progress implements Outcome {
    /** Message key below {@code download.reason.}. */
    static final String MOVING = "moving";

    private final Download download;
    private final Engine engine;
    private final Endings endings;
    private final BiConsumer<Download, String> failure;
    private final Round round;
    private final int beginning;

    /**
     * @param failure told when the bytes are not what was wanted, and why
     * @param round to be planned when others may work now, or something is to be seen
     */
    Progress(Download download, Engine engine, Endings endings, BiConsumer<Download, String> failure, Round round) {
        this.download = download;
        this.engine = engine;
        this.endings = endings;
        this.failure = failure;
        this.round = round;
        beginning = download.beginning();
    }

    @Override
    public void sizeKnown() {
        endings.save(download);
        if (download.size() == 0) {
            download.endFetching();
            endings.publishEmpty(download, round::plan);
        }
    }

    @Override
    public void progress(Storage.Contents contents) {
        if (download.beginning() == beginning) {
            download.progress(contents);
        }
        round.show();
    }

    @Override
    public void checking(long bytes) {
        download.becomes(State.CHECKING, "checking", Long.toString(bytes * 100 / Math.max(1, download.size())), engine.now());
        round.show();
    }

    @Override
    public void publishing() {
        download.becomes(State.CHECKING, MOVING, "", engine.now());
    }

    @Override
    public void published(Path path, Optional<TreeRow> row) {
        download.fetching(null);
        endings.done(download, path, row);
        round.plan();
    }

    @Override
    public void surprised(Storage.Contents contents) {
        download.fetching(null);
        progress(contents);
        download.becomes(State.QUEUED);
        round.plan();
    }

    @Override
    public void mismatch() {
        download.fetching(null);
        failure.accept(download, Endings.MISMATCH);
        round.plan();
    }

    @Override
    public void anotherFile() {
        download.fetching(null);
        failure.accept(download, Endings.ANOTHER_FILE);
        round.plan();
    }

    @Override
    public void troubled(DiskTrouble trouble) {
        download.fetching(null);
        endings.troubled(download, trouble);
        round.plan();
    }

    @Override
    public void starved() {
        download.endFetching();
        download.becomes(State.QUEUED, "", "", engine.now() + Round.TICK.toNanos());
        round.plan();
    }

    @Override
    public void somethingChanged() {
        round.plan();
    }
}
