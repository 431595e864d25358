package filbert.servent.search;

import filbert.event.Signal;
import filbert.identity.Sha1;
import filbert.wire.message.MediaType;
import filbert.wire.words.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A library that is a list of names. The SHA-1 of a file follows from its name. */
public final class ListedLibrary implements LocalAnswers {
    public final Signal signal = new Signal();

    private final List<LocalFile> files = new ArrayList<>();

    public static ListedLibrary of(String... names) {
        var library = new ListedLibrary();
        for (var name : names) {
            library.add(name, 1_000);
        }
        return library;
    }

    public LocalFile add(String name, long size) {
        return add(name, size, Tags.NONE);
    }

    LocalFile add(String name, long size, Tags tags) {
        return add("", name, size, tags);
    }

    /** @param folder the folders it is in */
    public LocalFile add(String folder, String name, long size, Tags tags) {
        var file = new LocalFile(
                files.size() + 1, folder, name, size, sha1(name), Optional.empty(), Instant.parse("2026-01-02T03:04:05Z"), tags);
        files.add(file);
        return file;
    }

    public static Sha1 sha1(String name) {
        return new Sha1(1, name.hashCode(), name.length());
    }

    @Override
    public List<LocalFile> matching(List<String> words, List<Sha1> hashes, int mediaTypes, int atMost) {
        return files.stream()
                .filter(file -> hashes.contains(file.sha1()) || (!words.isEmpty() && words.stream().allMatch(word -> hasWord(file, word))))
                .limit(atMost)
                .toList();
    }

    @Override
    public List<LocalFile> newest(int mediaTypes, int atMost) {
        return files.reversed().stream()
                .filter(file -> mediaTypes == 0 || (MediaType.maskOf(file.name()) & mediaTypes) != 0)
                .limit(atMost)
                .toList();
    }

    @Override
    public List<LocalFile> behind(long index, int atMost) {
        return files.stream().skip(index).limit(atMost).toList();
    }

    private static boolean hasWord(LocalFile file, String beginning) {
        return Words.of(file.name()).stream().anyMatch(word -> word.startsWith(beginning));
    }

    @Override
    public void words(Consumer<String> each) {
        files.forEach(file -> Words.of(file.name()).forEach(each));
    }

    /** Looked for as a whole. */
    public final List<String> wholes = new ArrayList<>();

    @Override
    public void wholes(Consumer<String> each) {
        wholes.forEach(each);
    }

    @Override
    public long files() {
        return files.size();
    }

    @Override
    public long kibibytes() {
        return files.size();
    }

    @Override
    public Signal changed() {
        return signal;
    }
}
