package filbert.sharing.library;

import filbert.event.Signal;
import filbert.identity.Sha1;
import filbert.net.Timeline;
import filbert.servent.search.LocalAnswers;
import filbert.servent.search.LocalFile;
import filbert.sharing.library.LibraryStore.StoredFile;
import filbert.sharing.library.index.FileIndex;
import filbert.sharing.library.index.IndexedFile;
import filbert.sharing.library.index.Snapshot;
import filbert.sharing.upload.ServedFile;
import filbert.sharing.upload.SharedContent;
import filbert.wire.message.MediaType;
import filbert.wire.metadata.Schema;
import filbert.wire.words.Words;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What the network may see: complete, hashed files of folders that are shared with it, in memory. Questions may come from any thread, the owner
 * first of all: they read one immutable snapshot. Changes come from the library's workers and are seen by the next question.
 */
public final class SharedIndex implements LocalAnswers, SharedContent {
    static final long MAX_INDEX = Integer.MAX_VALUE; // 2-search, 3.2
    static final long UNLUCKY_INDEX = 0x7FFF_FFFD; // means a firewalled transfer; 2-search, 3.2

    private static final Map<MediaType, Schema> SCHEMAS = Map.of(
            MediaType.AUDIO, Schema.AUDIO, MediaType.VIDEO, Schema.VIDEO, MediaType.IMAGE, Schema.IMAGE, MediaType.DOCUMENT, Schema.DOCUMENT);

    private static final int MAX_NAMESAKES = 500; // files with all words of a name that are looked at for it

    private final RandomGenerator random;
    private final Consumer<ServedFile> suspect;
    private final FileIndex index = new FileIndex();
    private final Map<Long, Path> roots = new ConcurrentHashMap<>();
    private final Conflated changed;

    /** @param suspect told of files that are not on disk as they were hashed; must return at once */
    SharedIndex(RandomGenerator random, Timeline timeline, Consumer<ServedFile> suspect) {
        this.random = random;
        this.changed = new Conflated(timeline);
        this.suspect = suspect;
    }

    @Override
    public List<LocalFile> matching(List<String> words, List<Sha1> hashes, int mediaTypes, int atMost) {
        var snapshot = index.snapshot();
        var found = new LinkedHashMap<Integer, IndexedFile>();
        for (var hash : hashes) {
            snapshot.bySha1(hash).filter(_ -> found.size() < atMost).ifPresent(file -> found.put(file.index(), file));
        }
        for (var file : snapshot.matching(words, mediaTypes, atMost - found.size(), random)) {
            found.put(file.index(), file);
        }
        return found.values().stream().map(SharedIndex::local).toList();
    }

    @Override
    public List<LocalFile> newest(int mediaTypes, int atMost) {
        return index.snapshot().newest(mediaTypes, atMost).stream().map(SharedIndex::local).toList();
    }

    @Override
    public List<LocalFile> behind(long last, int atMost) {
        return last >= MAX_INDEX ? List.of() : index.snapshot().behind((int) last, atMost).stream().map(SharedIndex::local).toList();
    }

    private static LocalFile local(IndexedFile file) {
        return new LocalFile(
                file.index(),
                composed(file.folderBelow()),
                composed(file.name()),
                file.size(),
                file.sha1(),
                Optional.of(file.tigerRoot()),
                file.added(),
                file.tags());
    }

    private static String composed(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    @Override
    public void words(Consumer<String> each) {
        index.snapshot().words(each);
    }

    @Override
    public void wholes(Consumer<String> each) {
        var kinds = index.snapshot().kinds();
        SCHEMAS.forEach((kind, schema) -> {
            if ((kinds & kind.bit()) != 0) {
                each.accept(schema.uri());
            }
        });
    }

    @Override
    public long files() {
        return index.snapshot().files();
    }

    @Override
    public long kibibytes() {
        return index.snapshot().bytes() >> 10;
    }

    @Override
    public Optional<ServedFile> bySha1(Sha1 sha1) {
        return index.snapshot().bySha1(sha1).flatMap(this::served);
    }

    @Override
    public Optional<ServedFile> byIndex(long fileIndex) {
        return fileIndex < 1 || fileIndex > MAX_INDEX
                ? Optional.empty()
                : index.snapshot().byIndex((int) fileIndex).flatMap(this::served);
    }

    @Override
    public List<ServedFile> byName(String name) {
        return index.snapshot().matching(Words.of(name), 0, MAX_NAMESAKES, random).stream()
                .flatMap(file -> served(file).stream())
                .filter(file -> file.name().equals(name))
                .limit(2)
                .toList();
    }

    private Optional<ServedFile> served(IndexedFile file) {
        return Optional.ofNullable(roots.get(file.folder()))
                .map(root -> new ServedFile(
                        file.index(),
                        composed(file.name()),
                        root,
                        file.relative(),
                        file.size(),
                        file.modified(),
                        file.sha1(),
                        file.tigerRoot()));
    }

    @Override
    public void differsOnDisk(ServedFile file) {
        suspect.accept(file);
    }

    @Override
    public Signal changed() {
        return changed.signal();
    }

    /** Shows what may be shown of {@code files} and hides the others. */
    void put(SharedFolder folder, Collection<StoredFile> files) {
        roots.put(folder.id(), folder.path());
        var shown = new ArrayList<IndexedFile>();
        var hidden = new ArrayList<Integer>();
        for (var stored : files) {
            var id = stored.file().id();
            if (id > MAX_INDEX || id == UNLUCKY_INDEX) {
                continue;
            }
            if (shows(folder, stored)) {
                shown.add(indexed(stored));
            } else {
                hidden.add((int) id);
            }
        }
        var before = index.snapshot();
        index.remove(hidden);
        index.put(shown);
        if (index.snapshot() != before) {
            changed.raise();
        }
    }

    /** May the network see it? */
    static boolean shows(SharedFolder folder, StoredFile stored) {
        return folder.visibility() == Visibility.NETWORK && stored.file().hashed().isPresent();
    }

    private static IndexedFile indexed(StoredFile stored) {
        var file = stored.file();
        var hashes = file.hashed().orElseThrow();
        return new IndexedFile(
                (int) file.id(),
                file.folder(),
                file.relative(),
                file.size(),
                file.modified(),
                hashes.sha1(),
                hashes.tigerRoot(),
                stored.added(),
                hashes.tags());
    }

    Snapshot snapshot() {
        return index.snapshot();
    }

    void remove(Collection<Long> files) {
        index.remove(files.stream().filter(id -> id <= MAX_INDEX).map(Long::intValue).toList());
        changed.raise();
    }

    void removeFolder(long folder) {
        index.removeFolder(folder);
        roots.remove(folder);
        changed.raise();
    }
}
