package filbert.store;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.servent.search.Tags;
import filbert.sharing.library.FileType;
import filbert.sharing.library.FilesPage;
import filbert.sharing.library.FilesQuery;
import filbert.sharing.library.LibraryStore;
import filbert.sharing.library.SharedFile;
import filbert.sharing.library.SharedFolder;
import filbert.store.Database.Connections;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
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
            "relative, name_key, words, media, size, modified_second, modified_nano, file_key, sha1, tiger, added, tags, tags_read";
    private static final String FILE_VALUES = FILE_COLUMNS.replace(",", " = ?,") + " = ?";

    private final Database database;
    private final StoredFolders folders;
    private final String ours; // in a file all are
    private final UnaryOperator<String> words;

    /** @param words makes canonical words, with blanks between them, of a relative path */
    public H2LibraryStore(Database database, UnaryOperator<String> words) {
        this.database = database;
        this.folders = new StoredFolders(database);
        this.ours = database.isOurFile() ? "" : " and folder_id in (select id from shared_folder where servent_id = " + database.servent() + ")";
        this.words = words;
    }

    @Override
    public List<SharedFolder> folders() {
        return folders.all();
    }

    @Override
    public SharedFolder insert(SharedFolder folder) {
        return folders.insert(folder);
    }

    @Override
    public void update(SharedFolder folder) {
        folders.update(folder);
    }

    @Override
    public void delete(long folderId) {
        folders.delete(folderId);
    }

    @Override
    public List<StoredFile> filesAfter(long folderId, String relative, int atMost) {
        return list("where folder_id = ? and relative > ? order by folder_id, relative fetch next ? rows only", folderId, database.dialect().sortable(relative), atMost);
    }

    @Override
    public List<StoredFile> unhashedAfter(long size, long id, int atMost) {
        return list(
                "where sha1 is null and size >= ? and (size > ? or id > ?)" + ours + " order by size, id fetch next ? rows only", size, size, id, atMost);
    }

    @Override
    public List<StoredFile> untaggedAfter(long id, int atMost) {
        return list("where id > ? and not tags_read and sha1 is not null" + ours + " order by id fetch next ? rows only", id, atMost);
    }

    private List<StoredFile> list(String which, Object... values) {
        var folders = byId();
        return database.read(sql -> sql.sql("select * from shared_file " + which)
                .params(values)
                .query((row, _) -> file(row, folders))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList());
    }

    private Map<Long, SharedFolder> byId() {
        return folders().stream().collect(Collectors.toMap(SharedFolder::id, Function.identity()));
    }

    /** Empty for a file whose folder went away between two questions. */
    private Optional<StoredFile> file(ResultSet row, Map<Long, SharedFolder> folders) throws SQLException {
        var folder = folders.get(row.getLong("folder_id"));
        if (folder == null) {
            return Optional.empty();
        }
        var relative = database.dialect().plain(row.getString("relative"));
        var tiger = Columns.tiger(row);
        var tags = Tags.unpacked(row.getString("tags"));
        var tagsRead = row.getBoolean("tags_read");
        var hashes = Columns.sha1(row).flatMap(sha1 -> tiger.map(root -> new SharedFile.Hashes(sha1, root, tags, tagsRead)));
        var file = new SharedFile(
                row.getLong("id"),
                folder.id(),
                folder.path().resolve(relative),
                relative,
                row.getLong("size"),
                Instant.ofEpochSecond(row.getLong("modified_second"), row.getInt("modified_nano")),
                hashes,
                folder.visibility());
        return Optional.of(new StoredFile(file, row.getString("file_key"), Columns.time(row, "added")));
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
    private List<Long> existing(Connections sql, List<StoredFile> files) {
        return Objects.requireNonNull(sql.batches().execute((ConnectionCallback<List<Long>>) connection -> {
            try (var select = connection.prepareStatement("select id from shared_file where folder_id = ? and relative = ?")) {
                var ids = new ArrayList<Long>(files.size());
                for (var file : files) {
                    select.setLong(1, file.file().folder());
                    select.setString(2, database.dialect().sortable(file.file().relative()));
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
                                "insert into shared_file (" + FILE_COLUMNS + ", folder_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
            database.dialect().sortable(file.relative()),
            Columns.clip(file.name().toLowerCase(Locale.ROOT)),
            Columns.clip(words.apply(file.spoken())),
            FileType.of(file.name()).key(),
            file.size(),
            file.modified().getEpochSecond(),
            file.modified().getNano(),
            stored.fileKey(),
            file.hashed().map(hashes -> hashes.sha1().base32()).orElse(null),
            file.hashed().map(hashes -> hashes.tigerRoot().base32()).orElse(null),
            Columns.time(stored.added()),
            file.tags().packed(),
            file.hashed().filter(SharedFile.Hashes::tagsRead).isPresent()
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
        return new StoredFile(same, stored.fileKey(), stored.added());
    }

    @Override
    public void deleteFiles(Collection<Long> fileIds) {
        database.write(sql -> sql.batches()
                .batchUpdate("delete from shared_file where id = ?", fileIds.stream().map(id -> new Object[] {id}).toList()));
    }

    @Override
    public Optional<StoredFile> at(long folderId, String relative) {
        return list("where folder_id = ? and relative = ?", folderId, database.dialect().sortable(relative)).stream().findFirst();
    }

    @Override
    public void move(StoredFile file) {
        var values = with(with(row(file), file.file().folder()), file.file().id());
        database.write(sql -> sql.batches().update("update shared_file set " + FILE_VALUES + ", folder_id = ? where id = ?", values));
    }

    @Override
    public FilesPage page(FilesQuery query, OptionalLong total) {
        var folders = byId();
        var visible = folders.values().stream()
                .filter(query::sees)
                .map(SharedFolder::id)
                .toList();
        if (visible.isEmpty()) {
            return new FilesPage(List.of(), 0, query.page());
        }
        return database.read(sql -> new FilesListing(query, visible, database.isOurFile() && visible.size() == folders.size(), total).read(
                sql, (row, _) -> file(row, folders).map(StoredFile::file)));
    }

    @Override
    public List<String> folders(FilesQuery query) {
        return Optional.ofNullable(byId().get(query.folder())).filter(query::sees).isEmpty() ? List.of() : database.read(sql -> new FoldersBelow(sql).of(query));
    }

    @Override
    public Optional<StoredFile> file(long id) {
        return list("where id = ?", id).stream().findFirst();
    }

    @Override
    public List<StoredFile> files(Collection<Long> ids) {
        var all = List.copyOf(ids);
        var found = new ArrayList<StoredFile>(all.size());
        for (int from = 0; from < all.size(); from += ROWS_AT_ONCE) {
            var some = all.subList(from, Math.min(from + ROWS_AT_ONCE, all.size()));
            found.addAll(list("where id in (" + String.join(", ", Collections.nCopies(some.size(), "?")) + ")", some.toArray()));
        }
        return found;
    }

    @Override
    public Optional<StoredFile> bySha1(Sha1 sha1) {
        return list("where sha1 = ?" + ours + " order by id fetch next 1 rows only", sha1.base32()).stream().findFirst();
    }

    @Override
    public Optional<StoredFile> twin(long folderId, String fileKey, long size, Instant modified) {
        return list(
                        "where size = ? and file_key = ? and folder_id = ? and modified_second = ? and modified_nano = ?"
                                + " and sha1 is not null order by id fetch next 1 rows only",
                        size,
                        fileKey,
                        folderId,
                        modified.getEpochSecond(),
                        modified.getNano())
                .stream()
                .findFirst();
    }

    @Override
    public Optional<byte[]> treeRow(TigerRoot root) {
        return database.read(sql -> sql.sql("select nodes from tree_row where tiger = ?")
                .param(root.base32())
                .query((row, _) -> row.getBytes("nodes"))
                .optional());
    }

    @Override
    public void saveTreeRows(Map<TigerRoot, byte[]> rows) {
        if (!rows.isEmpty()) {
            database.write(sql -> {
                sql.batches()
                        .batchUpdate(
                                "delete from tree_row where tiger = ?",
                                rows.keySet().stream().map(root -> new Object[] {root.base32()}).toList());
                return sql.batches()
                        .batchUpdate(
                                "insert into tree_row (tiger, nodes) values (?, ?)",
                                rows.entrySet().stream()
                                        .map(row -> new Object[] {row.getKey().base32(), row.getValue()})
                                        .toList());
            });
        }
    }
}
