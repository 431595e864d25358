package filbert.showroom;

import filbert.operations.BackupContent;
import filbert.operations.BackupRoom;
import filbert.operations.BackupView;
import filbert.operations.Compaction;
import filbert.operations.Relocation;
import filbert.operations.Restored;
import filbert.operations.UnusableBackupException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Backups without files. Those whose name has {@code newer} in it are of a newer Filbert, those with {@code broken} cannot be read. */
public final class PretendBackups implements BackupRoom {
    public final List<BackupView> all = new CopyOnWriteArrayList<>();
    public final List<String> orders = new ArrayList<>();
    public volatile int restarts;
    public volatile boolean ours = true;

    void furnish() {
        all.add(new BackupView("filbert-2026-11-21.sql.gz", BackupView.Kind.DAILY, PretendHouse.NOW.minusSeconds(3600), 250_000));
        all.add(new BackupView("filbert-2026-11-20-101010-brought.sql.gz", BackupView.Kind.BROUGHT, PretendHouse.NOW.minusSeconds(90_000), 1 << 20));
    }

    @Override
    public boolean isOurs() {
        return ours;
    }

    @Override
    public List<BackupView> list() {
        return List.copyOf(all);
    }

    @Override
    public BackupView make(BackupView.Kind kind) {
        var made = new BackupView("filbert-2026-11-21-10000" + all.size() + "-" + kind.word() + ".sql.gz", kind, PretendHouse.NOW, 250_000);
        all.addFirst(made);
        return made;
    }

    @Override
    public Optional<BackupContent> content(String name) throws IOException {
        if (name.contains("broken")) {
            throw new UnusableBackupException("broken", "cut short");
        }
        return file(name).map(_ -> new BackupContent(
                13,
                name.contains("newer"),
                List.of("mara", "<b>jonas"),
                Map.of("shared_file", 12_345L, "download", 3L),
                List.of(new BackupContent.Place("shared", "/srv/music <b>"), new BackupContent.Place("setting", "/srv/downloads/{name}")),
                List.of("/srv/downloads/a.ogg", "/home/b.ogg")));
    }

    @Override
    public Optional<Path> file(String name) {
        return all.stream().filter(one -> one.name().equals(name)).findFirst().map(_ -> Path.of("LICENSE"));
    }

    @Override
    public BackupView take(InputStream backup) throws IOException {
        if (backup.readAllBytes().length < 10) {
            throw new UnusableBackupException("broken", "short");
        }
        return make(BackupView.Kind.BROUGHT);
    }

    @Override
    public boolean remove(String name) {
        return all.removeIf(one -> one.name().equals(name));
    }

    @Override
    public void order(String name, Relocation relocation) {
        orders.add(name + " " + String.join(" ", relocation.pairs()));
    }

    @Override
    public Optional<Restored> lastRestored() {
        return Optional.of(new Restored(PretendHouse.NOW.minusSeconds(86_000), "filbert-2026-11-19.sql.gz", ""));
    }

    @Override
    public Compaction compact() {
        return new Compaction(8 << 20, 5 << 20, Duration.ofSeconds(1));
    }

    @Override
    public long databaseBytes() {
        return 8 << 20;
    }
}
