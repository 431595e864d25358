package filbert.web.search;

import filbert.servent.search.FoundLine;
import filbert.sharing.library.FileType;
import filbert.web.Figures;
import filbert.web.LiveRow;
import filbert.web.Moment;
import filbert.web.TagLine;
import java.time.Instant;

/**
 * One row of a search.
 *
 * @param file the row's name within its search
 * @param sha1 base32, or empty: then nothing could be verified and it cannot be downloaded
 * @param length of music or a video, and {@code bitRate}, as its tags say, or empty
 * @param others how many other names were seen
 * @param mark message key below {@code result.mark.} of what we already have of it, or empty
 * @param blocked is it on a list, or only with hosts that are blocked?
 * @param doubts what speaks against it
 */
record ResultRow(
        String file,
        String sha1,
        String name,
        String kind,
        String size,
        long bytes,
        int sources,
        long firewalled,
        long busy,
        int others,
        String mark,
        boolean blocked,
        Doubts doubts,
        String tags,
        String length,
        String bitRate,
        Moment seen)
        implements LiveRow {

    static ResultRow of(FoundLine found, String mark, Instant now) {
        return new ResultRow(
                found.id(),
                found.sha1().map(Object::toString).orElse(""),
                found.name(),
                FileType.of(found.name()).key(),
                Figures.size(found.size()),
                found.size(),
                found.sources(),
                found.firewalled(),
                found.busy(),
                Math.max(0, found.names() - 1),
                mark,
                found.blocked(),
                Doubts.of(found.judgement()),
                TagLine.of(found.tags()),
                found.tags().seconds() > 0 ? TagLine.length(found.tags().seconds()) : "",
                found.tags().kilobits() > 0 ? found.tags().kilobits() + " kbit/s" : "",
                Moment.of(found.firstSeen(), now));
    }

    @Override
    public String id() {
        return "f-" + file;
    }
}
