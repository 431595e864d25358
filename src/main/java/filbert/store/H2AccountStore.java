package filbert.store;

import filbert.household.AccountStore;
import filbert.household.Role;
import filbert.sharing.library.Visibility;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** Accounts in the table {@code person}. */
public final class H2AccountStore implements AccountStore {
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
    public void update(Account account) {
        database.write(sql -> sql.client()
                .sql("update person set name = ?, role = ?, password = ?, download_folder = ?, disabled = ?, child = ? where id = ?")
                .params(row(account))
                .param(account.id())
                .update());
    }

    @Override
    public void remove(long id, long heir) {
        database.write(sql -> {
            // on every servent: what only they saw is nobody's to look into
            sql.client().sql("delete from shared_folder where person_id = ? and visibility = ?").params(id, Visibility.PRIVATE.name()).update();
            for (var shared : List.of("setting", "lesson", "shared_folder")) {
                sql.client().sql("update " + shared + " set person_id = ? where person_id = ?").params(heir, id).update();
            }
            sql.client().sql("delete from happening where person_id = ?").param(id).update();
            return sql.client().sql("delete from person where id = ?").param(id).update(); // and what refers to it
        });
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
                        "update person set last_seen = ? where id = ?",
                        lastSeen.entrySet().stream().map(one -> new Object[] {Columns.time(one.getValue()), one.getKey()}).toList()));
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
