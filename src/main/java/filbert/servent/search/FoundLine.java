package filbert.servent.search;

import filbert.identity.Sha1;
import filbert.servent.spam.Asked;
import filbert.servent.spam.Judgement;
import filbert.servent.spam.Knowledge;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a list shows of a {@link FoundFile}: small enough to keep tens of thousands of them.
 *
 * @param names how many were seen
 * @param blocked is its content on a list, or everybody who has it blocked?
 */
public record FoundLine(
        String id,
        Optional<Sha1> sha1,
        String name,
        int names,
        long size,
        Offers offers,
        Instant firstSeen,
        Judgement judgement,
        Tags tags,
        boolean blocked) {

    /** As it was found. */
    public static FoundLine of(FoundFile file) {
        return new FoundLine(
                file.id(),
                file.sha1(),
                file.name(),
                file.names().size(),
                file.size(),
                Offers.of(file.sources()),
                file.firstSeen(),
                file.judgement(),
                file.tags(),
                false);
    }

    /** As somebody sees it who knows that. */
    public FoundLine after(Knowledge known, Asked asked) {
        var all = known.lessons().isEmpty() ? judgement : judgement.with(known.lessons().judge(asked, sha1, name, size, offers.addresses()));
        var unwanted = known.blocks(sha1) || known.blocksAnybody() && offers.count() > 0 && offers.addresses().stream().allMatch(known::blocks);
        return unwanted == blocked && all.equals(judgement)
                ? this
                : new FoundLine(id, sha1, name, names, size, offers, firstSeen, all, tags, unwanted);
    }

    /** The same, without the folders that are not wanted. */
    public FoundLine withFolders(Predicate<String> wanted) {
        var told = offers.withFolders(wanted);
        return told == offers ? this : new FoundLine(id, sha1, name, names, size, told, firstSeen, judgement, tags, blocked);
    }

    /** How many hosts offer it. */
    public int sources() {
        return offers.count();
    }

    /** How many of them must be asked to call us. */
    public int firewalled() {
        return offers.firewalled();
    }

    public int busy() {
        return offers.busy();
    }

    /** Can one of them be asked now, without being called first? */
    public boolean atOnce() {
        return offers.atOnce();
    }

    public boolean isSpam() {
        return judgement.isSpam();
    }
}
