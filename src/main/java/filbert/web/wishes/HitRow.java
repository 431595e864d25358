package filbert.web.wishes;

import filbert.household.wish.WishHit;
import filbert.sharing.library.FileType;
import filbert.web.Figures;
import filbert.web.LiveRow;
import filbert.web.Moment;
import filbert.web.TagLine;
import java.time.Instant;

/**
 * A file a wish found.
 *
 * @param mark message key below {@code result.mark.} of what we have of it, or empty
 */
record HitRow(
        String hit, boolean hashed, String name, String kind, String size, int sources, Moment found, Moment seen, boolean fresh, boolean taken, String mark, String tags)
        implements LiveRow {
    static HitRow of(WishHit hit, String mark, Instant now) {
        var file = hit.file();
        return new HitRow(
                file.id(),
                file.sha1().isPresent(),
                file.name(),
                FileType.of(file.name()).key(),
                Figures.size(file.size()),
                file.sources().size(),
                Moment.of(file.firstSeen(), now),
                Moment.of(file.lastSeen(), now),
                hit.fresh(),
                hit.taken(),
                mark,
                TagLine.of(file.tags()));
    }

    @Override
    public String id() {
        return "f-" + hit;
    }
}
