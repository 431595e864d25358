package filbert.showroom;

import filbert.household.telling.InboxStore;
import filbert.household.telling.Notice;
import filbert.household.telling.Told;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Inboxes in memory. */
public final class PretendInbox implements InboxStore {
    public final List<Told> all = new CopyOnWriteArrayList<>();
    private long lastId;

    void furnish() {
        add(1, Notice.of(Notice.Kind.DOWNLOAD_DONE, "hazelnut-cake.pdf", "/downloads?state=done"), PretendHouse.NOW.minusSeconds(90_000));
        readAll(1);
        add(1, new Notice(Notice.Kind.WISH_FOUND, "The <b>old</b> radio play", 2, "/wishes/1"), PretendHouse.NOW.minusSeconds(300));
        add(1, new Notice(Notice.Kind.TROUBLE, "folder-missing", "/mnt/<usb>/music", 2, "/library/folders"), PretendHouse.NOW.minusSeconds(60));
        add(1, new Notice(Notice.Kind.QUOTA_REACHED, "week", "5000 MB", 0, "/downloads"), PretendHouse.NOW.minusSeconds(30));
        add(1, Notice.of(Notice.Kind.DISK_FULL, "800 MB", "/downloads"), PretendHouse.NOW);
        add(2, Notice.of(Notice.Kind.DOWNLOAD_FAILED, "secret <script>.ogg", "/downloads?state=failed"), PretendHouse.NOW);
    }

    @Override
    public synchronized Optional<Told> add(long person, Notice notice, Instant at) {
        var told = new Told(++lastId, person, at, notice, true);
        all.addFirst(told);
        return Optional.of(told);
    }

    @Override
    public boolean has(long person, Notice notice, Instant since) {
        return of(person).anyMatch(told -> told.notice().equals(notice) && !told.at().isBefore(since));
    }

    private Stream<Told> of(long person) {
        return all.stream().filter(told -> told.person() == person);
    }

    @Override
    public List<Told> of(long person, int from, int atMost) {
        return of(person).skip(from).limit(atMost).toList();
    }

    @Override
    public Optional<Told> one(long person, long id) {
        return of(person).filter(told -> told.id() == id).findFirst();
    }

    @Override
    public int count(long person) {
        return (int) of(person).count();
    }

    @Override
    public int unread(long person) {
        return (int) of(person).filter(Told::unread).count();
    }

    @Override
    public boolean read(long person, long id) {
        var before = one(person, id).filter(Told::unread);
        before.ifPresent(told -> all.set(all.indexOf(told), read(told)));
        return before.isPresent();
    }

    private static Told read(Told told) {
        return new Told(told.id(), told.person(), told.at(), told.notice(), false);
    }

    @Override
    public void readAll(long person) {
        all.replaceAll(told -> told.person() == person ? read(told) : told);
    }

    @Override
    public boolean remove(long person, long id) {
        return all.removeIf(told -> told.person() == person && told.id() == id);
    }

    @Override
    public void clear(long person) {
        all.removeIf(told -> told.person() == person && !told.unread());
    }
}
