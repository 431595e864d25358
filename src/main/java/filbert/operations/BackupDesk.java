package filbert.operations;

import filbert.household.Diary;
import filbert.household.Person;
import filbert.household.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Backups of everything Filbert remembers: the owner makes them, looks into them, puts one back, and brings one from another machine. May block. */
public final class BackupDesk {
    private final BackupRoom room;
    private final Runnable restart;
    private final Diary diary;
    private volatile Optional<Compaction> lastCompaction = Optional.empty();

    /** @param restart ends the program and begins it again, soon; returns at once */
    public BackupDesk(BackupRoom room, Runnable restart) {
        this(room, restart, Diary.NONE);
    }

    /** @param diary notes who did what with which */
    public BackupDesk(BackupRoom room, Runnable restart, Diary diary) {
        this.room = room;
        this.restart = restart;
        this.diary = diary;
    }

    /** Whether the database is a file of ours. One on a server is backed up there, and whatever would change it here is refused. */
    public boolean isOurs(Person person) {
        person.require(Role.OWNER);
        return room.isOurs();
    }

    private void requireOurs() {
        if (!room.isOurs()) {
            throw new IllegalArgumentException("backup.problem.server");
        }
    }

    /** Newest first. */
    public List<BackupView> list(Person person) {
        person.require(Role.OWNER);
        return room.list();
    }

    public Optional<Restored> lastRestored(Person person) {
        person.require(Role.OWNER);
        return room.lastRestored();
    }

    public long databaseBytes(Person person) {
        person.require(Role.OWNER);
        return room.databaseBytes();
    }

    /** @throws IllegalArgumentException {@code backup.problem.failed} when it could not be written */
    public BackupView make(Person person) {
        person.require(Role.OWNER);
        requireOurs();
        var made = asked(() -> room.make(BackupView.Kind.MADE));
        diary.note(person, "backup.made", made.name());
        return made;
    }

    /** @throws NoSuchElementException when there is none of that name */
    public Path file(Person person, String name) {
        person.require(Role.OWNER);
        return room.file(name).orElseThrow(() -> new NoSuchElementException("backup " + name));
    }

    /**
     * @throws NoSuchElementException when there is none of that name
     * @throws IllegalArgumentException with a message key below {@code backup.problem.} when it cannot be read
     */
    public BackupContent content(Person person, String name) {
        person.require(Role.OWNER);
        return asked(() -> room.content(name)).orElseThrow(() -> new NoSuchElementException("backup " + name));
    }

    /** A folder a backup names, where it would lie, and whether there is one on this machine. */
    public record Moved(String kind, String from, String to, boolean there) {}

    /** @param filesMoved of the files named in it; {@code files} are all of them */
    public record Preview(BackupContent content, List<Moved> places, int files, int filesMoved) {}

    /** What putting it back would make of the folders named in it. As {@link #content}. */
    public Preview preview(Person person, String name, Relocation relocation) {
        var content = content(person, name);
        var places = new ArrayList<Moved>();
        for (var place : content.places()) {
            var to = relocation.apply(place.path());
            places.add(new Moved(place.kind(), place.path(), to, Files.isDirectory(Path.of(beforeNames(to)))));
        }
        return new Preview(content, places, content.files().size(), (int) content.files().stream().filter(relocation::moves).count());
    }

    /** Downloads go to {@code /srv/downloads/{name}}; what can be there before the first is the part in front. */
    private static String beforeNames(String path) {
        var names = path.indexOf("/{");
        return names < 0 ? path : path.substring(0, Math.max(1, names));
    }

    /**
     * Puts it back: Filbert ends, keeps a backup of what there is, and starts with what the backup holds.
     *
     * @throws NoSuchElementException when there is none of that name
     * @throws IllegalArgumentException with a message key below {@code backup.problem.} when it cannot be put back; nothing changes then
     */
    public void restore(Person person, String name, Relocation relocation) {
        if (content(person, name).newer()) {
            throw new IllegalArgumentException("backup.problem.newer");
        }
        requireOurs();
        asked(() -> {
            room.order(name, relocation);
            return true;
        });
        restart.run();
    }

    /** @throws IllegalArgumentException with a message key below {@code backup.problem.} when it is none, or too large; nothing is kept then */
    public BackupView take(Person person, InputStream backup) {
        person.require(Role.OWNER);
        requireOurs();
        var taken = asked(() -> room.take(backup));
        diary.note(person, "backup.brought", taken.name());
        return taken;
    }

    /** @throws NoSuchElementException when there is none of that name */
    public void remove(Person person, String name) {
        person.require(Role.OWNER);
        if (!asked(() -> room.remove(name))) {
            throw new NoSuchElementException("backup " + name);
        }
        diary.note(person, "backup.removed", name);
    }

    /** Makes the file of the database as small as it can be. Others wait for it meanwhile. */
    public Compaction compact(Person person) {
        person.require(Role.OWNER);
        requireOurs();
        var done = asked(room::compact);
        lastCompaction = Optional.of(done);
        return done;
    }

    /** Since the start. */
    public Optional<Compaction> lastCompaction(Person person) {
        person.require(Role.OWNER);
        return lastCompaction;
    }

    private interface Question<T> {
        T ask() throws IOException;
    }

    private static <T> T asked(Question<T> question) {
        try {
            return question.ask();
        } catch (UnusableBackupException e) {
            throw new IllegalArgumentException("backup.problem." + e.key(), e);
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException("backup.problem.failed", e);
        }
    }
}
