package filbert.config.engine;

import filbert.event.Signal;
import filbert.servent.search.FoundFile;
import filbert.servent.search.PastSearches;
import filbert.servent.search.SearchStore;
import filbert.servent.search.SearchSummary;
import filbert.servent.search.SearchView;
import filbert.servent.search.Searches;
import filbert.servent.search.UnsearchableException;
import filbert.servent.spam.Experience;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Searches; from outside the network only those remembered. */
final class LateSearches implements Searches {
    private final Signal changed = new Signal();
    private final PastSearches remembered;
    private volatile @Nullable Searches joined;

    LateSearches(SearchStore store, Experience experience) {
        remembered = new PastSearches(store, experience);
    }

    void joined(Searches searches) {
        searches.changed().watch(changed::raise);
        joined = searches;
    }

    @Override
    public String start(long person, String query) {
        var now = joined;
        if (now == null) {
            throw new UnsearchableException("outside");
        }
        return now.start(person, query);
    }

    @Override
    public String startUnlisted(long number, String query) {
        var now = joined;
        if (now == null) {
            throw new UnsearchableException("outside");
        }
        return now.startUnlisted(number, query);
    }

    @Override
    public String deepen(String searchId) {
        var now = joined;
        if (now == null) {
            throw new UnsearchableException("outside");
        }
        return now.deepen(searchId);
    }

    @Override
    public void stop(String searchId) {
        var now = joined;
        if (now != null) {
            now.stop(searchId);
        }
    }

    @Override
    public void discard(String searchId) {
        var now = joined;
        if (now != null) {
            now.discard(searchId);
        }
    }

    @Override
    public Optional<SearchView> view(String searchId) {
        var now = joined;
        return now == null ? remembered.view(searchId) : now.view(searchId);
    }

    @Override
    public Optional<SearchView> head(String searchId) {
        var now = joined;
        return now == null ? remembered.head(searchId) : now.head(searchId);
    }

    @Override
    public Optional<SearchSummary> summary(String searchId) {
        var now = joined;
        return now == null ? remembered.summary(searchId) : now.summary(searchId);
    }

    @Override
    public Optional<FoundFile> file(String searchId, String fileId) {
        var now = joined;
        return now == null ? remembered.file(searchId, fileId) : now.file(searchId, fileId);
    }

    @Override
    public Optional<SearchView> latest(long person, String query) {
        var now = joined;
        return now == null ? remembered.latest(person, query) : now.latest(person, query);
    }

    @Override
    public List<SearchView> recent(long person, int atMost) {
        var now = joined;
        return now == null ? remembered.recent(person, atMost) : now.recent(person, atMost);
    }

    @Override
    public Signal changed() {
        return changed;
    }
}
