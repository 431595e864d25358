package filbert.store;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.AccountStore.Account;
import filbert.household.Role;
import filbert.identity.Sha1;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class H2HoldingsTest extends StoreTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static Sha1 sha1(int number) {
        return new Sha1(number, 0, 1);
    }

    private static void share(Database database, long person, long folder, String visibility, int content) {
        database.write(sql -> {
            sql.client()
                    .sql("insert into shared_folder (id, person_id, path, alias, visibility, excludes, files, bytes, state, servent_id) values (?, ?, ?, 'a', ?, '', 1, 1, 'ready', ?)")
                    .params(folder, person, "/srv/" + folder, visibility, database.servent())
                    .update();
            return sql.client()
                    .sql("insert into shared_file (folder_id, relative, name_key, words, media, size, modified_second, modified_nano, file_key, sha1, added)"
                            + " values (?, 'a', 'a', 'a', 'AUDIO', 1, 0, 0, '', ?, ?)")
                    .params(folder, sha1(content).base32(), Columns.time(NOW))
                    .update();
        });
    }

    @Test
    void oneHearsOfWhatOneMaySeeAndOfNothingInAnothersPrivateFolder() {
        try (var database = house()) {
            var accounts = new H2AccountStore(database);
            var ann = accounts.insert(new Account(0, "ann", Role.OWNER, "-", Optional.empty(), NOW)).id();
            var bob = accounts.insert(new Account(0, "bob", Role.MEMBER, "-", Optional.empty(), NOW)).id();
            share(database, ann, 1, "HOUSEHOLD", 1);
            share(database, ann, 2, "PRIVATE", 2);
            share(database, bob, 3, "PRIVATE", 3);
            var holdings = new H2Holdings(database);
            var many = IntStream.range(0, 1_300).mapToObj(H2HoldingsTest::sha1).toList();
            assertThat(holdings.of(ann, many)).containsExactlyInAnyOrder(sha1(1), sha1(2));
            assertThat(holdings.of(bob, many)).containsExactlyInAnyOrder(sha1(1), sha1(3));
            assertThat(holdings.of(bob, List.of())).isEmpty();
        }
    }
}
