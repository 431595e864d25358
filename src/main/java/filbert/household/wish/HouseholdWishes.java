package filbert.household.wish;

import filbert.event.Signal;
import filbert.household.HouseholdDownloads;
import filbert.household.Person;
import filbert.household.Role;
import filbert.servent.search.Searches;
import filbert.servent.search.UnsearchableException;
import filbert.sharing.download.DownloadView;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Wishes, as people may have them: members their own, and nobody sees what another wishes for. The owner sees that there are some, and how many. Methods
 * may block.
 */
public final class HouseholdWishes {
    /** Ours: with one asked a minute at most, so many of four people have their turn within two hours. */
    public static final int MOST_OF_A_PERSON = 30;

    private final WishStore store;
    private final WishRounds rounds;
    private final Searches searches;
    private final HouseholdDownloads downloads;
    private final InstantSource clock;

    public HouseholdWishes(WishStore store, WishRounds rounds, Searches searches, HouseholdDownloads downloads, InstantSource clock) {
        this.store = store;
        this.rounds = rounds;
        this.searches = searches;
        this.downloads = downloads;
        this.clock = clock;
    }

    /**
     * A wish as its person sees it.
     *
     * @param running is it being asked just now?
     * @param answered hosts that have answered meanwhile
     */
    public record View(Wish wish, WishStore.Counts counts, boolean running, int answered) {}

    /** @param offline nobody can be asked now: what is due waits; {@code allowed} may wishes run by themselves in this house? */
    public record Conditions(boolean offline, boolean allowed) {}

    public Conditions conditions() {
        return new Conditions(rounds.offline(), rounds.allowed());
    }

    public List<View> list(Person person) {
        person.require(Role.MEMBER);
        return store.of(person.id()).stream().map(this::view).toList();
    }

    private View view(Wish wish) {
        var run = rounds.running(wish.id());
        return new View(wish, store.counts(wish.id()), run.isPresent(), run.map(WishRounds.Running::answered).orElse(0));
    }

    /** How many files wishes found that their person has not seen; nothing for who may have no wishes. */
    public Optional<Integer> fresh(Person person) {
        return person.role().includes(Role.MEMBER) ? Optional.of(store.fresh(person.id())) : Optional.empty();
    }

    /** How many wishes others have; for owners. */
    public List<WishStore.Tally> others(Person person) {
        person.require(Role.OWNER);
        return store.tally().stream().filter(one -> one.person() != person.id()).toList();
    }

    /** @throws NoSuchElementException when there is none, or it is somebody else's */
    public View view(Person person, long id) {
        return view(own(person, id));
    }

    private Wish own(Person person, long id) {
        person.require(Role.MEMBER);
        return store.wish(id)
                .filter(wish -> wish.person() == person.id())
                .orElseThrow(() -> new NoSuchElementException("wish " + id));
    }

    /**
     * Makes a wish; it is asked as soon as its turn comes. What the person's last search for the same words found is no news.
     *
     * @throws IllegalArgumentException with a message key below {@code wishes.problem.}
     * @throws UnsearchableException for words nobody would answer
     */
    public synchronized Wish add(Person person, Plan plan) {
        person.require(Role.MEMBER);
        Searches.canonical(plan.query());
        if (store.of(person.id()).size() >= MOST_OF_A_PERSON) {
            throw new IllegalArgumentException("wishes.problem.too-many");
        }
        var last = searches.latest(person.id(), plan.query()).flatMap(found -> searches.view(found.id()));
        var progress = last.isPresent() ? Wish.Progress.NEW.next(clock.instant().plus(plan.every())) : Wish.Progress.NEW;
        var wish = store.add(new Wish(0, person.id(), clock.instant(), plan, progress));
        last.ifPresent(found -> store.know(wish.id(), rounds.counting(wish, found), clock.instant()));
        rounds.changed().raise();
        return wish;
    }

    /** Changes a wish. With other words it begins anew, and so it does when it was satisfied and may take more now. */
    public void change(Person person, long id, Plan plan) {
        var wish = own(person, id);
        Searches.canonical(plan.query());
        store.change(id, plan);
        if (!Searches.canonical(plan.query()).equals(Searches.canonical(wish.plan().query()))) {
            store.forgetHits(id);
            store.progress(id, now -> Wish.Progress.NEW.is(now.state()));
        } else if (wish.progress().state() == Wish.State.SATISFIED && wish.progress().taken() < plan.taking().most()) {
            store.progress(id, now -> now.is(Wish.State.ACTIVE));
        }
        rounds.changed().raise();
    }

    public void pause(Person person, long id) {
        store.progress(own(person, id).id(), now -> now.is(Wish.State.PAUSED));
        rounds.stop(id);
        rounds.changed().raise();
    }

    /** Also one that was satisfied: from now on it only looks. */
    public void resume(Person person, long id) {
        store.progress(own(person, id).id(), now -> now.is(Wish.State.ACTIVE));
        rounds.changed().raise();
    }

    /** @throws IllegalArgumentException when it was asked so shortly ago that others would drop the same words */
    public void runNow(Person person, long id) {
        var wish = own(person, id);
        var now = clock.instant();
        if (wish.progress().last().filter(last -> isYoung(last, now)).isPresent()) {
            throw new IllegalArgumentException("wishes.problem.just-asked");
        }
        store.progress(id, one -> one.is(Wish.State.ACTIVE).next(Wish.Progress.AT_ONCE));
        rounds.changed().raise();
    }

    private static boolean isYoung(Instant last, Instant now) {
        return last.plus(WishRounds.BETWEEN_REPEATS).isAfter(now) && !last.isAfter(now);
    }

    public void remove(Person person, long id) {
        var wish = own(person, id);
        store.remove(wish.id());
        rounds.stop(id);
        rounds.changed().raise();
    }

    public void seen(Person person, long id) {
        store.seen(own(person, id).id());
        rounds.changed().raise();
    }

    /** Newest first; without those that are not for this person any more. */
    public List<WishHit> hits(Person person, long id, int from, int atMost) {
        return store.hits(own(person, id).id(), from, atMost).stream().filter(hit -> downloads.mayHave(person, hit.file())).toList();
    }

    /**
     * Downloads what a wish found.
     *
     * @throws NoSuchElementException without such a hit
     * @throws IllegalArgumentException for one without a hash: nothing could be verified
     */
    public DownloadView download(Person person, long id, String hit) {
        var found = store.hit(own(person, id).id(), hit).orElseThrow(() -> new NoSuchElementException("result " + hit));
        var begun = downloads.add(person, found.file());
        store.taken(id, hit);
        rounds.changed().raise();
        return begun;
    }

    public Signal changed() {
        return rounds.changed();
    }
}
