package filbert.store;

import filbert.household.AccountStore;
import filbert.household.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
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
                Columns.time(row, "created"));
    }

    @Override
    public Account insert(Account account) {
        return database.write(sql -> {
            var key = new GeneratedKeyHolder();
            sql.client()
                    .sql("insert into person (name, role, password, download_folder, created) values (?, ?, ?, ?, ?)")
                    .params(row(account))
                    .param(Columns.time(account.created()))
                    .update(key, "id");
            return new Account(
                    Keys.id(key), account.name(), account.role(), account.passwordHash(), account.downloadFolder(), account.created());
        });
    }

    @Override
    public void update(Account account) {
        database.write(sql -> sql.client()
                .sql("update person set name = ?, role = ?, password = ?, download_folder = ? where id = ?")
                .params(row(account))
                .param(account.id())
                .update());
    }

    private static @Nullable Object[] row(Account account) {
        return new @Nullable Object[] {
            account.name(), account.role().name(), account.passwordHash(), Columns.text(account.downloadFolder())
        };
    }
}
