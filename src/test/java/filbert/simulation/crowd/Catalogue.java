package filbert.simulation.crowd;

import filbert.identity.Sha1;
import filbert.servent.search.LocalFile;
import filbert.servent.search.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** All the files there are: names made of words, some of which are in many names, and some of which many hosts have. */
final class Catalogue {
    /** A file, shared by any number of hosts. */
    record Entry(LocalFile file, List<String> words) {
        boolean matches(List<String> asked) {
            return asked.stream().allMatch(beginning -> words.stream().anyMatch(word -> word.startsWith(beginning)));
        }
    }

    private static final int LEAST_WORDS = 3; // ours, as all of a name is
    private static final int MOST_WORDS = 7;
    private static final double WORD_FREQUENCY = 1.0;
    private static final double WORD_OFFSET = 5; // with it the most frequent word is in about one name of ten
    private static final String[] BEGINNINGS = {"b", "br", "d", "dr", "f", "fl", "g", "gr", "h", "k", "kl", "l", "m", "n", "p", "pr", "r", "s", "sch", "st", "t", "tr", "v", "w"};
    private static final String[] MIDDLES = {"a", "e", "i", "o", "u", "au", "ei"};
    private static final String[] ENDS = {"", "l", "n", "r", "s", "t", "nd", "st"};
    private static final Instant ONCE = Instant.parse("2025-12-01T00:00:00Z");

    private final RandomGenerator random;
    private final String[] vocabulary;
    private final Zipf wordRanks;
    private final List<Entry> entries = new ArrayList<>();
    private final Zipf entryRanks;

    Catalogue(int files, int words, RandomGenerator random) {
        this.random = random;
        vocabulary = vocabulary(words);
        wordRanks = new Zipf(words, WORD_FREQUENCY, WORD_OFFSET);
        for (var i = 0; i < files; i++) {
            add();
        }
        entryRanks = new Zipf(files, Published.POPULARITY, 0);
    }

    private String[] vocabulary(int count) {
        var words = new LinkedHashSet<String>();
        while (words.size() < count) {
            var word = new StringBuilder();
            for (var syllables = 2 + random.nextInt(2); syllables > 0; syllables--) {
                word.append(any(BEGINNINGS)).append(any(MIDDLES)).append(any(ENDS));
            }
            words.add(word.toString());
        }
        return words.toArray(String[]::new);
    }

    private String any(String[] of) {
        return of[random.nextInt(of.length)];
    }

    /** One more, which nobody has yet. */
    Entry add() {
        var words = new LinkedHashSet<String>();
        var count = LEAST_WORDS + random.nextInt(MOST_WORDS - LEAST_WORDS + 1);
        while (words.size() < count) {
            words.add(vocabulary[wordRanks.draw(random)]);
        }
        var number = entries.size() + 1;
        var name = String.join(" ", words) + ".mp3";
        words.add("mp3");
        var file = new LocalFile(number, "", name, 1_000_000L + number, new Sha1(1, number, 0), Optional.empty(), ONCE, Tags.NONE);
        var entry = new Entry(file, List.copyOf(words));
        entries.add(entry);
        return entry;
    }

    /** Popular ones more often. */
    Entry draw() {
        return entries.get(entryRanks.draw(random));
    }
}
