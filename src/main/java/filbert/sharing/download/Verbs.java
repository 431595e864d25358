package filbert.sharing.download;

import filbert.identity.Sha1;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.adopt.Leftovers;
import filbert.sharing.download.disk.DiskTrouble;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What people want of one download of the {@link Roster}: each says whether it could be done. Owner only. */
final class Verbs {
    private final Engine engine;
    private final Endings endings;
    private final Takeovers takeovers;
    private final Round round;
    private final Consumer<Download> leaveQueues;

    /** @param leaveQueues gives its places in sources' queues to others who wait there */
    Verbs(Engine engine, Endings endings, Takeovers takeovers, Round round, Consumer<Download> leaveQueues) {
        this.engine = engine;
        this.endings = endings;
        this.takeovers = takeovers;
        this.round = round;
        this.leaveQueues = leaveQueues;
    }

    boolean pause(Download download) {
        return switch (download.state()) {
            case QUEUED, ACTIVE, CHECKING, PAUSED -> {
                download.endFetching();
                takeovers.halt(download);
                download.becomes(State.PAUSED);
                yield true;
            }
            case DONE, FAILED -> false;
        };
    }

    boolean resume(Download download) {
        if (download.state() != State.PAUSED) {
            return false;
        }
        download.becomes(State.QUEUED);
        return true;
    }

    boolean retry(Download download) {
        if (download.state() == State.DONE) {
            return false;
        }
        for (var candidate : download.candidates()) {
            candidate.revive(engine.now());
            engine.hosts().of(candidate.key()).manners().forgive();
        }
        if (!download.undertaking().keeps(download)) {
            startOverWhereNothingElseHelps(download);
        }
        if (download.fetching().isEmpty()) {
            download.becomes(State.QUEUED);
        }
        return true;
    }

    /** What failed is tried again, in the size told now where nothing proves the one told first. */
    void wantedAgain(Download download, DownloadRequest request) {
        if (download.state() != State.FAILED) {
            return;
        }
        var unproved = download.stock().expected() == 0 && download.undertaking().atWork().isEmpty();
        if (unproved && request.size() >= 0 && request.size() != download.size()) {
            startOver(download);
            download.sizeIs(request.size());
        }
        retry(download);
    }

    /** @return false for one that is done: nothing is left to come earlier or later */
    boolean prioritize(Download download, UnaryOperator<Priority> change) {
        if (download.state() == State.DONE) {
            return false;
        }
        download.comes(change.apply(download.priority()));
        return true;
    }

    /**
     * @param place which the folder is, all links followed; null where nobody could tell
     * @return false for one that is done, or is being moved to its folder
     */
    boolean send(Download download, @Nullable Path folder, @Nullable Path place) {
        if (download.state() == State.DONE || (download.state() == State.CHECKING && download.reason().equals(Progress.MOVING))) {
            return false;
        }
        download.heading().becomes(folder, place);
        download.arrears().arise();
        if (download.state() == State.PAUSED && !download.reason().isEmpty()) {
            download.becomes(State.QUEUED);
        }
        return true;
    }

    private void startOverWhereNothingElseHelps(Download download) {
        var why = download.reason();
        if (why.equals(Endings.MISMATCH)) {
            startOver(download);
            download.undertaking().sizes().forgetRefuted();
        } else if (why.equals(Endings.ANOTHER_FILE)) {
            startOver(download);
            download.forgetBegunAnew();
        } else if (why.equals(DiskTrouble.Kind.DATA_MISSING.key())) {
            download.expectNothing();
        } else {
            return;
        }
        download.undertaking().others(download).stream().filter(other -> other.reason().equals(why)).forEach(other -> other.becomes(State.QUEUED));
    }

    /** All bytes are there and together they are wrong: the next attempt begins with none. */
    void startOver(Download download) {
        download.expectNothing();
        engine.partials().withdraw(download.sha1());
        download.lane().execute(() -> endings.deleteFiles(download.sha1()));
    }

    /** What was fetched stays while somebody else wants it. @return completes when it is gone, or not needed by this one */
    CompletableFuture<Void> abandon(Download download) {
        return remove(download, endings::deleteFiles);
    }

    /** @return completes when what was fetched is kept, or there is nothing to keep */
    CompletableFuture<Void> leavePart(Download download) {
        return remove(download, endings::keepFiles);
    }

    private CompletableFuture<Void> remove(Download download, Consumer<Sha1> files) {
        download.endFetching();
        takeovers.halt(download);
        if (download.state() == State.DONE) {
            return CompletableFuture.completedFuture(null);
        }
        download.becomes(State.PAUSED);
        download.readership().endAll(download, UnreadableException.Why.REMOVED);
        leaveQueues.accept(download);
        if (download.undertaking().isShared()) {
            return CompletableFuture.completedFuture(null);
        }
        engine.partials().withdraw(download.sha1());
        return CompletableFuture.runAsync(() -> files.accept(download.sha1()), download.lane());
    }

    /** First what is said to be there, then what others send. @return false for one that is done, or that nothing could be compared with */
    boolean adopt(Download download, Leftovers.Origin origin) {
        if (download.state() == State.DONE || download.unvouched()) {
            return false;
        }
        download.endFetching();
        download.undertaking().atWork().filter(other -> other != download).ifPresent(other -> {
            other.endFetching();
            takeovers.halt(other);
            other.becomes(State.QUEUED);
        });
        takeovers.order(download, origin);
        if (download.state() != State.PAUSED) {
            download.becomes(State.QUEUED);
        }
        round.plan();
        return true;
    }

    /** As the last run was told. */
    void adoptAfterRestart(Download download, Leftovers.Origin origin) {
        takeovers.order(download, origin);
        round.plan();
    }

    boolean leaveAdoption(Download download) {
        return takeovers.leave(download);
    }

    List<AdoptionView> adoptions() {
        return takeovers.views();
    }
}
