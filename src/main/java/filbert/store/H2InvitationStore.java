package filbert.store;

import filbert.household.Invitation;
import filbert.household.InvitationStore;
import filbert.household.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** Invitations in the table {@code invitation}. */
public final class H2InvitationStore implements InvitationStore {
    private final Database database;

    public H2InvitationStore(Database database) {
        this.database = database;
    }

    @Override
    public long insert(Invitation invitation, String digest) {
        return database.write(sql -> {
            var key = new GeneratedKeyHolder();
            sql.client()
                    .sql("insert into invitation (digest, role, person_id, made, expires) values (?, ?, ?, ?, ?)")
                    .params(
                            digest,
                            invitation.role().name(),
                            invitation.by(),
                            Columns.time(invitation.made()),
                            Columns.time(invitation.expires()))
                    .update(key, "id");
            return Keys.id(key);
        });
    }

    @Override
    public List<Invitation> all() {
        return database.read(sql -> sql.sql("select * from invitation order by id desc").query((row, _) -> invitation(row)).list());
    }

    @Override
    public Optional<Invitation> byDigest(String digest) {
        return database.read(sql -> sql.sql("select * from invitation where digest = ?")
                .param(digest)
                .query((row, _) -> invitation(row))
                .optional());
    }

    private static Invitation invitation(ResultSet row) throws SQLException {
        return new Invitation(
                row.getLong("id"),
                Role.valueOf(row.getString("role")),
                row.getLong("person_id"),
                Columns.time(row, "made"),
                Columns.time(row, "expires"),
                Optional.ofNullable(Columns.timeOrNull(row, "used")),
                Objects.requireNonNullElse(row.getString("used_by"), ""));
    }

    @Override
    public boolean take(long id, String name, Instant now) {
        return database.write(sql -> sql.client()
                        .sql("update invitation set used = ?, used_by = ? where id = ? and used is null and expires > ?")
                        .params(Columns.time(now), name, id, Columns.time(now))
                        .update())
                > 0;
    }

    @Override
    public void giveBack(long id) {
        database.write(sql -> sql.client().sql("update invitation set used = null, used_by = null where id = ?").param(id).update());
    }

    @Override
    public boolean delete(long id) {
        return database.write(sql -> sql.client().sql("delete from invitation where id = ?").param(id).update()) > 0;
    }

    @Override
    public void forget(Instant endedBefore) {
        var limit = Columns.time(endedBefore);
        database.write(sql -> sql.client()
                .sql("delete from invitation where expires < ? or used < ?")
                .params(limit, limit)
                .update());
    }
}
