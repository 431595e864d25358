package filbert.household;

import filbert.household.AccountStore.Account;
import filbert.sharing.download.DownloadView;
import filbert.sharing.download.Downloads;
import filbert.sharing.library.Library;
import filbert.sharing.library.SharedFolder;
import filbert.sharing.library.Visibility;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;

/** Who lives here and what they may do, as owners decide it. Every method throws {@link NotAllowedException} for anybody else. */
public final class HouseholdPeople {
    private final Accounts accounts;
    private final Attendance attendance;
    private final Sessions sessions;
    private final AccessTokens tokens;
    private final Downloads downloads;
    private final Library library;
    private final Diary diary;

    public HouseholdPeople(
            Accounts accounts, Attendance attendance, Sessions sessions, AccessTokens tokens, Downloads downloads, Library library) {
        this(accounts, attendance, sessions, tokens, downloads, library, Diary.NONE);
    }

    /** @param diary notes what was decided about whom */
    public HouseholdPeople(
            Accounts accounts,
            Attendance attendance,
            Sessions sessions,
            AccessTokens tokens,
            Downloads downloads,
            Library library,
            Diary diary) {
        this.diary = diary;
        this.accounts = accounts;
        this.attendance = attendance;
        this.sessions = sessions;
        this.tokens = tokens;
        this.downloads = downloads;
        this.library = library;
    }

    /** In the order in which they came. */
    public List<Resident> all(Person owner) {
        accounts.requireOwner(owner);
        var queue = downloads.view();
        return accounts.accounts().stream().map(account -> resident(account, queue)).toList();
    }

    /** @throws NoSuchElementException without such a person */
    public Resident one(Person owner, long id) {
        accounts.requireOwner(owner);
        return resident(accounts.account(id).orElseThrow(() -> Accounts.none(id)), downloads.view());
    }

    private Resident resident(Account account, List<DownloadView> queue) {
        return new Resident(
                account.id(),
                account.name(),
                account.role(),
                account.disabled(),
                account.child(),
                account.created(),
                attendance.of(account.id()),
                use(account.person(), queue));
    }

    private Resident.Use use(Person person, List<DownloadView> queue) {
        var theirs = queue.stream().filter(download -> download.person() == person.id()).toList();
        var folders = folders(person.id());
        var hidden = (int) folders.stream().filter(HouseholdPeople::isPrivate).count();
        return new Resident.Use(
                theirs.size(),
                (int) theirs.stream().filter(download -> download.state() != DownloadView.State.DONE).count(),
                theirs.stream().mapToLong(DownloadView::written).sum(),
                folders.size() - hidden,
                hidden,
                tokens.list(person).size());
    }

    private List<SharedFolder> folders(long person) {
        return library.view().folders().stream().filter(folder -> folder.owner() == person).toList();
    }

    private static boolean isPrivate(SharedFolder folder) {
        return folder.visibility() == Visibility.PRIVATE;
    }

    /**
     * From now on; pages that are open close.
     *
     * @throws NoSuchElementException without such a person
     * @throws IllegalArgumentException {@code people.problem.last-owner}
     */
    public void changeRole(Person owner, long id, Role role) {
        var whom = accounts.manage(owner, id, old -> old.in(role));
        diary.note(owner, "people.role-" + role.name().toLowerCase(Locale.ROOT), whom.name());
    }

    /** Keeps somebody out, and their tokens, and touches nothing of theirs. @throws IllegalArgumentException {@code people.problem.yourself} */
    public void disable(Person owner, long id) {
        diary.note(owner, "people.disabled", shutOut(owner, id).name());
    }

    private Person shutOut(Person owner, long id) {
        if (owner.id() == id) {
            throw new IllegalArgumentException("people.problem.yourself");
        }
        var out = accounts.manage(owner, id, Account::off);
        sessions.endOthers(out, "");
        return out;
    }

    public void enable(Person owner, long id) {
        diary.note(owner, "people.enabled", accounts.manage(owner, id, Account::on).name());
    }

    /** A child sees less of the network, see {@link Shelter}; nothing else changes. */
    public void shelter(Person owner, long id) {
        diary.note(owner, "people.sheltered", accounts.manage(owner, id, Account::aChild).name());
    }

    public void unshelter(Person owner, long id) {
        diary.note(owner, "people.unsheltered", accounts.manage(owner, id, Account::grownUp).name());
    }

    /**
     * For good. Their unfinished downloads are deleted, files that are done stay where they are; folders only they saw are shared no more, those the
     * others saw are the owner's from now on; searches, wishes and tokens are gone.
     *
     * @throws NoSuchElementException without such a person
     * @throws IllegalArgumentException {@code people.problem.yourself}
     */
    public void remove(Person owner, long id) {
        var whom = shutOut(owner, id); // so that nothing new begins meanwhile
        cancelDownloads(id);
        giveAway(id, owner.id());
        accounts.remove(owner, id);
        attendance.forget(id);
        cancelDownloads(id); // what was being added when they left
        diary.note(owner, "people.removed", whom.name());
    }

    /** Lets go what this machine holds of people who were removed on another: their downloads stop, and their folders are treated as {@link #remove} does. */
    public void letGo() {
        var departed = accounts.departed();
        if (departed.isEmpty()) {
            return;
        }
        departed.keySet().forEach(this::cancelDownloads);
        departed.forEach(this::giveAway);
        departed.keySet().forEach(attendance::forget);
    }

    private void giveAway(long person, long heir) {
        for (var folder : folders(person)) {
            if (isPrivate(folder)) {
                library.remove(folder.id());
            } else {
                library.handOver(folder.id(), heir);
            }
        }
    }

    private void cancelDownloads(long person) {
        downloads.view().stream()
                .filter(download -> download.person() == person)
                .forEach(download -> downloads.cancel(download.id()));
        downloads.kept().stream().filter(part -> part.person() == person).forEach(part -> downloads.discard(part.sha1()));
    }
}
