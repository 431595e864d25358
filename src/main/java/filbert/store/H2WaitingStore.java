package filbert.store;

import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.sharing.upload.WaitingStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Those who wait for an upload, in the table {@code waiting_peer}. */
public final class H2WaitingStore implements WaitingStore {
    private final Database database;

    public H2WaitingStore(Database database) {
        this.database = database;
    }

    @Override
    public List<Place> load() {
        return database.read(sql -> sql.sql("select * from waiting_peer where servent_id = ? order by turn").param(database.servent()).query((row, _) -> place(row)).list());
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(
                row.getString("id"),
                HostAddress.parse(row.getString("host")).orElseThrow(),
                Optional.ofNullable(row.getString("node")).flatMap(HostAddress::parse),
                Sha1.parse(row.getString("sha1")),
                row.getString("file"),
                row.getString("user_agent"),
                row.getInt("told"),
                Columns.time(row, "since"),
                Columns.time(row, "earliest"),
                Columns.time(row, "lost"));
    }

    @Override
    public void save(List<Place> places) {
        database.write(sql -> {
            sql.client().sql("delete from waiting_peer where servent_id = ?").param(database.servent()).update();
            return sql.batches()
                    .batchUpdate(
                            "insert into waiting_peer (servent_id, id, turn, host, node, sha1, file, user_agent, told, since, earliest, lost)"
                                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                            IntStream.range(0, places.size()).mapToObj(turn -> row(turn, places.get(turn))).toList());
        });
    }

    private @Nullable Object[] row(int turn, Place place) {
        return new @Nullable Object[] {
            database.servent(),
            place.id(),
            turn,
            place.host().toString(),
            Columns.text(place.node()),
            place.sha1().base32(),
            Columns.clip(place.file()),
            Columns.clip(place.userAgent()),
            place.told(),
            Columns.time(place.since()),
            Columns.time(place.earliest()),
            Columns.time(place.lost())
        };
    }
}
