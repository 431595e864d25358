package filbert.sharing.download;

import filbert.identity.Sha1;
import filbert.sharing.download.disk.DiskTrouble;
import filbert.sharing.download.disk.PartialFile;
import filbert.sharing.download.disk.SafeName;
import filbert.sharing.download.disk.Storage;
import filbert.sharing.hashing.TreeRow;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the disk says of a {@link Fetching}, and the steps it leads to: bytes that are right are shown, wrong ones fetched again; when all are
 * there what is left is verified, the whole file read for its SHA-1, and published. Owner only.
 */
final class Completion implements Storage.Events {
    private final Fetching fetching;
    private final Download download;
    private final Engine engine;
    private final Outcome outcome;

    Completion(Fetching fetching, Download download, Engine engine, Outcome outcome) {
        this.fetching = fetching;
        this.download = download;
        this.engine = engine;
        this.outcome = outcome;
    }

    @Override
    public void opened(Storage.Contents contents) {
        fetching.opened(contents);
        progress(contents);
        fetching.settleWhenComplete();
        outcome.somethingChanged();
    }

    @Override
    public void surprised(Storage.Contents contents) {
        fetching.over();
        outcome.surprised(contents);
    }

    @Override
    public void synced(Storage.Contents contents) {
        progress(contents);
    }

    private void progress(Storage.Contents contents) {
        fetching.proof().rootOf(contents).ifPresentOrElse(
                tree -> {
                    engine.partials().show(download, engine.settings().incomplete(), tree, contents.verified());
                    download.announcement().refresh();
                    download.readership().mayRead(contents.right());
                },
                fetching.around()::withdraw);
        outcome.progress(contents);
    }

    @Override
    public void judged(PartialFile.Verdict verdict) {
        if (verdict.right()) {
            fetching.proof().right(verdict.slice());
            if (!download.readership().nobody()) {
                fetching.storage().look();
            }
            return;
        }
        fetching.missing(verdict.slice());
        fetching.proof().wrong(verdict);
        outcome.somethingChanged();
    }

    @Override
    public void settled(Storage.Contents contents) {
        progress(contents);
        if (contents.arrived().total() == download.size()) {
            fetching.becomes(Stage.CHECKING);
            outcome.checking(0);
            fetching.storage().check();
        } else {
            fetching.becomes(Stage.FETCHING);
            outcome.somethingChanged();
        }
    }

    @Override
    public void checking(long bytes) {
        outcome.checking(bytes);
    }

    @Override
    public void checked(Sha1 sha1) {
        if (download.unvouched()) {
            download.contains(sha1);
        }
        if (download.unvouched() || sha1.equals(download.sha1())) {
            fetching.becomes(Stage.PUBLISHING);
            outcome.publishing();
            fetching.storage().publish(
                    download.heading().target(), SafeName.of(download.name()), download.undertaking()::isShared);
        } else {
            fetching.proof().wrongAsAWhole();
            fetching.becomes(Stage.FETCHING);
            fetching.proof().tryAgain();
            outcome.somethingChanged();
        }
    }

    @Override
    public void contains(Sha1 content) {
        if (download.unvouched()) {
            download.contains(content);
        }
    }

    @Override
    public void published(Path path, Optional<TreeRow> row) {
        fetching.over();
        outcome.published(path, row);
    }

    @Override
    public void troubled(DiskTrouble trouble) {
        fetching.over();
        fetching.around().withdraw();
        outcome.troubled(trouble);
    }
}
