package filbert.store;

import filbert.household.AccessTokens.Rights;
import filbert.household.AccessTokens.TokenView;
import filbert.household.AddressRange;
import filbert.household.Role;
import filbert.household.Scope;
import filbert.household.TokenStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** Digests of access tokens in the table {@code access_token}. */
public final class H2TokenStore implements TokenStore {
    private final Database database;

    public H2TokenStore(Database database) {
        this.database = database;
    }

    @Override
    public long insert(long person, String digest, TokenView token) {
        return database.write(sql -> {
            var key = new GeneratedKeyHolder();
            sql.client()
                    .sql("insert into access_token (person_id, digest, label, prefix, role, scopes, networks, created) values (?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            person,
                            digest,
                            token.label(),
                            token.prefix(),
                            token.rights().role().name(),
                            words(token.rights().scopes()),
                            words(token.rights().networks()),
                            Columns.time(token.created()))
                    .update(key, "id");
            return Keys.id(key);
        });
    }

    @Override
    public List<TokenView> list(long person) {
        return database.read(sql -> sql.sql("select * from access_token where person_id = ? order by id")
                .param(person)
                .query((row, _) -> token(row))
                .list());
    }

    private static String words(Collection<?> values) {
        return values.stream().map(Object::toString).sorted().collect(Collectors.joining(" "));
    }

    private static Stream<String> words(String text) {
        return text.isEmpty() ? Stream.of() : Stream.of(text.split(" "));
    }

    private static TokenView token(ResultSet row) throws SQLException {
        return new TokenView(
                row.getLong("id"),
                row.getString("label"),
                row.getString("prefix"),
                new Rights(
                        Role.valueOf(row.getString("role")),
                        words(row.getString("scopes")).map(Scope::valueOf).collect(Collectors.toSet()),
                        words(row.getString("networks")).map(AddressRange::parse).toList()),
                Columns.time(row, "created"),
                Columns.timeOrNull(row, "last_used"));
    }

    @Override
    public boolean delete(long person, long id) {
        return database.write(sql -> sql.client()
                        .sql("delete from access_token where person_id = ? and id = ?")
                        .params(person, id)
                        .update())
                > 0;
    }

    @Override
    public Optional<Found> byDigest(String digest) {
        return database.read(sql -> sql.sql("select * from access_token where digest = ?")
                .param(digest)
                .query((row, _) -> new Found(row.getLong("person_id"), token(row)))
                .optional());
    }

    @Override
    public void used(long id, Instant when) {
        database.write(sql -> sql.client()
                .sql("update access_token set last_used = ? where id = ?")
                .params(Columns.time(when), id)
                .update());
    }
}
