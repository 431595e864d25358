package filbert.sharing.library;

import filbert.sharing.library.scan.Excludes;
import filbert.sharing.library.scan.Walk;
import java.io.IOException;
import java.nio.file.Path;

/** Begins walks over folders. */
interface Walks {
    Walk begin(Path root, String below, Excludes excludes, Walk.Guide guide) throws IOException;
}
