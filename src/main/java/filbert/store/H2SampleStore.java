package filbert.store;

import filbert.household.statistics.SampleStore;
import filbert.household.statistics.Span;
import filbert.identity.Sha1;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Samples in the tables {@code sample} and {@code asked_for}. */
public final class H2SampleStore implements SampleStore {
    static final String OF_PEOPLE = "person"; // their ids are the labels

    private final Database database;

    public H2SampleStore(Database database) {
        this.database = database;
    }

    @Override
    public void add(Instant moment, Map<Key, Sum> more) {
        database.write(sql -> {
            for (var width : Span.Width.values()) {
                more.forEach((key, sum) -> add(sql, width, width.began(moment), key, sum));
            }
            if (more.keySet().stream().anyMatch(key -> key.series().equals(OF_PEOPLE))) { // perhaps of somebody who has left since, on whatever machine
                sql.client()
                        .sql("delete from sample where series = ? and label in (select cast(person_id as varchar(20)) from departed)")
                        .param(OF_PEOPLE)
                        .update();
            }
            return more.size();
        });
    }

    private void add(Database.Connections sql, Span.Width width, Instant began, Key key, Sum sum) {
        var known = sql.client()
                .sql("update sample set total = total + ?, times = times + ? where servent_id = ? and width = ? and series = ? and began = ? and label = ?")
                .params(sum.total(), sum.times(), database.servent(), width.seconds(), key.series(), Columns.time(began), key.label())
                .update();
        if (known == 0) {
            sql.client()
                    .sql("insert into sample (servent_id, width, series, began, label, total, times) values (?, ?, ?, ?, ?, ?, ?)")
                    .params(database.servent(), width.seconds(), key.series(), Columns.time(began), key.label(), sum.total(), sum.times())
                    .update();
        }
    }

    @Override
    public List<Sample> list(String series, Span.Width width, Instant from) {
        return database.read(sql -> sql.sql("select began, label, total, times from sample where servent_id = ? and width = ? and series = ? and began >= ? order by began, label")
                .params(database.servent(), width.seconds(), series, Columns.time(from))
                .query((row, _) -> new Sample(Columns.time(row, "began"), row.getString("label"), new Sum(row.getLong("total"), row.getInt("times"))))
                .list());
    }

    @Override
    public int tidy(Instant now, LocalDate askedFrom) {
        return database.write(sql -> {
            var gone = sql.client().sql("delete from asked_for where on_day < ?").param(askedFrom).update();
            return gone + Stream.of(Span.Width.values())
                    .mapToInt(width -> sql.client()
                            .sql("delete from sample where servent_id = ? and width = ? and began < ?")
                            .params(database.servent(), width.seconds(), Columns.time(now.minus(width.kept())))
                            .update())
                    .sum();
        });
    }

    @Override
    public void addAsked(Map<Sha1, Asked> more) {
        database.write(sql -> {
            more.forEach((file, asked) -> {
                var known = sql.client()
                        .sql("update asked_for set requests = requests + ?, bytes = bytes + ? where sha1 = ? and on_day = ?")
                        .params(asked.requests(), asked.bytes(), file.base32(), asked.day())
                        .update();
                if (known == 0) {
                    sql.client()
                            .sql("insert into asked_for (sha1, on_day, requests, bytes) values (?, ?, ?, ?)")
                            .params(file.base32(), asked.day(), asked.requests(), asked.bytes())
                            .update();
                }
            });
            return more.size();
        });
    }

    @Override
    public List<Asked> asked(Sha1 file, LocalDate from) {
        return database.read(sql -> sql.sql("select on_day, requests, bytes from asked_for where sha1 = ? and on_day >= ? order by on_day")
                .params(file.base32(), from)
                .query((row, _) -> new Asked(row.getDate("on_day").toLocalDate(), row.getLong("requests"), row.getLong("bytes")))
                .list());
    }

    @Override
    public Map<Sha1, LocalDate> lastAsked(Collection<Sha1> files) {
        if (files.isEmpty()) {
            return Map.of();
        }
        return database.read(sql -> sql.sql("select sha1, max(on_day) as last_day from asked_for where sha1 in (:files) group by sha1")
                .param("files", files.stream().map(Sha1::base32).toList())
                .query((row, _) -> Map.entry(Sha1.parse(row.getString("sha1")), row.getDate("last_day").toLocalDate()))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public List<AskedFile> mostAsked(LocalDate from, int atMost) {
        return database.read(sql -> sql.sql("select sha1, sum(requests) as requests, sum(bytes) as bytes from asked_for where on_day >= ? group by sha1"
                        + " order by 2 desc, 1 fetch next ? rows only")
                .params(from, atMost)
                .query((row, _) -> new AskedFile(row.getString("sha1"), row.getLong("requests"), row.getLong("bytes")))
                .list());
    }
}
