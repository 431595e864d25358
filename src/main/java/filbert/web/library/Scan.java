package filbert.web.library;

import filbert.sharing.library.LibraryView;
import filbert.web.Figures;
import filbert.web.MessageKey;

/**
 * How reading and hashing go.
 *
 * @param phase message key
 * @param rate or empty when nothing is hashed
 */
record Scan(String phase, boolean idle, String left, String now, String rate, String files, String size, String networkFiles, String unreadable) {
    static Scan of(LibraryView view) {
        return new Scan(
                MessageKey.below("library.phase.", view.phase()),
                view.phase().equals("idle"),
                view.filesLeft() > 0 ? Figures.count(view.filesLeft()) : "",
                view.hashingNow(),
                view.bytesPerSecond() > 0 ? Figures.rate(view.bytesPerSecond()) : "",
                Figures.count(view.files()),
                Figures.size(view.bytes()),
                Figures.count(view.networkFiles()),
                view.unreadable() > 0 ? Figures.count(view.unreadable()) : "");
    }
}
