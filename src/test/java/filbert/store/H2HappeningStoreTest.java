package filbert.store;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.event.Happening;
import filbert.event.Happenings;
import filbert.household.HouseholdActivity;
import filbert.household.Person;
import filbert.household.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class H2HappeningStoreTest extends StoreTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Person ANN = new Person(1, "ann", Role.OWNER);
    private static final Person BOB = new Person(2, "bob", Role.MEMBER);

    private static Happening one(int second, String kind, long person) {
        return new Happening(NOW.plusSeconds(second), kind, person, "subject " + second);
    }

    @Test
    void everybodySeesTheirOwnAndWhatConcernsAll() {
        try (var database = house()) {
            var store = new H2HappeningStore(database);
            store.add(List.of(one(1, "download.done", 1), one(2, "network.lost", 0), one(3, "download.failed", 2)));
            assertThat(store.list(Optional.empty(), "", 0, 10)).containsExactly(one(3, "download.failed", 2), one(2, "network.lost", 0), one(1, "download.done", 1));
            assertThat(store.list(Optional.of(2L), "", 0, 10)).containsExactly(one(3, "download.failed", 2), one(2, "network.lost", 0));
            assertThat(store.list(Optional.of(3L), "download.", 0, 10)).isEmpty();
            assertThat(store.list(Optional.empty(), "download.", 1, 1)).containsExactly(one(1, "download.done", 1));
            assertThat(store.count(Optional.of(2L), "")).isEqualTo(2);
            assertThat(store.count(Optional.empty(), "%")).isEqualTo(3);
            assertThat(store.count(Optional.empty(), "' or 1=1 --")).isZero();
        }
    }

    @Test
    void whatIsTheHousesOwnIsForOwners() {
        try (var database = house()) {
            var store = new H2HappeningStore(database);
            store.add(List.of(one(1, "backup.daily", Happening.OWNERS)));
            var activity = new HouseholdActivity(store, new Happenings(), () -> NOW);
            assertThat(activity.page(ANN, "", 0, 10).rows()).containsExactly(one(1, "backup.daily", Happening.OWNERS));
            assertThat(activity.page(BOB, "", 0, 10)).isEqualTo(new HouseholdActivity.Page(List.of(), 0));
        }
    }

    @Test
    void onlyTheNewestAreKept() {
        try (var database = house()) {
            var store = new H2HappeningStore(database);
            assertThat(store.keepNewest(10)).isZero();
            store.add(IntStream.range(0, 30).mapToObj(i -> one(i, "download.done", 1)).toList());
            assertThat(store.keepNewest(10)).isEqualTo(20);
            assertThat(store.list(Optional.empty(), "", 0, 100)).hasSize(10).first().isEqualTo(one(29, "download.done", 1));
        }
    }

    @Test
    void whatHappenedIsThereAfterARestartAndNobodyIsToldAgain() {
        try (var database = house()) {
            var before = new Happenings();
            var activity = new HouseholdActivity(new H2HappeningStore(database), before, () -> NOW);
            activity.note(BOB, "folder.added", "x".repeat(5_000));
            before.record(one(5, "download.done", 1));
            assertThat(activity.page(BOB, "", 0, 10).rows()).extracting(Happening::kind).containsExactly("folder.added");
            assertThat(activity.page(ANN, "", 0, 1)).satisfies(page -> assertThat(page.total()).isEqualTo(2), page -> assertThat(page.rows()).containsExactly(one(5, "download.done", 1)));

            var after = new Happenings();
            var told = new ArrayList<Happening>();
            after.follow(told::add);
            var again = new HouseholdActivity(new H2HappeningStore(database), after, () -> NOW);
            assertThat(after.latest(10, _ -> true)).extracting(Happening::kind).containsExactly("download.done", "folder.added");
            again.keep();
            assertThat(again.page(ANN, "", 0, 10).total()).isEqualTo(2);
            assertThat(told).isEmpty();
        }
    }
}
