package filbert.web.search;

import filbert.servent.spam.Judgement;
import java.util.List;

/**
 * What speaks against a result.
 *
 * @param reasons message keys, in words for people
 * @param taught did the household itself say something of it?
 */
record Doubts(int percent, boolean spam, List<String> reasons, boolean taught) {
    static Doubts of(Judgement judgement) {
        return new Doubts(
                judgement.percent(),
                judgement.isSpam(),
                judgement.marks().stream().map(mark -> "spam." + mark.reason().key()).toList(),
                judgement.isTaught());
    }
}
