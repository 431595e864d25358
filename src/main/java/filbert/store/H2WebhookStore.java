package filbert.store;

import filbert.household.telling.Notice;
import filbert.household.telling.Webhook;
import filbert.household.telling.WebhookStore;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** Webhooks in the table {@code webhook}. */
public final class H2WebhookStore implements WebhookStore {
    private final Database database;

    public H2WebhookStore(Database database) {
        this.database = database;
    }

    @Override
    public Webhook add(Webhook hook) {
        var id = database.write(sql -> {
            var key = new GeneratedKeyHolder();
            sql.client()
                    .sql("insert into webhook (name, url, preset, secret, kinds, home, person_id, paused, failures, last_result)"
                            + " values (?, ?, ?, ?, ?, ?, ?, false, 0, '')")
                    .params(
                            Columns.clip(hook.name()), hook.url().toString(), hook.preset().name(), hook.secret(), kinds(hook), hook.home(), hook.person())
                    .update(key, "id");
            return Keys.id(key);
        });
        return new Webhook(id, hook.person(), hook.name(), hook.url(), hook.preset(), hook.secret(), hook.kinds(), hook.home(), Webhook.Standing.NEW);
    }

    private static String kinds(Webhook hook) {
        return hook.kinds().stream().sorted().map(Enum::name).collect(Collectors.joining(" "));
    }

    @Override
    public void change(Webhook hook) {
        database.write(sql -> sql.client()
                .sql("update webhook set name = ?, url = ?, preset = ?, secret = ?, kinds = ?, home = ? where id = ?")
                .params(Columns.clip(hook.name()), hook.url().toString(), hook.preset().name(), hook.secret(), kinds(hook), hook.home(), hook.id())
                .update());
    }

    @Override
    public void standing(long id, Webhook.Standing standing) {
        database.write(sql -> sql.client()
                .sql("update webhook set paused = ?, failures = ?, last_try = ?, last_result = ? where id = ?")
                .params(row(id, standing))
                .update());
    }

    private static @Nullable Object[] row(long id, Webhook.Standing standing) {
        return new @Nullable Object[] {
            standing.paused(), standing.failures(), Columns.timeOrNull(standing.last().orElse(null)), standing.result(), id
        };
    }

    @Override
    public boolean remove(long person, long id) {
        return database.write(sql -> sql.client().sql("delete from webhook where person_id = ? and id = ?").params(person, id).update()) > 0;
    }

    @Override
    public List<Webhook> of(long person) {
        return database.read(sql -> sql.sql("select * from webhook where person_id = ? order by id").param(person).query((row, _) -> hook(row)).list());
    }

    @Override
    public Optional<Webhook> one(long id) {
        return database.read(sql -> sql.sql("select * from webhook where id = ?").param(id).query((row, _) -> hook(row)).optional());
    }

    private static Webhook hook(ResultSet row) throws SQLException {
        var standing = new Webhook.Standing(
                row.getBoolean("paused"), row.getInt("failures"), Optional.ofNullable(Columns.timeOrNull(row, "last_try")), row.getString("last_result"));
        return new Webhook(
                row.getLong("id"),
                row.getLong("person_id"),
                row.getString("name"),
                URI.create(row.getString("url")),
                Webhook.Preset.valueOf(row.getString("preset")),
                row.getString("secret"),
                kinds(row.getString("kinds")),
                row.getString("home"),
                standing);
    }

    private static Set<Notice.Kind> kinds(String names) {
        return Arrays.stream(names.split(" ")).map(Notice.Kind::valueOf).collect(Collectors.toCollection(() -> EnumSet.noneOf(Notice.Kind.class)));
    }
}
