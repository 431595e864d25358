package filbert.store;

import filbert.household.AccountStore;
import filbert.household.Role;
import filbert.sharing.library.Visibility;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** Accounts in the table {@code person}. */
public final class H2AccountStore implements AccountStore {
    private static final List<String> COLUMNS = List.of("name", "role", "password", "download_folder", "disabled", "child"); // as in row

    private final Database database;

    public H2AccountStore(Database database) {
        this.database = database;
    }

    @Override
    public List<Account> accounts() {
        return database.read(sql -> sql.sql("select * from person order by id").query((row, _) -> account(row)).list());
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getLong("id"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getString("password"),
                Columns.path(row, "download_folder"),
                Columns.time(row, "created"),
                row.getBoolean("disabled"),
                row.getBoolean("child"));
    }

    @Override
    public Account insert(Account account) {
        return database.write(sql -> {
            var key = new GeneratedKeyHolder();
            sql.client()
                    .sql("insert into person (name, role, password, download_folder, disabled, child, created) values (?, ?, ?, ?, ?, ?, ?)")
                    .params(row(account))
                    .param(Columns.time(account.created()))
                    .update(key, "id");
            return account.numbered(Keys.id(key));
        });
    }

    @Override
    public boolean update(Account before, Account after) {
        var was = row(before);
        var is = row(after);
        var different = IntStream.range(0, is.length).filter(column -> !Objects.equals(was[column], is[column])).boxed().toList();
        if (different.isEmpty()) {
            return true;
        }
        return database.write(sql -> {
            if (takesOwnership(before, after) && owners(sql.client()).equals(List.of(after.id()))) {
                return false;
            }
            sql.client()
                    .sql("update person set " + different.stream().map(column -> COLUMNS.get(column) + " = ?").collect(Collectors.joining(", "))
                            + " where id = ?")
                    .params(different.stream().map(column -> is[column]).toArray())
                    .param(after.id())
                    .update();
            return true;
        });
    }

    /** Whether what is written makes an owner none any more, whatever {@code before} takes the person for: that may be of some seconds ago. */
    private static boolean takesOwnership(Account before, Account after) {
        return before.role() != after.role() && after.role() != Role.OWNER || !before.disabled() && after.disabled();
    }

    /** As they are now; within {@link Database#write} nobody else changes them, on no machine. */
    private static List<Long> owners(JdbcClient sql) {
        return sql.sql("select id from person where role = ? and not disabled").param(Role.OWNER.name()).query(Long.class).list();
    }

    @Override
    public boolean remove(long id, long heir) {
        return database.write(sql -> {
            if (owners(sql.client()).stream().allMatch(owner -> owner == id)) {
                return false;
            }
            // on every servent: what only they saw is nobody's to look into
            sql.client().sql("delete from shared_folder where person_id = ? and visibility = ?").params(id, Visibility.PRIVATE.name()).update();
            for (var shared : List.of("setting", "lesson", "shared_folder")) {
                sql.client().sql("update " + shared + " set person_id = ? where person_id = ?").params(heir, id).update();
            }
            sql.client().sql("delete from happening where person_id = ?").param(id).update();
            sql.client().sql("delete from sample where series = ? and label = ?").params(H2SampleStore.OF_PEOPLE, Long.toString(id)).update();
            var gone = sql.client().sql("delete from person where id = ?").param(id).update(); // and what refers to it
            if (gone > 0) {
                sql.client().sql("insert into departed (person_id, heir_id) values (?, ?)").params(id, heir).update();
            }
            return true;
        });
    }

    @Override
    public Map<Long, Long> departed() {
        return database.read(sql -> sql.sql("select person_id, heir_id from departed")
                .query((row, _) -> Map.entry(row.getLong("person_id"), row.getLong("heir_id")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public Map<Long, Instant> lastSeen() {
        return database.read(sql -> sql.sql("select id, last_seen from person where last_seen is not null")
                .query((row, _) -> Map.entry(row.getLong("id"), Columns.time(row, "last_seen")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public void seen(Map<Long, Instant> lastSeen) {
        database.write(sql -> sql.batches()
                .batchUpdate(
                        "update person set last_seen = ? where id = ? and (last_seen is null or last_seen < ?)",
                        lastSeen.entrySet().stream().map(one -> {
                            var at = Columns.time(one.getValue());
                            return new Object[] {at, one.getKey(), at};
                        }).toList()));
    }

    private static @Nullable Object[] row(Account account) {
        return new @Nullable Object[] {
            account.name(),
            account.role().name(),
            account.passwordHash(),
            Columns.text(account.downloadFolder()),
            account.disabled(),
            account.child()
        };
    }
}
