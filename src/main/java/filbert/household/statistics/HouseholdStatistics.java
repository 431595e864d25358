package filbert.household.statistics;

import filbert.event.Signal;
import filbert.household.Person;
import filbert.household.Role;
import filbert.household.Volume;
import filbert.household.statistics.SampleStore.Asked;
import filbert.household.statistics.SampleStore.AskedFile;
import filbert.household.statistics.SampleStore.Key;
import filbert.household.statistics.SampleStore.Sample;
import filbert.household.statistics.SampleStore.Sum;
import filbert.identity.Sha1;
import filbert.sharing.download.DownloadView;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures every minute, adds up in memory, and writes down every few minutes, so that a crash loses little and a disk may sleep. Everybody may look; what each person
 * uses is shown to them and to owners, which files are asked for most to owners. Thread-safe.
 */
public final class HouseholdStatistics {
    private static final int MOST_LABELS = 50; // told apart within a few minutes; the others are one
    private static final String OTHERS = "…";
    private static final int MOST_FILES_WAITING = 5_000;
    private static final int MOST_SAMPLES_WAITING = 3 * 24 * 12; // three days of them, for a database that is away so long
    private static final int LONGEST_LABEL = 200; // as long as the column
    private static final int DAYS_ASKED_KEPT = 400;
    private static final long MINUTE = 60; // in seconds, from one look to the next

    private final Meters meters;
    private final SampleStore store;
    private final InstantSource clock;
    private final Supplier<LocalDate> today;

    // guarded by this
    private final NavigableMap<Instant, Map<Key, Sum>> fresh = new TreeMap<>(); // by when the narrowest sample began in which it was measured
    private Map<Instant, Map<Key, Sum>> underway = Map.of(); // on its way to the store
    private final Map<Sha1, Asked> asked = new HashMap<>();
    private final Map<Long, Long> written = new HashMap<>();
    private final Set<Long> failed = new HashSet<>();
    private @Nullable Volume volume;
    private long queries;

    private final Signal changed = new Signal();
    private final AtomicLong looks = new AtomicLong();

    public HouseholdStatistics(Meters meters, SampleStore store, InstantSource clock, Supplier<LocalDate> today) {
        this.meters = meters;
        this.store = store;
        this.clock = clock;
        this.today = today;
    }

    /** To be called every minute. */
    public void look() {
        var now = meters.volume();
        var queriesNow = meters.queries();
        var downloads = meters.downloads();
        var peers = meters.peers();
        var uploads = meters.uploads();
        synchronized (this) {
            var before = volume;
            if (before != null) {
                add("sent", "", now.sent() - before.sent());
                add("received", "", now.received() - before.received());
                add("given", "", now.given() - before.given());
                add("taken", "", now.taken() - before.taken());
                add("queries", "", Math.max(0, queriesNow - queries));
            }
            add("peers", "", peers);
            add("uploads", "", uploads);
            downloads.forEach(one -> look(one, before == null));
            var there = downloads.stream().map(DownloadView::id).collect(Collectors.toSet());
            written.keySet().retainAll(there);
            failed.retainAll(there);
            volume = now;
            queries = queriesNow;
        }
        looks.incrementAndGet();
        changed.raise();
    }

    /** There is more to show. */
    public Signal changed() {
        return changed;
    }

    /** How often it was looked: while this stays the same, so do all figures. */
    public long looks() {
        return looks.get();
    }

    private void look(DownloadView download, boolean first) {
        var had = written.put(download.id(), download.written());
        var more = download.written() - (had == null ? first ? download.written() : 0 : had);
        if (more > 0) {
            add("person", Long.toString(download.person()), more);
        }
        if (download.state() != DownloadView.State.FAILED) {
            failed.remove(download.id());
        } else if (failed.add(download.id()) && !first) {
            add("failed", download.reason(), 1);
        }
    }

    /** A file was asked for and served. Returns at once. @param folder what people call the folder it lies in; empty for none of the library */
    public synchronized void served(Sha1 file, String folder, long bytes) {
        if (!folder.isEmpty()) {
            add("folder", folder, bytes);
        }
        add(file, new Asked(today.get(), 1, bytes));
    }

    private void add(Sha1 file, Asked more) {
        if (asked.size() < MOST_FILES_WAITING || asked.containsKey(file)) {
            asked.merge(file, more, (one, two) -> new Asked(today.get(), one.requests() + two.requests(), one.bytes() + two.bytes()));
        }
    }

    private void add(String series, String label, long amount) {
        var short_ = label.substring(0, Math.min(LONGEST_LABEL, label.length()));
        add(Span.Width.FIVE_MINUTES.began(clock.instant()), new Key(series, short_), new Sum(amount, 1));
    }

    private void add(Instant began, Key key, Sum sum) {
        var sums = fresh.computeIfAbsent(began, _ -> new HashMap<>());
        var full = !key.label().isEmpty()
                && !sums.containsKey(key)
                && sums.keySet().stream().filter(one -> one.series().equals(key.series())).count() >= MOST_LABELS;
        sums.merge(full ? new Key(key.series(), OTHERS) : key, sum, Sum::plus);
    }

    /** Writes down what was added up. What the store does not take waits for the next time, that of the last days at least. Blocks. */
    public void keep() {
        List<Instant> waiting;
        synchronized (this) {
            waiting = List.copyOf(fresh.keySet());
        }
        waiting.forEach(this::keep);
        keepAsked();
    }

    private void keep(Instant began) {
        Map<Key, Sum> sums;
        synchronized (this) {
            sums = Objects.requireNonNullElse(fresh.remove(began), Map.of());
            underway = Map.of(began, sums);
        }
        try {
            store.add(began, sums);
        } catch (RuntimeException e) {
            giveBack(began, sums);
            throw e;
        } finally {
            synchronized (this) {
                underway = Map.of();
            }
        }
    }

    private synchronized void giveBack(Instant began, Map<Key, Sum> sums) {
        sums.forEach((key, sum) -> add(began, key, sum));
        while (fresh.size() > MOST_SAMPLES_WAITING) {
            fresh.pollFirstEntry();
        }
    }

    private void keepAsked() {
        Map<Sha1, Asked> files;
        synchronized (this) {
            files = Map.copyOf(asked);
            asked.clear();
        }
        if (files.isEmpty()) {
            return;
        }
        try {
            store.addAsked(files);
        } catch (RuntimeException e) {
            synchronized (this) {
                files.forEach(this::add);
            }
            throw e;
        }
    }

    /** @return rows forgotten */
    public int tidy() {
        return store.tidy(clock.instant(), today.get().minusDays(DAYS_ASKED_KEPT));
    }

    /** What is written down, and what is not yet. The oldest first. */
    private List<Sample> list(String series, Span span) {
        var now = clock.instant();
        var all = new ArrayList<>(store.list(series, span.width(), span.from(now)));
        synchronized (this) {
            Stream.of(underway, fresh).forEach(waiting -> waiting.forEach((moment, sums) -> sums.entrySet().stream()
                    .filter(one -> one.getKey().series().equals(series))
                    .forEach(one -> add(all, span.width().began(moment), one))));
        }
        return all;
    }

    private static void add(List<Sample> all, Instant began, Map.Entry<Key, Sum> more) {
        var label = more.getKey().label();
        var i = all.size() - 1;
        for (; i >= 0 && !all.get(i).began().isBefore(began); i--) {
            if (all.get(i).began().equals(began) && all.get(i).label().equals(label)) {
                all.set(i, new Sample(began, label, all.get(i).sum().plus(more.getValue())));
                return;
            }
        }
        all.add(i + 1, new Sample(began, label, more.getValue()));
    }

    /** @param perSecond of rates: the mean within the sample; of gauges: the mean; of counts: how many */
    public record Point(Instant began, double value) {}

    /** @param series {@code sent, received, given, taken} in bytes a second; {@code queries} a minute; {@code peers, uploads}, as many as there were */
    public List<Point> line(Person person, String series, Span span) {
        person.require(Role.GUEST);
        return list(series, span).stream().map(one -> new Point(one.began(), value(series, one, span.width()))).toList();
    }

    private double value(String series, Sample sample, Span.Width width) {
        // what is measured just after a sample began was going on before
        var lasted = Math.clamp(Math.max(clock.instant().getEpochSecond() - sample.began().getEpochSecond(), sample.sum().times() * MINUTE), MINUTE, width.seconds());
        return switch (series) {
            case "peers", "uploads" -> (double) sample.sum().total() / Math.max(1, sample.sum().times());
            case "queries" -> sample.sum().total() * (double) MINUTE / lasted;
            default -> (double) sample.sum().total() / lasted;
        };
    }

    /** @param label whose or why */
    public record Share(String label, long total) {}

    /** The largest first. @param series {@code folder} (bytes given), {@code failed} (how often), {@code person} (bytes taken, by id: of others for owners only) */
    public List<Share> shares(Person person, String series, Span span) {
        person.require(Role.GUEST);
        var own = Long.toString(person.id());
        var sums = new TreeMap<String, Long>();
        list(series, span).forEach(one -> sums.merge(one.label(), one.sum().total(), Long::sum));
        return sums.entrySet().stream()
                .filter(one -> !series.equals("person") || person.role() == Role.OWNER || one.getKey().equals(own))
                .map(one -> new Share(one.getKey(), one.getValue()))
                .sorted(Comparator.comparingLong(Share::total).reversed().thenComparing(Share::label))
                .toList();
    }

    /** Bytes in all. */
    public long total(Person person, String series, Span span) {
        person.require(Role.GUEST);
        return list(series, span).stream().mapToLong(one -> one.sum().total()).sum();
    }

    /** How often a file was asked for by the network, day by day, those days on which it was; whether somebody may see the file is asked elsewhere. */
    public List<Asked> asked(Person person, Sha1 file, int days) {
        person.require(Role.GUEST);
        return store.asked(file, today.get().minusDays(days));
    }

    /** The day on which the network was last served each of these files, those of which that is known: figures are kept for {@value #DAYS_ASKED_KEPT} days. */
    public Map<Sha1, LocalDate> lastAsked(Person person, Collection<Sha1> files) {
        person.require(Role.GUEST);
        var last = new HashMap<>(store.lastAsked(files));
        synchronized (this) {
            for (var file : files) {
                var fresh = asked.get(file);
                if (fresh != null) {
                    last.put(file, fresh.day());
                }
            }
        }
        return last;
    }

    /** The files most asked for, by their hash. */
    public List<AskedFile> mostAsked(Person person, int days, int atMost) {
        person.require(Role.OWNER);
        return store.mostAsked(today.get().minusDays(days), atMost);
    }

    /** The day it is in the house. */
    public LocalDate day() {
        return today.get();
    }
}
