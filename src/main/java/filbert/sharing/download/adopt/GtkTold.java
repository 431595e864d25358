package filbert.sharing.download.adopt;

import java.util.Optional;

/**
 * What gtk-gnutella says of a file in one place.
 *
 * @param generation counts the trailers written; the list carries the count of the latest
 */
record GtkTold(Leftover leftover, long generation) {
    /** Trailer and list together: the list is newer when it knows of this trailer, and never has the tree. */
    Leftover with(GtkTold listed) {
        var list = listed.leftover;
        var same = list.size() == leftover.size() && (list.sha1().equals(leftover.sha1()) || list.sha1().isEmpty() || leftover.sha1().isEmpty());
        if (!same || listed.generation < generation) {
            return leftover;
        }
        var root = leftover.tigerRoot().or(list::tigerRoot);
        var sha1 = leftover.sha1().or(list::sha1);
        return new Leftover(
                leftover.client(), leftover.file(), leftover.name(), leftover.size(), sha1, root, leftover.row(), list.claims(), false);
    }

    static Optional<Leftover> of(Optional<GtkTold> trailer, Optional<GtkTold> listed) {
        return trailer.map(told -> listed.map(told::with).orElse(told.leftover)).or(() -> listed.map(GtkTold::leftover));
    }
}
