package filbert.store;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How our values stand in columns. */
final class Columns {
    private static final int LONGEST_NAME = 1_000;

    private Columns() {}

    static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    static @Nullable OffsetDateTime timeOrNull(@Nullable Instant instant) {
        return instant == null ? null : time(instant);
    }

    static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Optional<Sha1> sha1(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getString("sha1")).map(Sha1::parse);
    }

    static Optional<TigerRoot> tiger(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getString("tiger")).map(TigerRoot::parse);
    }

    static @Nullable String text(Optional<?> value) {
        return value.map(Object::toString).orElse(null);
    }

    static Optional<Path> path(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).map(Path::of);
    }

    /** Text from the network, made fit for a column: PostgreSQL takes no NUL, and no column takes everything. */
    static String clip(String text) {
        var clean = text.replace('\0', ' ');
        if (clean.length() <= LONGEST_NAME) {
            return clean;
        }
        var end = Character.isHighSurrogate(clean.charAt(LONGEST_NAME - 1)) ? LONGEST_NAME - 1 : LONGEST_NAME;
        return clean.substring(0, end);
    }
}
