package filbert.store;

import static filbert.showroom.PretendSearches.found;
import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.AccountStore.Account;
import filbert.household.Narrowing;
import filbert.household.Role;
import filbert.household.wish.Plan;
import filbert.household.wish.Taking;
import filbert.household.wish.Wish;
import filbert.household.wish.WishHit;
import filbert.household.wish.WishStore;
import filbert.identity.Sha1;
import filbert.servent.search.FoundFile;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class H2WishStoreTest extends StoreTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123456Z");
    private static final Plan PLAN =
            new Plan("Rare & <b>", "rare hazel", Narrowing.parse("type=audio&min=5+MB"), Duration.ofHours(6), true, new Taking(3, 2, 4, Taking.Choice.ALL));

    private Database database;
    private H2WishStore store;
    private long ann;

    @BeforeEach
    void open() {
        database = house();
        store = new H2WishStore(database);
        ann = person("ann");
    }

    private long person(String name) {
        return new H2AccountStore(database).insert(new Account(0, name, Role.OWNER, "-", Optional.empty(), NOW)).id();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Wish add(long person, Instant next) {
        return store.add(new Wish(0, person, NOW, PLAN, new Wish.Progress(Wish.State.ACTIVE, next, Optional.empty(), "", 0, LocalDate.EPOCH, 0)));
    }

    @Test
    void aWishIsReadAsItWasWrittenAndChanged() {
        var wish = add(ann, NOW);
        assertThat(store.wish(wish.id())).contains(wish);
        var other = new Plan("b", "medlar", Narrowing.NONE, Duration.ofHours(1), false, Taking.NOTHING);
        var progress = new Wish.Progress(Wish.State.SATISFIED, NOW.plusSeconds(1), Optional.of(NOW), "unsearchable", 3, LocalDate.of(2026, 11, 21), 2);
        assertThat(store.change(wish.id(), other)).isTrue();
        assertThat(store.progress(wish.id(), _ -> progress)).isTrue();
        assertThat(store.of(ann)).containsExactly(new Wish(wish.id(), ann, NOW, other, progress));
        assertThat(store.remove(wish.id())).isTrue();
        assertThat(store.wish(wish.id())).isEmpty();
        assertThat(store.change(wish.id(), other)).isFalse();
        assertThat(store.progress(wish.id(), one -> one)).isFalse();
    }

    @Test
    void theLongestDueComeFirstAndThoseAskedInTheFutureAreDue() {
        var later = add(ann, NOW.plusSeconds(1));
        var second = add(ann, NOW);
        var first = add(ann, NOW.minusSeconds(9));
        var now = add(ann, Wish.Progress.AT_ONCE);
        var resting = add(ann, NOW.minusSeconds(99));
        store.progress(resting.id(), one -> new Wish.Progress(Wish.State.PAUSED, one.next(), one.last(), "", 0, LocalDate.EPOCH, 0));
        assertThat(store.due(NOW, 10)).extracting(Wish::id).containsExactly(now.id(), first.id(), second.id());
        assertThat(store.due(NOW, 2)).hasSize(2);
        assertThat(store.active()).isEqualTo(4);
        var bens = add(person("ben"), NOW);
        assertThat(store.due(NOW, 3)).as("in turns").extracting(Wish::id).containsExactly(now.id(), bens.id(), first.id());
        store.progress(later.id(), one -> new Wish.Progress(one.state(), NOW.plusSeconds(99), Optional.of(NOW.plusSeconds(50)), "", 0, LocalDate.EPOCH, 0));
        assertThat(store.due(NOW, 10)).extracting(Wish::id).contains(later.id());
    }

    @Test
    void aFindIsNewOnce() {
        var wish = add(ann, NOW).id();
        var one = found(1, "rare <hazel>.ogg", 100, 3);
        assertThat(store.meet(wish, List.of(one), NOW).fresh()).containsExactly(one);
        assertThat(store.meet(wish, List.of(one, found(2, "b.ogg", 100, 20)), NOW.plusSeconds(5)).fresh()).extracting(FoundFile::name).containsExactly("b.ogg");
        assertThat(store.counts(wish)).isEqualTo(new WishStore.Counts(2, 2));
        assertThat(store.fresh(ann)).isEqualTo(2);
        assertThat(store.fresh(person("ben"))).isZero();
        assertThat(store.hits(wish, 0, 10)).extracting(hit -> hit.file().name()).containsExactly("b.ogg", "rare <hazel>.ogg");
        assertThat(store.hits(wish, 1, 10).getFirst().file().lastSeen()).isEqualTo(NOW.plusSeconds(5));
        assertThat(store.hits(wish, 0, 10).getFirst().file().sources()).hasSize(8);
        store.seen(wish);
        store.taken(wish, one.id());
        assertThat(store.hit(wish, one.id())).get().extracting(WishHit::fresh, WishHit::taken).containsExactly(false, true);
        assertThat(store.counts(wish)).isEqualTo(new WishStore.Counts(2, 0));
        store.forgetHits(wish);
        assertThat(store.counts(wish)).isEqualTo(new WishStore.Counts(0, 0));
    }

    @Test
    void aThousandAreRememberedAndOldOnesMakeRoom() {
        var wish = add(ann, NOW).id();
        var many = IntStream.range(0, 1_500).mapToObj(H2WishStoreTest::numbered).toList();
        var met = store.meet(wish, many, NOW);
        assertThat(met.fresh()).hasSize(WishStore.MOST_HITS);
        assertThat(met.left()).isEqualTo(500);
        assertThat(store.counts(wish).full()).isTrue();
        store.seen(wish);
        assertThat(store.meet(wish, many.subList(1_400, 1_500), NOW.plus(Duration.ofDays(59))).fresh()).isEmpty();
        assertThat(store.meet(wish, many.subList(1_400, 1_500), NOW.plus(Duration.ofDays(61))).fresh()).hasSize(100);
    }

    private static FoundFile numbered(int number) {
        var sha1 = new Sha1(number, 0, 1);
        return new FoundFile(sha1.base32(), Optional.of(sha1), Optional.empty(), "nut " + number, List.of("nut"), 100, List.of(), NOW, NOW);
    }

    @Test
    void withAPersonGoTheirWishesAndWhatARunStillFindsComesToNothing() {
        var bob = person("bob");
        var wish = add(bob, NOW).id();
        add(ann, NOW);
        store.meet(wish, List.of(found(1, "a.ogg", 100, 1)), NOW);
        assertThat(store.tally()).containsExactly(new WishStore.Tally(ann, 1, 1), new WishStore.Tally(bob, 1, 1));
        database.write(sql -> sql.client().sql("delete from person where id = ?").param(bob).update());
        assertThat(store.of(bob)).isEmpty();
        assertThat(store.meet(wish, List.of(found(2, "b.ogg", 100, 1)), NOW).fresh()).isEmpty();
        assertThat(store.counts(wish)).isEqualTo(new WishStore.Counts(0, 0));
    }

    @Test
    void whatIsKnownIsNoNews() {
        var wish = add(ann, NOW).id();
        store.know(wish, List.of(found(1, "a.ogg", 100, 1)), NOW);
        assertThat(store.meet(wish, List.of(found(1, "a.ogg", 100, 1)), NOW).fresh()).isEmpty();
        assertThat(store.counts(wish)).isEqualTo(new WishStore.Counts(1, 0));
    }
}
