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
    private static final String LEAST = "rests"; // hundreds of hosts do; forgotten before everything else

    private final InstantSource clock;
    private final Deque<Entry> entries = new ArrayDeque<>();

    Chronicle(InstantSource clock) {
        this.clock = clock;
    }

    void tell(String what) {
        tell(what, "", "");
    }

    void tell(String what, String who, String about) {
        add(what, who, about, Grounds.NONE);
    }

    /** Why somebody is left alone, or given up. */
    void tell(String what, String who, Grounds why) {
        add(what, who, "", why);
    }

    /** What was told of it before does not count any more. */
    void moved(String what, String who, Grounds why) {
        entries.removeIf(entry -> entry.what().equals(what) && entry.who().equals(who));
        tell(what, who, why);
    }

    private void add(String what, String who, String about, Grounds why) {
        var times = 1;
        for (var all = entries.iterator(); all.hasNext(); ) {
            var entry = all.next();
            if (entry.what().equals(what) && entry.who().equals(who) && entry.about().equals(about) && entry.grounds().equals(why)) {
                times += entry.times();
                all.remove();
                break;
            }
        }
        entries.addLast(new Entry(clock.instant(), what, who, about, why, times));
        if (entries.size() > DownloadDetail.MOST_ENTRIES) {
            entries.remove(entries.stream().filter(entry -> entry.what().equals(LEAST)).findFirst().orElse(entries.getFirst()));
        }
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }
}
