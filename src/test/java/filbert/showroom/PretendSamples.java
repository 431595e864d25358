package filbert.showroom;

import filbert.household.Volume;
import filbert.household.statistics.HouseholdStatistics;
import filbert.household.statistics.Meters;
import filbert.household.statistics.SampleStore;
import filbert.household.statistics.Span;
import filbert.identity.Sha1;
import filbert.sharing.download.DownloadView;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Meters that show what a test wants, and samples for as long as it lasts. */
public final class PretendSamples implements Meters, SampleStore, InstantSource {
    public volatile Instant now = PretendHouse.NOW;
    public volatile Volume volume = Volume.NOTHING;
    public volatile int peers;
    public volatile long queries;
    public volatile boolean away;
    public final List<DownloadView> downloads = new CopyOnWriteArrayList<>();
    public final Map<Sha1, List<Asked>> asked = new ConcurrentHashMap<>();
    private final Map<Span.Width, Map<Key, TreeMap<Instant, Sum>>> all = new ConcurrentHashMap<>();

    public HouseholdStatistics desk() {
        return new HouseholdStatistics(this, this, this, () -> LocalDate.of(2026, 11, 21));
    }

    void furnish() {
        for (var i = 0; i < 280; i++) {
            var moment = PretendHouse.NOW.minusSeconds(300L * i);
            add(moment, Map.of(
                    new Key("received", ""), new Sum(300L * 1024 * (200 + i * 7 % 300), 5),
                    new Key("sent", ""), new Sum(300L * 1024 * (50 + i * 3 % 60), 5),
                    new Key("taken", ""), new Sum(300L * 1024 * (150 + i * 7 % 290), 5),
                    new Key("given", ""), new Sum(300L * 1024 * (30 + i * 3 % 50), 5),
                    new Key("uploads", ""), new Sum(i % 11, 5),
                    new Key("peers", ""), new Sum(20 - i % 5, 5),
                    new Key("queries", ""), new Sum(40 + i % 30, 5)));
        }
        add(PretendHouse.NOW, Map.of(
                new Key("folder", "music <b>"), new Sum(3L << 30, 9),
                new Key("folder", "books"), new Sum(1L << 30, 3),
                new Key("failed", "no-sources"), new Sum(7, 7),
                new Key("failed", "<i>"), new Sum(2, 2),
                new Key("person", "1"), new Sum(5L << 30, 30),
                new Key("person", "2"), new Sum(2L << 30, 20)));
    }

    @Override
    public Volume volume() {
        return volume;
    }

    @Override
    public int peers() {
        return peers;
    }

    @Override
    public long queries() {
        return queries;
    }

    @Override
    public int uploads() {
        return 1;
    }

    @Override
    public List<DownloadView> downloads() {
        return List.copyOf(downloads);
    }

    @Override
    public void add(Instant moment, Map<Key, Sum> more) {
        answer();
        for (var width : Span.Width.values()) {
            more.forEach((key, sum) -> all.computeIfAbsent(width, _ -> new ConcurrentHashMap<>())
                    .computeIfAbsent(key, _ -> new TreeMap<>())
                    .merge(width.began(moment), sum, (one, two) -> new Sum(one.total() + two.total(), one.times() + two.times())));
        }
    }

    private void answer() {
        if (away) {
            throw new IllegalStateException("away");
        }
    }

    @Override
    public List<Sample> list(String series, Span.Width width, Instant from) {
        return all.getOrDefault(width, Map.of()).entrySet().stream()
                .filter(one -> one.getKey().series().equals(series))
                .flatMap(one -> one.getValue().tailMap(from).entrySet().stream().map(at -> new Sample(at.getKey(), one.getKey().label(), at.getValue())))
                .sorted(java.util.Comparator.comparing(Sample::began))
                .toList();
    }

    @Override
    public int tidy(Instant moment, LocalDate askedFrom) {
        return 0;
    }

    @Override
    public void addAsked(Map<Sha1, Asked> more) {
        answer();
        more.forEach((file, one) -> asked.computeIfAbsent(file, _ -> new CopyOnWriteArrayList<>()).add(one));
    }

    @Override
    public List<Asked> asked(Sha1 file, LocalDate from) {
        return asked.getOrDefault(file, List.of(new Asked(LocalDate.of(2026, 11, 20), 3, 5 << 20), new Asked(LocalDate.of(2026, 11, 21), 1, 1 << 20)));
    }

    @Override
    public Map<Sha1, LocalDate> lastAsked(Collection<Sha1> files) {
        return files.stream().collect(Collectors.toMap(file -> file, _ -> LocalDate.of(2026, 11, 21), (one, _) -> one));
    }

    @Override
    public List<AskedFile> mostAsked(LocalDate from, int atMost) {
        return List.of(new AskedFile("EUAAAAAAAAAAAAAAAAAAAAAAAAAAAAAC", 12, 3L << 20));
    }

    @Override
    public Instant instant() {
        return now;
    }
}
