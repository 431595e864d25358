package filbert.store;

import filbert.sharing.download.AdoptionStore;
import filbert.sharing.download.adopt.Client;
import filbert.sharing.download.adopt.Leftovers;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Take-overs in the table {@code adoption}. */
public final class H2AdoptionStore implements AdoptionStore {
    private final Database database;

    public H2AdoptionStore(Database database) {
        this.database = database;
    }

    @Override
    public List<StoredAdoption> load() {
        return database.read(sql -> sql.sql("select * from adoption where download_id in (select id from download where servent_id = ?) order by download_id, file")
                .param(database.servent())
                .query((row, _) -> adoption(row)).list());
    }

    private static StoredAdoption adoption(ResultSet row) throws SQLException {
        var origin = new Leftovers.Origin(
                Client.valueOf(row.getString("client")), Path.of(row.getString("file")), Columns.path(row, "list_file"));
        return new StoredAdoption(row.getLong("download_id"), origin);
    }

    @Override
    public void keep(StoredAdoption adoption) {
        database.write(sql -> {
            delete(sql, adoption);
            return sql.client()
                    .sql("insert into adoption (download_id, client, file, list_file) values (?, ?, ?, ?)")
                    .params(row(adoption))
                    .update();
        });
    }

    private static @Nullable Object[] row(StoredAdoption adoption) {
        var origin = adoption.origin();
        return new @Nullable Object[] {
            adoption.download(), origin.client().name(), origin.file().toString(), Columns.text(origin.database())
        };
    }

    @Override
    public void forget(StoredAdoption adoption) {
        database.write(sql -> delete(sql, adoption));
    }

    private static int delete(Database.Connections sql, StoredAdoption adoption) {
        return sql.client()
                .sql("delete from adoption where download_id = ? and file = ?")
                .params(adoption.download(), adoption.origin().file().toString())
                .update();
    }
}
