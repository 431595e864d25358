package filbert.web.downloads;

import filbert.sharing.download.DownloadView;
import filbert.sharing.download.DownloadView.State;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which downloads a page lists. */
enum Tab {
    ALL(EnumSet.allOf(State.class)),
    ACTIVE(EnumSet.of(State.ACTIVE, State.CHECKING)),
    WAITING(EnumSet.of(State.QUEUED)),
    PAUSED(EnumSet.of(State.PAUSED)),
    FAILED(EnumSet.of(State.FAILED)),
    DONE(EnumSet.of(State.DONE));

    private final Set<State> states;

    Tab(Set<State> states) {
        this.states = states;
    }

    /** Everything for a name that is no tab. */
    static Tab of(String name) {
        return Arrays.stream(values()).filter(tab -> tab.key().equals(name)).findFirst().orElse(ALL);
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean has(DownloadView download) {
        return states.contains(download.state());
    }

    long count(List<DownloadView> downloads) {
        return downloads.stream().filter(this::has).count();
    }
}
