package filbert.household.wish;

import static filbert.showroom.PretendHouse.MEMBER;
import static filbert.showroom.PretendHouse.NOW;
import static filbert.showroom.PretendHouse.OWNER;
import static filbert.showroom.PretendSearches.found;
import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.Narrowing;
import filbert.household.Person;
import filbert.household.telling.Notice;
import filbert.household.telling.Telling;
import filbert.identity.Sha1;
import filbert.servent.search.FoundFile;
import filbert.servent.search.SearchView;
import filbert.servent.search.UnsearchableException;
import filbert.showroom.PretendHouse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Days of wishes, in virtual time. */
final class WishRoundsTest {
    private static final Plan PLAN = plan("rare hazel", Duration.ofHours(6), Taking.NOTHING);

    private final PretendHouse house = new PretendHouse();
    private final TimedSearches searches = new TimedSearches();
    private final Set<Person> gone = new HashSet<>();
    private final Set<Sha1> owned = new HashSet<>();
    private final List<String> told = new ArrayList<>();
    private final Map<String, List<Instant>> asked = new HashMap<>();
    private final Telling telling = new Telling() {
        @Override
        public void tell(long person, Notice notice) {
            told.add(person + " " + notice.kind().key() + " " + notice.count() + " " + notice.subject());
        }

        @Override
        public void tellOwners(Notice notice) {}
    };
    private Instant now = NOW;
    private long nanos;
    private WishRounds rounds;
    private HouseholdWishes desk;

    @BeforeEach
    void begin() {
        house.overlay.furnish();
        restart();
    }

    /** Everything that is not in the store is forgotten. */
    private void restart() {
        InstantSource clock = () -> now;
        rounds = new WishRounds(new WishRounds.House(
                house.wishes,
                searches,
                house.spamDesk,
                id -> house.people.byId(id).filter(person -> !gone.contains(person)),
                house.downloadDesk(),
                owned::contains,
                () -> !house.overlay.neighbours.isEmpty(),
                () -> house.wishesAllowed,
                telling,
                clock,
                () -> nanos,
                new Random(7)));
        desk = new HouseholdWishes(house.wishes, rounds, searches, house.downloadDesk(), clock);
    }

    private static Plan plan(String words, Duration every, Taking taking) {
        return new Plan("", words, Narrowing.NONE, every, true, taking);
    }

    private Wish add(Person person, Plan plan) {
        return desk.add(person, plan);
    }

    /** Time passes, with a look every five seconds; runs end after 200 s and are forgotten 3 minutes later. */
    private void pass(Duration time) {
        var end = now.plus(time);
        while (now.isBefore(end)) {
            now = now.plusSeconds(5);
            nanos += Duration.ofSeconds(5).toNanos();
            searches.passTo(nanos);
            var before = searches.started.size();
            rounds.look();
            searches.started.subList(before, searches.started.size()).forEach(words -> asked.computeIfAbsent(words, _ -> new ArrayList<>()).add(now));
        }
    }

    private void passToTheNextRun() {
        for (var before = searches.started.size(); searches.started.size() == before; ) {
            pass(Duration.ofSeconds(5));
        }
    }

    private void answer(FoundFile... files) {
        searches.answer(List.of(files));
    }

    private List<Instant> times(String words) {
        return asked.getOrDefault(words, List.of());
    }

    @Test
    void aWishIsAskedAtOnceAndThenAgainForDaysEachTimeAtItsOwnOddTime() {
        add(OWNER, PLAN);
        pass(Duration.ofDays(3));
        var times = times("rare hazel");
        assertThat(times).hasSizeBetween(11, 14);
        assertThat(times.getFirst()).isBefore(NOW.plusSeconds(60));
        var gaps = IntStream.range(1, times.size()).mapToObj(i -> Duration.between(times.get(i - 1), times.get(i))).toList();
        assertThat(gaps).allMatch(gap -> gap.compareTo(Duration.ofMinutes(323)) > 0 && gap.compareTo(Duration.ofMinutes(397)) < 0);
        assertThat(gaps).doesNotHaveDuplicates();
    }

    /** Two machines may share a store: between our look and our note the other one noted that it asks. */
    @Test
    void theMachineThatIsFasterHasTheRun() {
        var wish = add(OWNER, PLAN);
        house.wishes.afterLookingForDue = () -> house.wishes.progress(wish.id(), one -> one.asked(now, now.plus(Duration.ofHours(6))));
        pass(Duration.ofMinutes(1));
        assertThat(searches.started).isEmpty();
    }

    @Test
    void whatWasNotSeenBeforeIsNewAndItsPersonIsToldOncePerRun() {
        var wish = add(MEMBER, PLAN);
        pass(Duration.ofMinutes(1));
        answer(found(1, "rare hazel.ogg", 100, 1), found(2, "rare hazel live.ogg", 100, 1));
        pass(Duration.ofMinutes(5));
        assertThat(house.wishes.counts(wish.id())).isEqualTo(new WishStore.Counts(2, 2));
        assertThat(told).containsExactly("2 wish-found 2 rare hazel");
        desk.seen(MEMBER, wish.id());
        passToTheNextRun();
        answer(found(1, "rare hazel.ogg", 100, 1), found(3, "rare hazel demo.ogg", 100, 1));
        pass(Duration.ofMinutes(10));
        assertThat(house.wishes.counts(wish.id())).isEqualTo(new WishStore.Counts(3, 1));
        assertThat(told).containsExactly("2 wish-found 2 rare hazel", "2 wish-found 1 rare hazel");
    }

    @Test
    void whatTheLastSearchFoundIsNoNews() {
        searches.searched(new SearchView("by hand", 2, "rare hazel", SearchView.State.DONE, NOW, 4, 1, "", 0, List.of(found(1, "rare hazel.ogg", 100, 1))));
        var wish = add(MEMBER, PLAN);
        assertThat(house.wishes.counts(wish.id())).isEqualTo(new WishStore.Counts(1, 0));
        pass(Duration.ofMinutes(30));
        assertThat(times("rare hazel")).as("it was asked just now").isEmpty();
    }

    @Test
    void nothingIsAskedWhileThereIsNobodyAndAllHaveTheirTurnAfterwardsOneAMinute() {
        var neighbours = List.copyOf(house.overlay.neighbours);
        house.overlay.neighbours.clear();
        LongStream.range(0, 5).forEach(i -> add(OWNER, plan("nut number " + i + i + i, Duration.ofHours(1), Taking.NOTHING)));
        pass(Duration.ofDays(2));
        assertThat(asked).isEmpty();
        house.overlay.neighbours.addAll(neighbours);
        pass(Duration.ofMinutes(6));
        assertThat(asked).hasSize(5);
        assertThat(asked.values()).allMatch(times -> times.size() == 1);
    }

    @Test
    void aRestartBringsNobodyForward() {
        add(OWNER, PLAN);
        pass(Duration.ofHours(1));
        for (var i = 0; i < 20; i++) {
            restart();
            pass(Duration.ofMinutes(10));
        }
        assertThat(times("rare hazel")).hasSize(1);
    }

    @Test
    void aThousandWishesAtTheStartAreAskedOneAMinuteAndNeverManyAtOnce() {
        LongStream.range(0, 1_000).forEach(i ->
                house.wishes.add(new Wish(0, OWNER.id(), NOW, plan("nut" + i, Duration.ofHours(24), Taking.NOTHING), Wish.Progress.NEW)));
        pass(Duration.ofHours(3));
        assertThat(searches.started.size()).isBetween(170, 181);
        assertThat(searches.mostRunning).isLessThanOrEqualTo(WishRounds.AT_ONCE);
        assertThat(asked.values()).as("nobody twice before everybody once").allMatch(times -> times.size() == 1);
    }

    @Test
    void whoWantsEverythingAtOnceLeavesOthersTheirTurns() {
        for (var i = 0; i < HouseholdWishes.MOST_OF_A_PERSON; i++) {
            add(MEMBER, plan("many nuts " + i, Duration.ofHours(1), Taking.NOTHING));
        }
        add(OWNER, PLAN);
        house.wishes.progress(HouseholdWishes.MOST_OF_A_PERSON + 1, one -> one.next(NOW));
        pass(Duration.ofMinutes(3));
        assertThat(times("rare hazel")).hasSize(1);
    }

    @Test
    void theSameWordsOfTwoPeopleAreHalfAnHourApart() {
        add(OWNER, plan("same words", Duration.ofHours(1), Taking.NOTHING));
        add(MEMBER, plan("Same WORDS", Duration.ofHours(1), Taking.NOTHING));
        house.wishes.progress(1, one -> one.next(NOW));
        house.wishes.progress(2, one -> one.next(NOW));
        pass(Duration.ofHours(12));
        var all = asked.values().stream().flatMap(List::stream).sorted().toList();
        assertThat(all).hasSizeGreaterThan(15);
        for (var i = 1; i < all.size(); i++) {
            assertThat(Duration.between(all.get(i - 1), all.get(i))).isGreaterThanOrEqualTo(WishRounds.BETWEEN_REPEATS);
        }
    }

    @Test
    void aClockSetForwardMakesNobodyAskTwiceInHalfAnHour() {
        add(OWNER, PLAN);
        pass(Duration.ofMinutes(1));
        now = now.plus(Duration.ofDays(300));
        pass(Duration.ofMinutes(25));
        assertThat(times("rare hazel")).hasSize(1);
        pass(Duration.ofHours(13));
        assertThat(times("rare hazel")).hasSizeBetween(3, 4);
    }

    @Test
    void aClockSetBackSilencesNobody() {
        add(OWNER, PLAN);
        pass(Duration.ofMinutes(1));
        now = now.minus(Duration.ofDays(300));
        pass(Duration.ofHours(13));
        assertThat(times("rare hazel")).hasSizeBetween(3, 4);
    }

    @Test
    void spamAndWhatTheFilterHidesAreNoFinds() {
        var wish = add(OWNER, new Plan("", "rare hazel", Narrowing.parse("type=audio&min=50"), Duration.ofHours(6), true, Taking.NOTHING));
        pass(Duration.ofMinutes(1));
        answer(found(1, "rare hazel.ogg", 100, 1), found(2, "rare hazel.mkv", 100, 1), found(3, "rare hazel.mp3", 10, 1));
        pass(Duration.ofMinutes(10));
        assertThat(house.wishes.hits(wish.id(), 0, 10)).extracting(hit -> hit.file().name()).containsExactly("rare hazel.ogg");
    }

    @Test
    void theBestIsDownloadedAndTheWishRestsWhenItHasAll() {
        var wish = add(MEMBER, plan("rare hazel", Duration.ofHours(6), new Taking(2, 1, 2, Taking.Choice.BEST)));
        pass(Duration.ofMinutes(1));
        answer(found(1, "rare hazel.ogg", 100, 2), found(2, "rare hazel live.ogg", 100, 5), found(3, "rare hazel one source.ogg", 100, 1));
        pass(Duration.ofMinutes(10));
        assertThat(house.downloads.view()).extracting(download -> download.name()).containsExactly("rare hazel live.ogg");
        assertThat(told).contains("2 wish-taken 0 rare hazel live.ogg");
        passToTheNextRun();
        answer(found(4, "rare hazel best.ogg", 100, 9));
        pass(Duration.ofMinutes(10));
        assertThat(house.downloads.view()).as("one a day").hasSize(1);
        pass(Duration.ofHours(24));
        passToTheNextRun();
        answer(found(4, "rare hazel best.ogg", 100, 9));
        pass(Duration.ofMinutes(10));
        assertThat(house.downloads.view()).hasSize(2);
        assertThat(house.wishes.wish(wish.id()).orElseThrow().progress().state()).isEqualTo(Wish.State.SATISFIED);
        var runs = searches.started.size();
        pass(Duration.ofDays(2));
        assertThat(searches.started).hasSize(runs);
    }

    @Test
    void aPersonWhoIsGoneOrBecameAGuestIsAskedForNoMore() {
        var wish = add(MEMBER, plan("rare hazel", Duration.ofHours(6), new Taking(2, 1, 1, Taking.Choice.ALL)));
        pass(Duration.ofMinutes(1));
        answer(found(1, "rare hazel.ogg", 100, 2));
        gone.add(MEMBER);
        pass(Duration.ofMinutes(10));
        assertThat(house.downloads.view()).isEmpty();
        house.wishes.remove(wish.id()); // as the database does with its person
        pass(Duration.ofDays(1));
        assertThat(searches.started).hasSize(1);
    }

    @Test
    void aWishDeletedWhileItRunsEndsItsSearch() {
        var wish = add(OWNER, PLAN);
        pass(Duration.ofMinutes(1));
        desk.remove(OWNER, wish.id());
        answer(found(1, "rare hazel.ogg", 100, 2));
        pass(Duration.ofMinutes(10));
        assertThat(searches.live.values()).extracting(SearchView::state).doesNotContain(SearchView.State.RUNNING);
        assertThat(house.wishes.hits).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void tenThousandHitsAreCutOff() {
        var wish = add(OWNER, PLAN);
        pass(Duration.ofMinutes(1));
        searches.answer(IntStream.range(0, 10_000).mapToObj(WishRoundsTest::numbered).toList());
        pass(Duration.ofMinutes(10));
        assertThat(house.wishes.counts(wish.id()).total()).isEqualTo(WishStore.MOST_HITS);
        assertThat(told).containsExactly("1 wish-found 1000 rare hazel");
    }

    private static FoundFile numbered(int number) {
        var name = "rare hazel " + number + ".ogg";
        var sha1 = new Sha1(number, 0, 1);
        return new FoundFile(sha1.base32(), Optional.of(sha1), Optional.empty(), name, List.of(name), 100, List.of(), NOW, NOW);
    }

    @Test
    void peopleComeFirstWhenTheMinuteIsFull() {
        add(OWNER, PLAN);
        searches.refusal = new UnsearchableException("too-many-a-minute");
        pass(Duration.ofMinutes(5));
        assertThat(asked).isEmpty();
        searches.refusal = null;
        pass(Duration.ofSeconds(10));
        assertThat(times("rare hazel")).hasSize(1);
    }

    @Test
    void wordsNobodyAnswersAreLeftForADay() {
        var wish = add(OWNER, PLAN);
        searches.refusal = new UnsearchableException("too-short");
        pass(Duration.ofHours(1));
        assertThat(house.wishes.wish(wish.id()).orElseThrow().progress().trouble()).isEqualTo("unsearchable");
        assertThat(searches.refusals).isEqualTo(1);
    }

    @Test
    void wherePeopleMustPressTheButtonNothingIsAskedByItself() {
        house.wishesAllowed = false;
        var wish = add(OWNER, PLAN);
        assertThat(rounds.asksAgain()).isFalse();
        pass(Duration.ofDays(2));
        assertThat(times("rare hazel")).as("the first is asked for").hasSize(1);
        desk.runNow(OWNER, wish.id());
        pass(Duration.ofMinutes(1));
        assertThat(times("rare hazel")).hasSize(2);
        desk.remove(OWNER, wish.id());
        wish = add(OWNER, PLAN);
        pass(Duration.ofMinutes(25));
        assertThat(times("rare hazel")).as("the same words at once again").hasSize(2);
        pass(Duration.ofMinutes(6));
        assertThat(times("rare hazel")).hasSize(3);
        house.wishesAllowed = true;
        assertThat(rounds.asksAgain()).isTrue();
        desk.pause(OWNER, wish.id());
        assertThat(rounds.asksAgain()).isFalse();
    }
}
