package filbert.store;

import filbert.identity.TigerRoot;
import filbert.sharing.library.FileType;
import filbert.sharing.library.FilesPage;
import filbert.sharing.library.FilesQuery;
import filbert.sharing.library.LibraryStore;
import filbert.sharing.library.SharedFile;
import filbert.sharing.library.SharedFolder;
import filbert.sharing.library.Visibility;
import filbert.store.Database.Connections;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** Folders, files and tree rows, in the tables {@code shared_folder}, {@code shared_file} and {@code tree_row}. */
public final class H2LibraryStore implements LibraryStore {
    private static final int ROWS_AT_ONCE = 1_000;
    private static final String FILE_COLUMNS =
            "relative, name, words, media, size, modified_second, modified_nano, file_key, sha1, tiger, hit_index";
    private static final String FILE_VALUES = FILE_COLUMNS.replace(",", " = ?,") + " = ?";

    private final Database database;
    private final UnaryOperator<String> words;

    /** @param words makes canonical words, with blanks between them, of a relative path */
    public H2LibraryStore(Database database, UnaryOperator<String> words) {
        this.database = database;
        this.words = words;
    }

    @Override
    public List<SharedFolder> folders() {
        return database.read(sql -> sql.sql("select * from shared_folder order by id").query((row, _) -> folder(row)).list());
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

    @Override
    public SharedFolder insert(SharedFolder folder) {
        return database.write(sql -> {
            var key = new GeneratedKeyHolder();
            sql.client()
                    .sql("insert into shared_folder (person_id, path, alias, visibility, excludes, files, bytes, state, last_scan)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(row(folder))
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

    @Override
    public void update(SharedFolder folder) {
        database.write(sql -> sql.client()
                .sql("update shared_folder set person_id = ?, path = ?, alias = ?, visibility = ?, excludes = ?, files = ?, bytes = ?,"
                        + " state = ?, last_scan = ? where id = ?")
                .params(row(folder))
                .param(folder.id())
                .update());
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

    @Override
    public void delete(long folderId) {
        database.write(sql -> sql.client().sql("delete from shared_folder where id = ?").param(folderId).update());
    }

    @Override
    public void eachFile(long folderId, Consumer<StoredFile> each) {
        var folders = byId();
        var after = "";
        while (true) {
            var files = filesAfter(folderId, after, folders);
            files.forEach(each);
            if (files.size() < ROWS_AT_ONCE) {
                return;
            }
            after = files.getLast().file().relative();
        }
    }

    private List<StoredFile> filesAfter(long folderId, String after, Map<Long, SharedFolder> folders) {
        return database.read(sql -> sql.sql("select * from shared_file where folder_id = ? and relative > ? order by folder_id, relative limit ?")
                .params(folderId, after, ROWS_AT_ONCE)
                .query((row, _) -> file(row, folders))
                .list());
    }

    private Map<Long, SharedFolder> byId() {
        return folders().stream().collect(Collectors.toMap(SharedFolder::id, Function.identity()));
    }

    private static StoredFile file(ResultSet row, Map<Long, SharedFolder> folders) throws SQLException {
        var folder = folders.get(row.getLong("folder_id"));
        if (folder == null) {
            throw new SQLException("file " + row.getLong("id") + " of a folder that went away meanwhile");
        }
        var relative = row.getString("relative");
        var tiger = Columns.tiger(row);
        var hashes = Columns.sha1(row).flatMap(sha1 -> tiger.map(root -> new SharedFile.Hashes(sha1, root)));
        return new StoredFile(
                new SharedFile(
                        row.getLong("id"),
                        folder.id(),
                        folder.path().resolve(relative),
                        relative,
                        row.getLong("size"),
                        Instant.ofEpochSecond(row.getLong("modified_second"), row.getInt("modified_nano")),
                        hashes,
                        folder.visibility()),
                row.getString("file_key"),
                row.getLong("hit_index"));
    }

    @Override
    public List<StoredFile> save(Collection<StoredFile> files) {
        var all = List.copyOf(files);
        return database.write(sql -> {
            var ids = new ArrayList<Long>(all.size());
            for (int from = 0; from < all.size(); from += ROWS_AT_ONCE) {
                ids.addAll(saveSome(sql, all.subList(from, Math.min(from + ROWS_AT_ONCE, all.size()))));
            }
            var saved = new ArrayList<StoredFile>(all.size());
            for (int i = 0; i < all.size(); i++) {
                saved.add(withId(all.get(i), ids.get(i)));
            }
            return saved;
        });
    }

    /** @return the ids, in order */
    private List<Long> saveSome(Connections sql, List<StoredFile> files) {
        var ids = existing(sql, files);
        var fresh = new ArrayList<StoredFile>();
        var known = new ArrayList<@Nullable Object[]>();
        for (int i = 0; i < files.size(); i++) {
            if (ids.get(i) == 0) {
                fresh.add(files.get(i));
            } else {
                known.add(with(row(files.get(i)), ids.get(i)));
            }
        }
        sql.batches().batchUpdate("update shared_file set " + FILE_VALUES + " where id = ?", known);
        var given = insert(sql, fresh).iterator();
        return ids.stream().map(id -> id == 0 ? given.next() : id).toList();
    }

    /** The id under which each path is stored already, or 0. */
    private static List<Long> existing(Connections sql, List<StoredFile> files) {
        return Objects.requireNonNull(sql.batches().execute((ConnectionCallback<List<Long>>) connection -> {
            try (var select = connection.prepareStatement("select id from shared_file where folder_id = ? and relative = ?")) {
                var ids = new ArrayList<Long>(files.size());
                for (var file : files) {
                    select.setLong(1, file.file().folder());
                    select.setString(2, file.file().relative());
                    try (var row = select.executeQuery()) {
                        ids.add(row.next() ? row.getLong(1) : 0L);
                    }
                }
                return ids;
            }
        }));
    }

    private List<Long> insert(Connections sql, List<StoredFile> files) {
        if (files.isEmpty()) {
            return List.of();
        }
        var keys = new GeneratedKeyHolder();
        var rows = files.stream().map(file -> with(row(file), file.file().folder())).toList();
        sql.batches()
                .batchUpdate(
                        connection -> connection.prepareStatement(
                                "insert into shared_file (" + FILE_COLUMNS + ", folder_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                new String[] {"id"}),
                        new BatchPreparedStatementSetter() {
                            @Override
                            public void setValues(PreparedStatement insert, int i) throws SQLException {
                                new ArgumentPreparedStatementSetter(rows.get(i)).setValues(insert);
                            }

                            @Override
                            public int getBatchSize() {
                                return rows.size();
                            }
                        },
                        keys);
        return keys.getKeyList().stream()
                .map(key -> ((Number) key.values().iterator().next()).longValue())
                .toList();
    }

    private @Nullable Object[] row(StoredFile stored) {
        var file = stored.file();
        return new @Nullable Object[] {
            file.relative(),
            Columns.clip(file.name()),
            Columns.clip(words.apply(file.relative())),
            FileType.of(file.name()).word(),
            file.size(),
            file.modified().getEpochSecond(),
            file.modified().getNano(),
            stored.fileKey(),
            file.hashed().map(hashes -> hashes.sha1().base32()).orElse(null),
            file.hashed().map(hashes -> hashes.tigerRoot().base32()).orElse(null),
            stored.index()
        };
    }

    private static @Nullable Object[] with(@Nullable Object[] row, long id) {
        var longer = Arrays.copyOf(row, row.length + 1);
        longer[row.length] = id;
        return longer;
    }

    private static StoredFile withId(StoredFile stored, long id) {
        var file = stored.file();
        var same = new SharedFile(
                id, file.folder(), file.path(), file.relative(), file.size(), file.modified(), file.hashed(), file.visibility());
        return new StoredFile(same, stored.fileKey(), stored.index());
    }

    @Override
    public void deleteFiles(Collection<Long> fileIds) {
        database.write(sql -> sql.batches()
                .batchUpdate("delete from shared_file where id = ?", fileIds.stream().map(id -> new Object[] {id}).toList()));
    }

    @Override
    public FilesPage page(FilesQuery query) {
        var folders = byId();
        var visible = folders.values().stream()
                .filter(folder -> query.folder() == 0 || query.folder() == folder.id())
                .filter(folder -> folder.visibility() != Visibility.PRIVATE || folder.owner() == query.person())
                .map(SharedFolder::id)
                .toList();
        if (visible.isEmpty()) {
            return new FilesPage(List.of(), 0, query.page());
        }
        return database.read(sql -> new FilesListing(query, visible, visible.size() == folders.size()).read(sql, (row, _) -> file(row, folders).file()));
    }

    @Override
    public Optional<StoredFile> file(long id) {
        var folders = byId();
        return database.read(sql -> sql.sql("select * from shared_file where id = ?")
                .param(id)
                .query((row, _) -> file(row, folders))
                .optional());
    }

    @Override
    public Optional<byte[]> treeRow(TigerRoot root) {
        return database.read(sql -> sql.sql("select nodes from tree_row where tiger = ?")
                .param(root.base32())
                .query((row, _) -> row.getBytes("nodes"))
                .optional());
    }

    @Override
    public void saveTreeRow(TigerRoot root, byte[] row) {
        database.write(sql -> {
            sql.client().sql("delete from tree_row where tiger = ?").param(root.base32()).update();
            return sql.client().sql("insert into tree_row (tiger, nodes) values (?, ?)").params(root.base32(), row).update();
        });
    }
}
