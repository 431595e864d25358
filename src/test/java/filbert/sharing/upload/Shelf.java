package filbert.sharing.upload;

import filbert.identity.Sha1;
import filbert.sharing.hashing.FileHasher;
import filbert.sharing.hashing.TreeRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A small library: real files below a folder, everything shared. */
final class Shelf implements SharedContent, TreeRows {
    final List<ServedFile> reported = new ArrayList<>();

    private record Book(ServedFile file, TreeRow row) {}

    private final FileHasher hasher = new FileHasher(Runnable::run);
    private final Path folder;
    private final List<Book> books = new ArrayList<>();

    Shelf(Path folder) {
        this.folder = folder;
    }

    /** Indexes count from 1. */
    ServedFile put(String relative, byte[] content) {
        try {
            var path = folder.resolve(relative);
            Files.createDirectories(path.getParent());
            Files.write(path, content);
            var hashes = hasher.hash(path, _ -> {});
            var file = new ServedFile(
                    books.size() + 1,
                    relative.substring(relative.lastIndexOf('/') + 1),
                    folder,
                    relative,
                    content.length,
                    Files.getLastModifiedTime(path).toInstant(),
                    hashes.sha1(),
                    hashes.tigerRoot());
            books.add(new Book(file, hashes.row()));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tree is lost. */
    void forgetTree(ServedFile file) {
        books.replaceAll(book -> book.file.equals(file) ? new Book(file, new TreeRow(book.row.shape(), new byte[book.row.nodes().length])) : book);
    }

    @Override
    public Optional<ServedFile> bySha1(Sha1 sha1) {
        return files().stream().filter(file -> file.sha1().equals(sha1)).findFirst();
    }

    @Override
    public Optional<ServedFile> byIndex(long index) {
        return files().stream().filter(file -> file.index() == index).findFirst();
    }

    @Override
    public List<ServedFile> byName(String name) {
        return files().stream().filter(file -> file.name().equals(name)).limit(2).toList();
    }

    private List<ServedFile> files() {
        return books.stream().map(Book::file).toList();
    }

    @Override
    public void differsOnDisk(ServedFile file) {
        reported.add(file);
    }

    @Override
    public Optional<TreeRow> of(ServedFile file) {
        return books.stream().filter(book -> book.file.equals(file)).map(Book::row).filter(row -> row.root().equals(file.tigerRoot())).findFirst();
    }
}
