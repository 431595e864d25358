package filbert.sharing.library.tags;

import filbert.servent.search.Tags;
import java.nio.file.Path;

/** Reads the tags of one kind of file. Blocks; may throw whatever its library throws at odd files. */
interface TagReader {
    /** @throws Exception when the file cannot be read or understood */
    Tags read(Path file) throws Exception;
}
