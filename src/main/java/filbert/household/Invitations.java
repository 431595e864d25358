package filbert.household;

import filbert.household.AccountStore.Account;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/** How new people come in: an owner makes a link, and whoever opens it first chooses name and password. Thread-safe. */
public final class Invitations {
    public static final int MOST_DAYS = 30;

    private static final int RANDOM_BYTES = 20;
    private static final String SECRET = "[a-z2-7]{32}"; // what that many bytes are in base32
    private static final int MOST_OPEN = 50;
    private static final Duration REMEMBERED = Duration.ofDays(30); // after it ended

    private final InvitationStore store;
    private final Accounts accounts;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Diary diary;
    private volatile BiConsumer<Invitation, Person> accepted = (_, _) -> {};

    public Invitations(InvitationStore store, Accounts accounts, InstantSource clock, RandomGenerator random) {
        this(store, accounts, clock, random, Diary.NONE);
    }

    /** @param diary notes who invited, and who came */
    public Invitations(InvitationStore store, Accounts accounts, InstantSource clock, RandomGenerator random, Diary diary) {
        this.diary = diary;
        this.store = store;
        this.accounts = accounts;
        this.clock = clock;
        this.random = random;
    }

    /** @param then told who came in by which, at once */
    public void whenAccepted(BiConsumer<Invitation, Person> then) {
        accepted = then;
    }

    /** @param secret what the link ends with; told this once */
    public record Made(Invitation invitation, String secret) {}

    /**
     * @param days it holds, 1 to {@value #MOST_DAYS}
     * @throws NotAllowedException unless an owner asks
     * @throws IllegalArgumentException {@code people.problem.days} or {@code people.problem.many-invitations}
     */
    public Made make(Person owner, Role role, int days) {
        accounts.requireOwner(owner);
        if (days < 1 || days > MOST_DAYS) {
            throw new IllegalArgumentException("people.problem.days");
        }
        var now = clock.instant();
        store.forget(now.minus(REMEMBERED));
        if (store.all().stream().filter(one -> one.open(now)).count() >= MOST_OPEN) {
            throw new IllegalArgumentException("people.problem.many-invitations");
        }
        var secret = Secrets.make(random, RANDOM_BYTES);
        var invitation = new Invitation(0, role, owner.id(), now, now.plus(Duration.ofDays(days)), Optional.empty(), "");
        var id = store.insert(invitation, Secrets.digest(secret));
        diary.note(owner, "people.invited-" + role.name().toLowerCase(Locale.ROOT), "");
        return new Made(new Invitation(id, role, owner.id(), now, invitation.expires(), Optional.empty(), ""), secret);
    }

    /** Newest first, those that ended a while ago left out. */
    public List<Invitation> all(Person owner) {
        accounts.requireOwner(owner);
        var remembered = clock.instant().minus(REMEMBERED);
        return store.all().stream().filter(one -> one.used().orElse(one.expires()).isAfter(remembered)).toList();
    }

    /** @return false when there is none such any more */
    public boolean revoke(Person owner, long id) {
        accounts.requireOwner(owner);
        var gone = store.delete(id);
        if (gone) {
            diary.note(owner, "people.uninvited", "");
        }
        return gone;
    }

    /**
     * What a link leads to.
     *
     * @throws IllegalArgumentException {@code invitation.problem.unknown, used} or {@code expired}
     */
    public Invitation open(String secret) {
        var found = (secret.matches(SECRET) ? store.byDigest(Secrets.digest(secret)) : Optional.<Invitation>empty())
                .orElseThrow(() -> new IllegalArgumentException("invitation.problem.unknown"));
        if (found.used().isPresent()) {
            throw new IllegalArgumentException("invitation.problem.used");
        }
        if (!found.open(clock.instant())) {
            throw new IllegalArgumentException("invitation.problem.expired");
        }
        if (accounts.account(found.by()).filter(Account::isOwner).isEmpty()) {
            throw new IllegalArgumentException("invitation.problem.unknown"); // who is no owner any more invites nobody
        }
        return found;
    }

    /**
     * Somebody comes in. Taken before the account is made: of two at once one comes in, and after a crash between nobody does.
     *
     * @throws IllegalArgumentException as {@link #open}, or as {@link People#create}: then the invitation still holds
     */
    public Person accept(String secret, String name, String password) {
        var invitation = open(secret);
        var fit = Accounts.normal(name);
        accounts.checkLength(password);
        if (!store.take(invitation.id(), fit, clock.instant())) {
            throw new IllegalArgumentException("invitation.problem.used");
        }
        try {
            var guest = accounts.create(fit, password, invitation.role());
            diary.note(guest, "people.joined", guest.name());
            accepted.accept(invitation, guest);
            return guest;
        } catch (IllegalArgumentException refused) {
            store.giveBack(invitation.id());
            throw refused;
        }
    }
}
