package filbert.servent.search;

import filbert.net.Timeline;
import filbert.wire.message.SearchText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Random;
import java.util.random.RandomGenerator;

/** What was asked lately. Ultrapeers drop a text they had from us not long ago, so a repeat shuffles its words (2-search, 10). Confined to the owner. */
final class AskedTexts {
    private static final Duration REPEAT_IS_NOTICED = Duration.ofSeconds(1_700); // by gtk-gnutella: 2-search, 10
    private static final int MAX_REMEMBERED = 200;

    private final Timeline timeline;
    private final RandomGenerator random;
    private final LinkedHashMap<String, Long> lately = new LinkedHashMap<>();

    AskedTexts(Timeline timeline, RandomGenerator random) {
        this.timeline = timeline;
        this.random = random;
    }

    SearchText inFreshOrder(SearchText text) {
        var now = timeline.nanos();
        var before = lately.put(text.full(), now);
        if (lately.size() > MAX_REMEMBERED) {
            lately.pollFirstEntry();
        }
        if (before == null || now - before > REPEAT_IS_NOTICED.toNanos()) {
            return text;
        }
        var words = new ArrayList<>(text.words());
        Collections.shuffle(words, Random.from(random));
        return new SearchText(words);
    }
}
