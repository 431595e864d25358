package filbert.web.search;

import filbert.servent.search.FoundLine;
import filbert.servent.search.Offers;
import filbert.sharing.library.FileType;
import filbert.web.Figures;
import filbert.web.LiveRow;
import filbert.web.MagnetText;
import filbert.web.Moment;
import filbert.web.TagLine;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;

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
        Moment seen,
        Menu menu)
        implements LiveRow {
    private static final Pattern ENDING = Pattern.compile("\\.\\w{1,8}$");
    private static final Pattern NO_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final int LONGEST_WISH = 200; // 2-search, 1.3
    private static final Set<String> AGAIN = Set.of("", "failed", "owned");

    /**
     * What can be done with it besides.
     *
     * @param magnet or empty without a hash
     * @param words of its name, to look for it again
     * @param whence the host that was heard of first, as it stands in addresses, or empty
     * @param host its address, for people
     */
    record Menu(String magnet, String words, String whence, String host) {
        static Menu of(FoundLine found) {
            var words = NO_WORDS.matcher(ENDING.matcher(found.name()).replaceFirst("")).replaceAll(" ").strip();
            var whence = found.offers().first().map(Offers.One::host).orElse("");
            return new Menu(
                    found.sha1().map(sha1 -> MagnetText.of(sha1.base32(), found.size(), found.name())).orElse(""),
                    words.substring(0, Math.min(words.length(), LONGEST_WISH)),
                    whence,
                    whence.replaceFirst("/.*", ""));
        }
    }

    /** Is it here or on its way, so that it need not be fetched? */
    public boolean here() {
        return !AGAIN.contains(mark);
    }

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
                Moment.of(found.firstSeen(), now),
                Menu.of(found));
    }

    @Override
    public String id() {
        return "f-" + file;
    }
}
