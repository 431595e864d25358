package filbert.store;

import filbert.sharing.download.DownloadStore;
import filbert.sharing.download.DownloadView;
import filbert.sharing.download.Priority;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** The queue in the table {@code download}. */
public final class H2DownloadStore implements DownloadStore {
    private static final String COLUMNS =
            "person_id, sha1, tiger, name, size, state, written, verified, reason, detail, next_try, path, added, sources, places, looked_at, looks_in_vain, priority, folder, sought, folder_place, unvouched";

    private final Database database;

    public H2DownloadStore(Database database) {
        this.database = database;
    }

    @Override
    public List<StoredDownload> load() {
        return database.read(sql -> sql.sql("select * from download where servent_id = ? order by id").param(database.servent()).query((row, _) -> download(row)).list());
    }

    private static StoredDownload download(ResultSet row) throws SQLException {
        var view = new DownloadView(
                row.getLong("id"),
                row.getLong("person_id"),
                Columns.sha1(row).orElseThrow(),
                Columns.tiger(row),
                row.getString("name"),
                row.getLong("size"),
                DownloadView.State.valueOf(row.getString("state")),
                row.getLong("written"),
                row.getLong("verified"),
                0,
                row.getString("reason"),
                row.getString("detail"),
                Columns.timeOrNull(row, "next_try"),
                Columns.path(row, "path").orElse(null),
                Columns.time(row, "added"),
                List.of(),
                List.of(),
                new DownloadView.Looking(Columns.timeOrNull(row, "looked_at"), row.getInt("looks_in_vain"), 0, null),
                Priority.valueOf(row.getString("priority")),
                Columns.path(row, "folder").orElse(null),
                row.getBoolean("unvouched"));
        var memo = new Memo(row.getBoolean("sought"), Columns.path(row, "folder_place").orElse(null));
        return new StoredDownload(view, StoredSources.read(row.getString("sources")), StoredPlaces.read(row.getString("places")), memo);
    }

    @Override
    public long insert(StoredDownload download) {
        return database.write(sql -> {
            var key = new GeneratedKeyHolder();
            sql.client()
                    .sql("insert into download (" + COLUMNS + ", servent_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(row(download))
                    .param(database.servent())
                    .update(key, "id");
            return Keys.id(key);
        });
    }

    @Override
    public void update(StoredDownload download) {
        database.write(sql -> sql.client()
                .sql("update download set person_id = ?, sha1 = ?, tiger = ?, name = ?, size = ?, state = ?, written = ?, verified = ?,"
                        + " reason = ?, detail = ?, next_try = ?, path = ?, added = ?, sources = ?, places = ?, looked_at = ?, looks_in_vain = ?, priority = ?, folder = ?,"
                        + " sought = ?, folder_place = ?, unvouched = ? where id = ?")
                .params(row(download))
                .param(download.download().id())
                .update());
    }

    private static @Nullable Object[] row(StoredDownload download) {
        var view = download.download();
        return new @Nullable Object[] {
            view.person(),
            view.sha1().base32(),
            Columns.text(view.tigerRoot()),
            Columns.clip(view.name()),
            view.size(),
            view.state().name(),
            view.written(),
            view.verified(),
            view.reason(),
            Columns.clip(view.detail()),
            Columns.timeOrNull(view.nextTry()),
            Optional.ofNullable(view.path()).map(Path::toString).orElse(null),
            Columns.time(view.added()),
            StoredSources.write(download.sources()),
            StoredPlaces.write(download.places()),
            Columns.timeOrNull(view.looking().last()),
            view.looking().inVain(),
            view.priority().name(),
            Optional.ofNullable(view.folder()).map(Path::toString).orElse(null),
            download.memo().sought(),
            Optional.ofNullable(download.memo().place()).map(Path::toString).orElse(null),
            view.unvouched()
        };
    }

    @Override
    public List<StoredLook> looks() {
        return database.read(sql -> sql.sql("select asked_at, by_itself from download_look where servent_id = ? order by asked_at")
                .param(database.servent())
                .query((row, _) -> new StoredLook(Columns.time(row, "asked_at"), row.getBoolean("by_itself")))
                .list());
    }

    @Override
    public void looked(StoredLook look) {
        database.write(sql -> {
            var before = Columns.time(look.at().minus(LOOKS_COUNT));
            sql.client().sql("delete from download_look where servent_id = ? and asked_at < ?").params(database.servent(), before).update();
            return sql.client()
                    .sql("insert into download_look (servent_id, asked_at, by_itself) values (?, ?, ?)")
                    .params(database.servent(), Columns.time(look.at()), look.byItself())
                    .update();
        });
    }

    @Override
    public void delete(long id) {
        database.write(sql -> sql.client().sql("delete from download where id = ?").param(id).update());
    }
}
