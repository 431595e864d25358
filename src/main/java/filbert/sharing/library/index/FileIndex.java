package filbert.sharing.library.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * The files that can be found, changing. Writers are workers or people's threads and take turns; each change ends with a new {@link Snapshot},
 * which readers, the owner first of all, see without waiting. Files are named by their index.
 */
public final class FileIndex {
    private static final int GROWTH = 4; // a segment is merged into its elder once it has a quarter of its files
    private static final int SPOILT = 4; // a segment is rebuilt once a quarter of its rows are dead
    private static final int LARGEST = 1 << 22; // files in one segment

    private volatile Snapshot snapshot = Snapshot.EMPTY;

    public Snapshot snapshot() {
        return snapshot;
    }

    /** Adds files, or puts them in the place of those with the same index. */
    public synchronized void put(Collection<IndexedFile> files) {
        if (files.isEmpty()) {
            return;
        }
        var parts = without(files.stream().map(IndexedFile::index).toList());
        var builder = new SegmentBuilder(files.size());
        files.forEach(builder::add);
        parts.add(new Snapshot.Part(builder.build(), new RoaringBitmap()));
        snapshot = new Snapshot(settled(parts));
    }

    /** Indexes that are not there are ignored. */
    public synchronized void remove(Collection<Integer> indexes) {
        publish(without(indexes));
    }

    /** Nothing new is shown when nothing has changed. */
    private void publish(List<Snapshot.Part> parts) {
        if (!parts.equals(snapshot.parts())) {
            snapshot = new Snapshot(settled(parts));
        }
    }

    /** All files of a folder, at once. */
    public synchronized void removeFolder(long folder) {
        var parts = new ArrayList<Snapshot.Part>();
        for (var part : snapshot.parts()) {
            var gone = new RoaringBitmap();
            for (var row = 0; row < part.segment().columns().count(); row++) {
                if (part.segment().columns().folder(row) == folder) {
                    gone.add(row);
                }
            }
            parts.add(part.without(gone));
        }
        publish(parts);
    }

    private List<Snapshot.Part> without(Collection<Integer> indexes) {
        var parts = new ArrayList<Snapshot.Part>();
        for (var part : snapshot.parts()) {
            var gone = new RoaringBitmap();
            for (var index : indexes) {
                var row = part.segment().columns().rowOf(index);
                if (row >= 0) {
                    gone.add(row);
                }
            }
            parts.add(part.without(gone));
        }
        return parts;
    }

    private static List<Snapshot.Part> settled(List<Snapshot.Part> parts) {
        var settled = new ArrayList<Snapshot.Part>();
        for (var part : parts) {
            if (part.living() > 0) {
                var spoilt = part.dead().getCardinality() > part.segment().columns().count() / SPOILT;
                settled.add(spoilt ? merged(List.of(part)) : part);
                mergeTail(settled);
            }
        }
        return settled;
    }

    /** The youngest segments become one as long as the elder is not much larger. */
    private static void mergeTail(List<Snapshot.Part> parts) {
        var first = parts.size() - 1;
        var together = parts.getLast().living();
        while (first > 0
                && parts.get(first - 1).living() < together * GROWTH
                && parts.get(first - 1).living() + together <= LARGEST) {
            together += parts.get(--first).living();
        }
        if (first < parts.size() - 1) {
            var tail = parts.subList(first, parts.size());
            var one = merged(tail);
            tail.clear();
            parts.add(one);
        }
    }

    private static Snapshot.Part merged(List<Snapshot.Part> parts) {
        var builder = new SegmentBuilder(parts.stream().mapToInt(Snapshot.Part::living).sum());
        parts.forEach(part -> builder.addAll(part.segment(), part.dead()));
        return new Snapshot.Part(builder.build(), new RoaringBitmap());
    }
}
