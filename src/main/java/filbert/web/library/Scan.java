package filbert.web.library;

import filbert.sharing.library.LibraryView;
import filbert.sharing.library.MoveUnderWay;
import filbert.web.Figures;
import filbert.web.MessageKey;
import java.util.List;
import java.util.stream.Stream;

/**
 * How reading, hashing and moving go.
 *
 * @param phase message key
 * @param rate or empty when nothing is hashed
 * @param moves the file that is copied, and those that could not be
 * @param waiting how many more are to be copied, or empty
 */
record Scan(
        String phase, boolean idle, String left, String now, String rate, String files, String size, String networkFiles, String unreadable, List<Move> moves, String waiting) {
    private static final int MOST_FAILED = 5; // named

    /** @param problem message key, or empty */
    record Move(String name, String done, String size, String problem) {
        static Move of(MoveUnderWay move) {
            return new Move(move.name(), Figures.size(move.done()), Figures.size(move.size()), move.problem().isEmpty() ? "" : MessageKey.below("move.problem.", move.problem()));
        }
    }

    static Scan of(LibraryView view, List<MoveUnderWay> moves) {
        var going = moves.stream().filter(move -> move.problem().isEmpty()).toList();
        var failed = moves.stream().filter(move -> !move.problem().isEmpty()).toList();
        var shown = Stream.concat(going.stream().limit(1), failed.stream().skip(Math.max(0, failed.size() - MOST_FAILED))).map(Move::of).toList();
        return new Scan(
                MessageKey.below("library.phase.", view.phase()),
                view.phase().equals("idle") && going.isEmpty(),
                view.filesLeft() > 0 ? Figures.count(view.filesLeft()) : "",
                view.hashingNow(),
                view.bytesPerSecond() > 0 ? Figures.rate(view.bytesPerSecond()) : "",
                Figures.count(view.files()),
                Figures.size(view.bytes()),
                Figures.count(view.networkFiles()),
                view.unreadable() > 0 ? Figures.count(view.unreadable()) : "",
                shown,
                going.size() > 1 ? Figures.count(going.size() - 1L) : "");
    }
}
