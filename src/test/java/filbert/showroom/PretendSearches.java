package filbert.showroom;

import static filbert.showroom.PretendHouse.NOW;

import filbert.event.Signal;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.search.FoundFile;
import filbert.servent.search.FoundLine;
import filbert.servent.search.Reach;
import filbert.servent.search.SearchSummary;
import filbert.servent.search.SearchView;
import filbert.servent.search.Searches;
import filbert.servent.search.Source;
import filbert.servent.search.Tags;
import filbert.servent.search.UnsearchableException;
import filbert.servent.spam.Asked;
import filbert.servent.spam.Experience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Searches that find what a test puts into them. */
public final class PretendSearches implements Searches {
    public final Map<String, SearchView> runs = new ConcurrentHashMap<>();
    public final List<String> discarded = new CopyOnWriteArrayList<>();
    public final List<String> started = new CopyOnWriteArrayList<>();
    private final Signal changed = new Signal();
    private final Experience experience;

    PretendSearches(Experience experience) {
        this.experience = experience;
    }

    @Override
    public Optional<SearchSummary> summary(String searchId) {
        return view(searchId).map(search -> {
            var asked = Asked.of(search.query());
            var lines = search.files().stream().map(file -> FoundLine.of(file).after(experience.now(), asked)).toList();
            return new SearchSummary(search.withoutFiles(), lines);
        });
    }

    void furnish() {
        var files = new ArrayList<FoundFile>();
        files.add(found(1, "Hazel Grove - Morning <script>alert(1)</script>.ogg", 4_800_000, 12));
        files.add(found(2, "hazel-wood-timelapse-1080p.webm", 734_000_000, 5));
        files.add(found(3, "hazelnut-cake.pdf", 2_400_000, 3));
        files.add(found(4, "hazel.jpg", 88_000, 1));
        files.add(found(5, "hazel_dormouse_field_recordings_with_a_very_long_name_that_will_have_to_wrap_somewhere.flac", 310_000_000, 2));
        files.add(new FoundFile("nabc123", Optional.empty(), Optional.empty(), "hazel without a hash.txt",
                List.of("hazel without a hash.txt"), 12_000, List.of(source(9, "hazel without a hash.txt")), NOW, NOW));
        put(new SearchView("s1", 1, "hazel", SearchView.State.DONE, NOW.minusSeconds(60), 4, 17, "", 0, files));
        put(new SearchView("s2", 1, "medlar", SearchView.State.DONE, NOW.minusSeconds(4000), 4, 0, "nobody-answered", 0, List.of()));
    }

    public static FoundFile found(int number, String name, long size, int sources) {
        var sha1 = PretendDownloads.sha1(number);
        var hosts = new ArrayList<Source>();
        for (var i = 0; i < sources; i++) {
            hosts.add(source(i + 1, name));
        }
        return new FoundFile(sha1.base32(), Optional.of(sha1), Optional.empty(), name, List.of(name, "alt " + name), size, hosts, NOW.minusSeconds(50), NOW);
    }

    private static Source source(int host, String name) {
        return new Source(HostAddress.of(0xC0000200 + host, 6000 + host), new Guid(host, host), 7, name,
                host % 2 == 0 ? "GTKG" : "LIME", 350, host % 3 == 0, host % 4 == 0, List.of(),
                host == 2 ? new Tags("Blue <b>hazel", "", "", "", 2026, 201, 192, 0, 0) : Tags.NONE,
                host == 1 ? "Music/<i>Hazel" : "");
    }

    public void put(SearchView view) {
        runs.put(view.id(), view);
        changed.raise();
    }

    @Override
    public String start(long person, String query) {
        if (query.length() < 3) {
            throw new UnsearchableException("too-short");
        }
        if (query.equals("once too often")) {
            throw new UnsearchableException("too-many-a-minute", Duration.ofSeconds(41));
        }
        started.add(query);
        var id = "r" + started.size();
        put(new SearchView(id, person, query, SearchView.State.RUNNING, NOW, 4, 0, "", 0, List.of()));
        return id;
    }

    @Override
    public String startUnlisted(long number, String query) {
        return start(-number, query);
    }

    @Override
    public String deepen(String searchId) {
        if (!runs.get(searchId).reason().isEmpty()) {
            throw new UnsearchableException("deeper-unreachable");
        }
        put(runs.get(searchId).with(new Reach(1_200, 7)));
        return searchId;
    }

    @Override
    public void discard(String searchId) {
        var run = runs.remove(searchId);
        if (run != null) {
            discarded.add(run.person() + " " + searchId);
        }
    }

    @Override
    public void stop(String searchId) {
        var old = runs.get(searchId);
        put(new SearchView(old.id(), old.person(), old.query(), SearchView.State.STOPPED, old.started(), old.asked(),
                old.answered(), old.reason(), old.dropped(), old.files()));
    }

    @Override
    public Optional<SearchView> view(String searchId) {
        return Optional.ofNullable(runs.get(searchId));
    }

    @Override
    public Optional<SearchView> latest(long person, String query) {
        return recent(person, 100).stream().filter(run -> run.query().equals(query)).findFirst();
    }

    @Override
    public List<SearchView> recent(long person, int atMost) {
        return runs.values().stream()
                .filter(run -> run.person() == person)
                .sorted(Comparator.comparing(SearchView::started).thenComparing(SearchView::id).reversed())
                .limit(atMost)
                .toList();
    }

    @Override
    public Signal changed() {
        return changed;
    }
}
