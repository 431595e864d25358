package filbert.sharing.download;

import filbert.sharing.download.DownloadDetail.Entry;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What happened to a download, for whoever wants to know why it is as it is. The same again is counted, and moves to the end, so that a host that
 * refuses every minute does not drive out everything else. Owner only.
 */
final class Chronicle {
    private static final int LONGEST = 200; // characters of what others say

    private static final String LEAST = "rests"; // hundreds of hosts do; forgotten before everything else

    private final InstantSource clock;
    private final Deque<Entry> entries = new ArrayDeque<>();

    Chronicle(InstantSource clock) {
        this.clock = clock;
    }

    void tell(String what) {
        tell(what, "", "");
    }

    /** What was told of it before does not count any more. */
    void moved(String what, String who, String about) {
        entries.removeIf(entry -> entry.what().equals(what) && entry.who().equals(who));
        tell(what, who, about);
    }

    void tell(String what, String who, String about) {
        var words = about.length() <= LONGEST ? about : about.substring(0, LONGEST) + "…";
        var times = 1;
        for (var all = entries.iterator(); all.hasNext(); ) {
            var entry = all.next();
            if (entry.what().equals(what) && entry.who().equals(who) && entry.about().equals(words)) {
                times += entry.times();
                all.remove();
                break;
            }
        }
        entries.addLast(new Entry(clock.instant(), what, who, words, times));
        if (entries.size() > DownloadDetail.MOST_ENTRIES) {
            entries.remove(entries.stream().filter(entry -> entry.what().equals(LEAST)).findFirst().orElse(entries.getFirst()));
        }
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }
}
