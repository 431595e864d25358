package filbert.web.library;

import filbert.sharing.library.FileType;
import filbert.sharing.library.SharedFile;
import filbert.web.Figures;
import filbert.web.LiveRow;
import filbert.web.MagnetText;
import filbert.web.Moment;
import filbert.web.TagLine;
import filbert.web.content.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A file of the library in a list.
 *
 * @param length of music or a video, or empty
 * @param sha1 base32, or empty until it has been hashed
 * @param asked the day on which the network was last served it, or empty
 */
record FileRow(long file, String name, String below, String kind, String size, long bytes, String length, Moment modified, String visibility, String sha1, String asked, Menu menu)
        implements LiveRow {

    /**
     * What can be done with it besides.
     *
     * @param magnet empty until it has been hashed
     * @param plays do browsers?
     */
    record Menu(long folder, String magnet, boolean plays) {
        static Menu of(SharedFile file) {
            return new Menu(
                    file.folder(),
                    file.hashed()
                            .map(hashes -> "magnet:?xt=urn:bitprint:" + hashes.sha1().base32() + "." + hashes.tigerRoot().base32()
                                    + MagnetText.rest(file.size(), file.name()))
                            .orElse(""),
                    Kind.of(file.name()).plays());
        }
    }

    static FileRow of(SharedFile file, @Nullable LocalDate asked, Instant now) {
        var slash = file.relative().lastIndexOf('/');
        return new FileRow(
                file.id(),
                file.name(),
                slash < 0 ? "" : file.relative().substring(0, slash),
                FileType.of(file.name()).key(),
                Figures.size(file.size()),
                file.size(),
                file.tags().seconds() > 0 ? TagLine.length(file.tags().seconds()) : "",
                Moment.of(file.modified(), now),
                file.visibility().name().toLowerCase(Locale.ROOT),
                file.hashed().map(hashes -> hashes.sha1().base32()).orElse(""),
                asked == null ? "" : AskedPart.day(asked),
                Menu.of(file));
    }

    @Override
    public String id() {
        return "file-" + file;
    }
}
