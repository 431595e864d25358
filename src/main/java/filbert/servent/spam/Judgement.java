package filbert.servent.spam;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What speaks against a result: independent doubts, combined as LimeWire does it, 1 - Π(1 - weight). From {@value #HIDDEN} percent on it is spam
 * (2-search, 11), unless the household said that it is none.
 */
public record Judgement(List<Mark> marks) {
    public static final Judgement CLEAN = new Judgement(List.of());

    static final int HIDDEN = 85;

    private static final int WHOLE = 100;

    /** @param percent how sure this alone makes us */
    public record Mark(Reason reason, int percent) {
        public Mark {
            percent = Math.clamp(percent, 0, WHOLE);
        }

        public static Mark of(Reason reason) {
            return new Mark(reason, reason.percent());
        }
    }

    public Judgement {
        marks = List.copyOf(marks);
    }

    public static Judgement of(Collection<Reason> reasons) {
        return reasons.isEmpty() ? CLEAN : new Judgement(reasons.stream().map(Mark::of).toList());
    }

    /** The same with more said; of two marks for one reason the later counts. */
    public Judgement with(List<Mark> more) {
        if (more.isEmpty()) {
            return this;
        }
        var all = new LinkedHashMap<Reason, Mark>();
        marks.forEach(mark -> all.put(mark.reason(), mark));
        more.forEach(mark -> all.put(mark.reason(), mark));
        return new Judgement(List.copyOf(all.values()));
    }

    /** 0 to 100. */
    public int percent() {
        var innocent = 1.0;
        for (var mark : marks) {
            innocent *= 1 - mark.percent() / (double) WHOLE;
        }
        return isWanted() ? 0 : (int) Math.round((1 - innocent) * WHOLE);
    }

    public boolean isSpam() {
        return percent() >= HIDDEN;
    }

    /** Did the household say that it is no spam? */
    public boolean isWanted() {
        return marks.stream().anyMatch(mark -> mark.reason() == Reason.WANTED);
    }

    /** Did the household say anything of this very content? */
    public boolean isTaught() {
        return marks.stream().anyMatch(mark -> mark.reason() == Reason.WANTED || mark.reason() == Reason.CALLED_SPAM);
    }

    /** {@code WORM=100 NO_HASH=20}; {@link #parse} reads it. */
    @Override
    public String toString() {
        return marks.stream().map(mark -> mark.reason().name() + "=" + mark.percent()).collect(Collectors.joining(" "));
    }

    /** What is not understood is left out: reasons may have gone since it was written. */
    public static Judgement parse(String text) {
        var marks = new ArrayList<Mark>();
        for (var word : text.split(" ")) {
            var at = word.indexOf('=');
            for (var reason : Reason.values()) {
                if (at > 0 && reason.name().equals(word.substring(0, at)) && word.substring(at + 1).matches("\\d{1,3}")) {
                    marks.add(new Mark(reason, Integer.parseInt(word.substring(at + 1))));
                }
            }
        }
        return marks.isEmpty() ? CLEAN : new Judgement(marks);
    }
}
