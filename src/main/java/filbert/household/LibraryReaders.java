package filbert.household;

import filbert.sharing.download.UnreadableException;
import filbert.sharing.download.UnreadableException.Why;
import filbert.sharing.download.disk.Disk;
import filbert.sharing.library.SharedFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** Those who read files of the library just now, in bounds. Thread-safe. */
final class LibraryReaders {
    static final int MOST_OF_A_PERSON = 4; // as of downloads
    static final int MOST = 32; // as of downloads
    static final Duration PATIENCE = Duration.ofSeconds(60); // as of downloads: with those who take nothing

    private final Disk disk;
    private final LongSupplier nanos;
    private final Set<LibraryReader> all = new LinkedHashSet<>(); // guarded by this

    /** @param nanos of any monotonic clock */
    LibraryReaders(Disk disk, LongSupplier nanos) {
        this.disk = disk;
        this.nanos = nanos;
    }

    /**
     * @param folder the shared folder it lies in
     * @param from and {@code to}, exclusive, within the file
     * @throws UnreadableException when it is not the file the library knows, or this person reads too much already
     */
    LibraryReader open(SharedFile file, Path folder, long person, long from, long to) {
        if (from < 0 || to < from || to > file.size()) {
            throw new IllegalArgumentException("bytes " + from + " to " + to + " of " + file.size());
        }
        var reader = new LibraryReader(file, folder, person, from, to, this);
        reader.check();
        enter(reader);
        return reader;
    }

    private void enter(LibraryReader reader) {
        for (var idle : idle()) {
            idle.end(Why.IDLE);
        }
        synchronized (this) {
            if (all.size() >= MOST || all.stream().filter(other -> other.person() == reader.person()).count() >= MOST_OF_A_PERSON) {
                throw new UnreadableException(Why.TOO_MANY);
            }
            all.add(reader);
        }
    }

    private synchronized List<LibraryReader> idle() {
        var now = nanos.getAsLong();
        return all.stream().filter(reader -> now - reader.askedAt() > PATIENCE.toNanos()).toList();
    }

    synchronized void leave(LibraryReader reader) {
        all.remove(reader);
    }

    synchronized int count() {
        return all.size();
    }

    Disk disk() {
        return disk;
    }

    long now() {
        return nanos.getAsLong();
    }
}
