package filbert.servent.spam;

import filbert.identity.Sha1;
import filbert.servent.spam.Judgement.Mark;
import filbert.wire.words.Words;
import java.net.InetAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the household taught, counted by what results have in common, weighed as LimeWire does (2-search, 11). A hash settles the matter; size, words
 * and hosts only raise a doubt, and each lesson the other way takes from it. Words of the question prove nothing: what is wanted has them, too.
 * Immutable; made anew from the lessons whenever one comes or goes, so that every lesson can be taken back.
 */
public final class Lessons {
    public static final int MOST = 2_000;
    public static final Lessons NONE = new Lessons(List.of());

    private static final double SIZE = 0.6;
    private static final double HOST = 0.2;
    private static final double WORD = 0.15;
    private static final int MOST_WORDS = 12; // of one name
    private static final int FAINT = 20; // percent; below it nothing is said

    private static final class Count {
        int spam;
        int honest;

        void add(Lesson.Verdict verdict) {
            switch (verdict) {
                case SPAM -> spam++;
                case NOT_SPAM -> honest++;
            }
        }

        /** 0 to 1: half after the first lesson, then more and more sure. */
        double rating() {
            return Math.max(0, spam - honest) / (double) (spam + honest + 1);
        }
    }

    private final Map<Object, Lesson.Verdict> known = new HashMap<>();
    private final Map<Object, Count> counts = new HashMap<>();

    /** @param lessons newest first; only the first {@value #MOST} count */
    public Lessons(Collection<Lesson> lessons) {
        lessons.stream().limit(MOST).forEach(this::learn);
    }

    private void learn(Lesson lesson) {
        var verdict = lesson.verdict();
        known.putIfAbsent(key(lesson.sha1(), lesson.name(), lesson.size()), verdict);
        count(lesson.size(), verdict);
        words(lesson.name()).forEach(word -> count(word, verdict));
        lesson.hosts().forEach(host -> count(host, verdict));
    }

    private void count(Object feature, Lesson.Verdict verdict) {
        counts.computeIfAbsent(feature, _ -> new Count()).add(verdict);
    }

    private static Object key(Optional<Sha1> sha1, String name, long size) {
        return sha1.isPresent() ? sha1.get() : size + " " + name;
    }

    private static Set<String> words(String name) {
        var words = new HashSet<String>();
        for (var word : Words.of(name)) {
            if (words.size() < MOST_WORDS && word.length() > 2) {
                words.add(word);
            }
        }
        return words;
    }

    /** Was nothing taught? */
    public boolean isEmpty() {
        return known.isEmpty();
    }

    /** What to say of a result. */
    public List<Mark> judge(Asked asked, Optional<Sha1> sha1, String name, long size, Collection<InetAddress> hosts) {
        if (known.isEmpty()) {
            return List.of();
        }
        var verdict = known.get(key(sha1, name, size));
        if (verdict != null) {
            return List.of(Mark.of(verdict == Lesson.Verdict.SPAM ? Reason.CALLED_SPAM : Reason.WANTED));
        }
        var percent = (int) Math.round(100 * (1 - innocent(asked, name, size, hosts)));
        return percent < FAINT ? List.of() : List.of(new Mark(Reason.LIKE_SPAM, percent));
    }

    private double innocent(Asked asked, String name, long size, Collection<InetAddress> hosts) {
        var innocent = 1 - SIZE * rating(size);
        for (var word : words(name)) {
            innocent *= asked.words().contains(word) ? 1 : 1 - WORD * rating(word);
        }
        var worst = hosts.stream().mapToDouble(this::rating).min().orElse(0); // an honest source clears its fellows
        return innocent * (1 - HOST * worst);
    }

    private double rating(Object feature) {
        var count = counts.get(feature);
        return count == null ? 0 : count.rating();
    }
}
