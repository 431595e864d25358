package filbert.web.library;

import filbert.sharing.library.SharedFile;
import filbert.web.Qr;
import filbert.web.TagLine;
import filbert.web.content.Play;
import java.time.Instant;

/** One file of the library in full. */
record FilePage(FileRow row, long folder, String path, String tags, String tigerRoot, String magnet, Play play) {
    /** Empty while there is no magnet. */
    public Qr qr() {
        return Qr.of(magnet);
    }

    static FilePage of(SharedFile file, Instant now) {
        return new FilePage(
                FileRow.of(file, null, now),
                file.folder(),
                file.path().toString(),
                TagLine.of(file.tags()),
                file.hashed().map(hashes -> hashes.tigerRoot().base32()).orElse(""),
                FileRow.Menu.of(file).magnet(),
                Play.of("/library/files/" + file.id() + "/content", file.name(), true, false));
    }
}
