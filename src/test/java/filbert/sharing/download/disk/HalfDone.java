package filbert.sharing.download.disk;

import java.io.IOException;
import java.nio.file.Path;

/** Partial files as an earlier run left them. */
public final class HalfDone {
    private HalfDone() {}

    /** With these bytes written, verified and synced. */
    public static void leave(Path folder, Content content, Span... spans) throws IOException {
        try (var file = PartialFile.open(Disk.REAL, folder, content.wanted())) {
            file.trust(content.row());
            for (var span : spans) {
                file.write(span.from(), content.buffer(span));
            }
            for (var due = file.nextDue(); due.isPresent(); due = file.nextDue()) {
                file.judged(due.get(), file.hashesRight(due.get()));
            }
            file.sync();
        }
    }
}
