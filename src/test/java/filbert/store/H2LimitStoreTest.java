package filbert.store;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.AccountStore.Account;
import filbert.household.OwnLimits;
import filbert.household.Role;
import filbert.household.WeekUse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class H2LimitStoreTest extends StoreTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

    @Test
    void limitsAndWhatWasFetchedAreKept() {
        var some = new OwnLimits(Optional.empty(), Optional.of(5_000), Optional.of(0));
        long jonas;
        try (var database = house()) {
            jonas = new H2AccountStore(database)
                    .insert(new Account(0, "jonas", Role.MEMBER, "x", Optional.empty(), Instant.EPOCH))
                    .id();
            var store = new H2LimitStore(database);
            store.keep(jonas, new OwnLimits(Optional.of(1), Optional.empty(), Optional.empty()));
            store.keep(jonas, some);
            store.add(Map.of(jonas, new WeekUse(MONDAY.minusWeeks(1), 7)));
            store.add(Map.of(jonas, new WeekUse(MONDAY, 5L << 40), 99L, new WeekUse(MONDAY, 1)));
            store.add(Map.of(jonas, new WeekUse(MONDAY, 12)));
        }
        try (var database = house()) {
            var store = new H2LimitStore(database);
            assertThat(store.limits()).containsExactlyEntriesOf(Map.of(jonas, some));
            assertThat(store.used()).containsExactlyEntriesOf(Map.of(jonas, new WeekUse(MONDAY, (5L << 40) + 12)));
            store.keep(jonas, OwnLimits.NONE);
            assertThat(store.limits()).isEmpty();
        }
    }
}
