package filbert.store;

import filbert.servent.spam.Lesson;
import filbert.servent.spam.LessonStore;
import filbert.servent.spam.Lessons;
import java.net.InetAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What the household called spam or not, in the table {@code lesson}. */
public final class H2LessonStore implements LessonStore {
    private final Database database;

    public H2LessonStore(Database database) {
        this.database = database;
    }

    @Override
    public List<Lesson> load() {
        return database.read(sql -> sql.sql("select * from lesson order by id desc fetch first " + Lessons.MOST + " rows only")
                .query((row, _) -> lesson(row))
                .list());
    }

    @Override
    public void add(Lesson lesson) {
        var sha1 = Columns.text(lesson.sha1());
        var name = Columns.clip(lesson.name());
        database.write(sql -> {
            if (sha1 == null) {
                sql.client().sql("delete from lesson where sha1 is null and name = ? and size = ?").params(name, lesson.size()).update();
            } else {
                sql.client().sql("delete from lesson where sha1 = ?").param(sha1).update();
            }
            sql.client()
                    .sql("insert into lesson (person_id, verdict, sha1, name, size, hosts, made) values (?, ?, ?, ?, ?, ?, ?)")
                    .params(Arrays.asList(
                            lesson.person(), lesson.verdict().name(), sha1, name, lesson.size(), hosts(lesson), Columns.time(lesson.made())))
                    .update();
            return sql.client()
                    .sql("delete from lesson where id not in (select id from lesson order by id desc fetch first " + Lessons.MOST + " rows only)")
                    .update();
        });
    }

    @Override
    public boolean remove(long id) {
        return database.write(sql -> sql.client().sql("delete from lesson where id = ?").param(id).update()) > 0;
    }

    private static String hosts(Lesson lesson) {
        return lesson.hosts().stream().map(InetAddress::getHostAddress).collect(Collectors.joining(" "));
    }

    private static Lesson lesson(ResultSet row) throws SQLException {
        var hosts = Arrays.stream(row.getString("hosts").split(" ")).filter(host -> !host.isEmpty()).map(InetAddress::ofLiteral).toList();
        return new Lesson(
                row.getLong("id"),
                row.getLong("person_id"),
                Lesson.Verdict.valueOf(row.getString("verdict")),
                Columns.sha1(row),
                row.getString("name"),
                row.getLong("size"),
                hosts,
                Columns.time(row, "made"));
    }
}
