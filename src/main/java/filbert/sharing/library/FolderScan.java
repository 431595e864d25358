package filbert.sharing.library;

import filbert.sharing.library.LibraryStore.StoredFile;
import filbert.sharing.library.scan.FoundFile;
import filbert.sharing.library.scan.Walk;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One look at a folder, or at a part of it: what is on disk and what is stored come in the same order, so the two are merged and a page of each is
 * all that is held. A file counts as the stored one while size, time and key agree. Files that are gone are forgotten at the very end, once it is
 * sure that the folder was there all the time.
 */
final class FolderScan {
    private static final int BATCH = 500; // files saved or forgotten in one transaction
    private static final int MANY = 10; // files that do not all go at once in an ordinary household

    private final LibraryStore store;
    private final Catalogue catalogue;
    private final SharedFolder folder;
    private final String below;
    private final Walk walk;
    private final Arrivals arrivals;
    private final Instant now;
    private final BooleanSupplier abandoned;
    private final StoredPages stored;
    private final List<StoredFile> changes = new ArrayList<>();
    private final List<StoredFile> gone = new ArrayList<>();
    private final boolean knowsFiles;
    private boolean removed;

    FolderScan(
            LibraryStore store,
            Catalogue catalogue,
            SharedFolder folder,
            String below,
            Walk walk,
            Arrivals arrivals,
            Instant now,
            BooleanSupplier abandoned) {
        this.store = store;
        this.catalogue = catalogue;
        this.folder = folder;
        this.below = below;
        this.walk = walk;
        this.arrivals = arrivals;
        this.now = now;
        this.abandoned = abandoned;
        this.stored = new StoredPages(store, folder.id(), below);
        this.knowsFiles = stored.peek() != null;
    }

    /** Every stored file is gone from disk, and there were some: a volume that is not mounted looks like this, and an emptied folder. */
    boolean lostEverything() {
        var known = new StoredPages(store, folder.id(), below);
        var count = 0L;
        while (known.peek() instanceof StoredFile file && !abandoned.getAsBoolean()) {
            if (Files.exists(file.file().path())) {
                return false;
            }
            known.advance();
            count++;
        }
        return count >= MANY || count > 0 && walk.foundNothing();
    }

    /** @return false when it was given up: the folder went away meanwhile, or is not shared any more */
    boolean run() {
        while (walk.next() instanceof FoundFile found) {
            if (removed || abandoned.getAsBoolean()) {
                return false;
            }
            meet(found);
        }
        if (abandoned.getAsBoolean()) {
            return false;
        }
        while (stored.peek() instanceof StoredFile file) {
            missed(file);
        }
        flush();
        return !removed && walk.rootIsStillThere() && !abandoned.getAsBoolean() && forgetGone();
    }

    private void meet(FoundFile found) {
        while (stored.peek() instanceof StoredFile file && file.file().relative().compareTo(found.relative()) < 0) {
            missed(file);
        }
        var same = stored.peek();
        if (same == null || !same.file().relative().equals(found.relative())) {
            change(newFile(found));
            return;
        }
        stored.advance();
        var arrived = arrivals.take(same.file().path(), found.size());
        if (!isUnchanged(same, found) || arrived.isPresent() && same.file().hashed().isEmpty()) {
            change(withFound(same.file().id(), found, arrived, same.added()));
        } else if (same.fileKey().isEmpty() && !found.key().isEmpty() && same.file().hashed().isPresent()) {
            change(withFound(same.file().id(), found, same.file().hashed(), same.added()));
        }
    }

    private void missed(StoredFile file) {
        var passedBy = walk.passedBy(file.file().relative());
        if (passedBy != null) {
            stored.pass(passedBy);
            return;
        }
        if (!walk.mayBeThere(file.file().relative(), file.fileKey())) {
            gone.add(file);
        }
        stored.advance();
    }

    private static boolean isUnchanged(StoredFile stored, FoundFile found) {
        return stored.file().size() == found.size()
                && stored.file().modified().equals(found.modified())
                && (stored.fileKey().isEmpty() || found.key().isEmpty() || stored.fileKey().equals(found.key()));
    }

    private StoredFile newFile(FoundFile found) {
        var arrived = arrivals.take(folder.path().resolve(found.relative()), found.size());
        if (arrived.isPresent()) {
            return withFound(0, found, arrived, now);
        }
        var twin = knowsFiles && !found.key().isEmpty()
                ? store.twin(folder.id(), found.key(), found.size(), found.modified())
                : Optional.<StoredFile>empty();
        return withFound(0, found, twin.flatMap(file -> file.file().hashed()), twin.map(StoredFile::added).orElse(now));
    }

    private StoredFile withFound(long id, FoundFile found, Optional<SharedFile.Hashes> hashes, Instant added) {
        var file = new SharedFile(
                id,
                folder.id(),
                folder.path().resolve(found.relative()),
                found.relative(),
                found.size(),
                found.modified(),
                hashes,
                folder.visibility());
        return new StoredFile(file, found.key(), added);
    }

    private void change(StoredFile change) {
        changes.add(change);
        if (changes.size() == BATCH) {
            flush();
        }
    }

    private void flush() {
        if (!changes.isEmpty()) {
            removed |= !catalogue.save(folder.id(), List.copyOf(changes));
            changes.clear();
        }
    }

    private boolean forgetGone() {
        for (var from = 0; from < gone.size() && !removed; from += BATCH) {
            removed = !catalogue.forget(folder.id(), gone.subList(from, Math.min(gone.size(), from + BATCH)));
        }
        return !removed;
    }
}
