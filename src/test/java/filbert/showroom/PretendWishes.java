package filbert.showroom;

import filbert.household.Narrowing;
import filbert.household.wish.Plan;
import filbert.household.wish.Taking;
import filbert.household.wish.Wish;
import filbert.household.wish.WishHit;
import filbert.household.wish.WishStore;
import filbert.servent.search.FoundFile;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Wishes in memory. */
public final class PretendWishes implements WishStore {
    /** What another machine of the house does meanwhile. */
    public Runnable afterLookingForDue = () -> {};

    public final Map<Long, Wish> wishes = new TreeMap<>();
    public final Map<Long, Map<String, WishHit>> hits = new TreeMap<>();
    private long lastId;

    void furnish() {
        var now = PretendHouse.NOW;
        var rare = new Plan("The <b>old</b> radio play", "hazel radio play", Narrowing.parse("type=audio&min=20MB&has=sources%3A2&not=dormouse"),
                Duration.ofHours(6), true, new Taking(3, 1, 2, Taking.Choice.BEST));
        var one = add(new Wish(0, 1, now.minusSeconds(90_000), rare, new Wish.Progress(Wish.State.ACTIVE, now.plusSeconds(3_000), Optional.of(now.minusSeconds(18_000)), "",
                1, LocalDate.of(2026, 11, 20), 1)));
        meet(one.id(), List.of(PretendSearches.found(21, "Hazel & Hedgerow <script>alert(1)</script>.ogg", 31_000_000, 4),
                PretendSearches.found(22, "hazel radio play part 2.ogg", 28_000_000, 2)), now);
        taken(one.id(), PretendDownloads.sha1(22).base32());
        add(new Wish(0, 1, now, new Plan("", "medlar", Narrowing.NONE, Duration.ofHours(24), false, Taking.NOTHING),
                new Wish.Progress(Wish.State.PAUSED, now, Optional.empty(), "unsearchable", 0, LocalDate.EPOCH, 0)));
        add(new Wish(0, 2, now, new Plan("a secret", "surprise", Narrowing.NONE, Duration.ofHours(24), false, Taking.NOTHING), Wish.Progress.NEW));
    }

    private Map<String, WishHit> of(Wish wish) {
        return hits.computeIfAbsent(wish.id(), _ -> new LinkedHashMap<>());
    }

    @Override
    public synchronized Wish add(Wish wish) {
        var added = new Wish(++lastId, wish.person(), wish.made(), wish.plan(), wish.progress());
        wishes.put(added.id(), added);
        return added;
    }

    @Override
    public synchronized boolean change(long id, Plan plan) {
        return wishes.computeIfPresent(id, (_, old) -> new Wish(id, old.person(), old.made(), plan, old.progress())) != null;
    }

    @Override
    public synchronized boolean progress(long id, UnaryOperator<Wish.Progress> how) {
        return wishes.computeIfPresent(id, (_, old) -> new Wish(id, old.person(), old.made(), old.plan(), how.apply(old.progress()))) != null;
    }

    @Override
    public synchronized boolean remove(long id) {
        hits.remove(id);
        return wishes.remove(id) != null;
    }

    @Override
    public synchronized Optional<Wish> wish(long id) {
        return Optional.ofNullable(wishes.get(id));
    }

    @Override
    public synchronized List<Wish> of(long person) {
        return wishes.values().stream().filter(wish -> wish.person() == person).toList();
    }

    @Override
    public synchronized List<Tally> tally() {
        return wishes.values().stream().map(Wish::person).distinct().sorted()
                .map(person -> new Tally(person, of(person).size(), (int) of(person).stream().filter(Wish::active).count()))
                .toList();
    }

    @Override
    public synchronized List<Wish> due(Instant now, int atMost) {
        var due = wishes.values().stream()
                .filter(Wish::active)
                .filter(wish -> !wish.progress().next().isAfter(now) || wish.progress().last().filter(last -> last.isAfter(now)).isPresent())
                .sorted(Comparator.comparing((Wish wish) -> wish.progress().next()).thenComparing(Wish::id))
                .limit(atMost)
                .toList();
        afterLookingForDue.run();
        return due;
    }

    @Override
    public synchronized int active() {
        return (int) wishes.values().stream().filter(Wish::active).count();
    }

    @Override
    public synchronized Met meet(long id, Collection<FoundFile> files, Instant now) {
        var fresh = new ArrayList<FoundFile>();
        wish(id).ifPresent(wish -> files.stream()
                .filter(file -> of(wish).size() < MOST_HITS && of(wish).putIfAbsent(file.id(), new WishHit(file, true, false)) == null)
                .forEach(fresh::add));
        return new Met(fresh, 0);
    }

    @Override
    public synchronized void know(long id, Collection<FoundFile> files, Instant now) {
        meet(id, files, now);
        seen(id);
    }

    @Override
    public synchronized Counts counts(long id) {
        var all = hits.getOrDefault(id, Map.of()).values();
        return new Counts(all.size(), (int) all.stream().filter(WishHit::fresh).count());
    }

    @Override
    public synchronized int fresh(long person) {
        return of(person).stream().mapToInt(wish -> counts(wish.id()).fresh()).sum();
    }

    @Override
    public synchronized List<WishHit> hits(long id, int from, int atMost) {
        return hits.getOrDefault(id, Map.of()).values().stream().skip(from).limit(atMost).toList();
    }

    @Override
    public synchronized Optional<WishHit> hit(long id, String hit) {
        return Optional.ofNullable(hits.getOrDefault(id, Map.of()).get(hit));
    }

    @Override
    public synchronized void seen(long id) {
        wish(id).ifPresent(wish -> of(wish).replaceAll((_, hit) -> new WishHit(hit.file(), false, hit.taken())));
    }

    @Override
    public synchronized void taken(long id, String hit) {
        wish(id).ifPresent(wish -> of(wish).computeIfPresent(hit, (_, old) -> new WishHit(old.file(), old.fresh(), true)));
    }

    @Override
    public synchronized void forgetHits(long id) {
        hits.remove(id);
    }
}
