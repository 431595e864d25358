package filbert.sharing.download.disk;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Sha1;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What a process that was killed left of one download. */
public final class Remains {
    private final Path folder;
    private final Content content;
    private final Sha1 called;

    public Remains(Path folder, Content content) {
        this(folder, content, content.sha1());
    }

    /** @param called what its files are named after */
    public Remains(Path folder, Content content, Sha1 called) {
        this.folder = folder;
        this.content = content;
        this.called = called;
    }

    /** Is nothing left, since the file was published? */
    public boolean gone() {
        return !Files.exists(folder.resolve(called + ".journal"));
    }

    /** What its journal says is right by the tree. */
    public Spans verified() throws IOException {
        return Journal.read(folder.resolve(called + ".journal")).map(contents -> contents.verified.copy()).orElseGet(Spans::new);
    }

    /** What its journal says is there, after a look whether it is. */
    public Spans recorded() throws IOException {
        var journal = Journal.read(folder.resolve(called + ".journal"));
        if (journal.isEmpty()) {
            return new Spans();
        }
        var contents = journal.get();
        contents.verified.list().forEach(span -> assertThat(contents.written.contains(span)).as("verified %s is written", span).isTrue());
        if (contents.written.isEmpty()) {
            return new Spans(); // a journal comes into being before the file it is about
        }
        var data = folder.resolve(called + ".part");
        if (!contents.publishing.isEmpty() && !Files.exists(data)) {
            return contents.written.copy(); // killed after the rename: the whole file is looked at under its new name
        }
        try (var file = new RandomAccessFile(data.toFile(), "r")) {
            for (var span : contents.written.list()) {
                var there = new byte[(int) span.length()];
                file.seek(span.from());
                file.readFully(there);
                assertThat(Arrays.mismatch(there, content.slice(span))).as("first wrong byte of %s, which the journal says is there", span).isEqualTo(-1);
            }
        }
        return contents.written.copy();
    }
}
