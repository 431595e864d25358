package filbert.store;

import filbert.sharing.library.SharedFolder;
import filbert.sharing.library.Visibility;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** Folders that are shared, in the table {@code shared_folder}. */
final class StoredFolders {
    private final Database database;

    StoredFolders(Database database) {
        this.database = database;
    }

    List<SharedFolder> all() {
        return database.read(sql -> sql.sql("select * from shared_folder where servent_id = ? order by id").param(database.servent()).query((row, _) -> folder(row)).list());
    }

    private static SharedFolder folder(ResultSet row) throws SQLException {
        return new SharedFolder(
                row.getLong("id"),
                row.getLong("person_id"),
                Path.of(row.getString("path")),
                row.getString("alias"),
                Visibility.valueOf(row.getString("visibility")),
                StoredSources.readTexts(row.getString("excludes")),
                row.getLong("files"),
                row.getLong("bytes"),
                row.getString("state"),
                Columns.timeOrNull(row, "last_scan"));
    }

    SharedFolder insert(SharedFolder folder) {
        return database.write(sql -> {
            var key = new GeneratedKeyHolder();
            sql.client()
                    .sql("insert into shared_folder (person_id, path, alias, visibility, excludes, files, bytes, state, last_scan, servent_id)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(row(folder))
                    .param(database.servent())
                    .update(key, "id");
            return new SharedFolder(
                    Keys.id(key),
                    folder.owner(),
                    folder.path(),
                    folder.alias(),
                    folder.visibility(),
                    folder.excludes(),
                    folder.files(),
                    folder.bytes(),
                    folder.state(),
                    folder.lastScan());
        });
    }

    void update(SharedFolder folder) {
        int updated = database.write(sql -> sql.client()
                .sql("update shared_folder set person_id = ?, path = ?, alias = ?, visibility = ?, excludes = ?, files = ?, bytes = ?,"
                        + " state = ?, last_scan = ? where id = ?")
                .params(row(folder))
                .param(folder.id())
                .update());
        if (updated == 0) {
            throw new NoSuchElementException("folder " + folder.id());
        }
    }

    private static @Nullable Object[] row(SharedFolder folder) {
        return new @Nullable Object[] {
            folder.owner(),
            folder.path().toString(),
            Columns.clip(folder.alias()),
            folder.visibility().name(),
            StoredSources.writeTexts(folder.excludes()),
            folder.files(),
            folder.bytes(),
            folder.state(),
            Columns.timeOrNull(folder.lastScan())
        };
    }

    void delete(long folderId) {
        database.write(sql -> sql.client().sql("delete from shared_folder where id = ?").param(folderId).update());
    }
}
