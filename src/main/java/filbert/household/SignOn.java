package filbert.household;

import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sign-on by a reverse proxy, which has asked who somebody is and says so in a header. Whoever can send that header from one of the listed addresses is
 * anybody; from all others it is taken away and counted. Thread-safe.
 */
public final class SignOn {
    private static final int RANDOM_BYTES = 20; // of a password nobody knows
    private static final int MOST_PEOPLE = 500; // a bound on what a proxy that went wrong can make of us
    private static final Logger LOG = LoggerFactory.getLogger(SignOn.class);

    private final LayeredSettings settings;
    private final Accounts accounts;
    private final RandomGenerator random;
    private final Diary diary;
    private final AtomicLong ignored = new AtomicLong();
    private volatile @Nullable InetAddress lastIgnored;

    public SignOn(LayeredSettings settings, Accounts accounts, RandomGenerator random) {
        this(settings, accounts, random, Diary.NONE);
    }

    /** @param diary notes who came for the first time */
    public SignOn(LayeredSettings settings, Accounts accounts, RandomGenerator random, Diary diary) {
        this.diary = diary;
        this.settings = settings;
        this.accounts = accounts;
        this.random = random;
    }

    /**
     * @param header empty: nobody signs on so
     * @param ignored how often it came from an address that is not listed, or more than once, since the start
     * @param lastFrom where it came from then, or empty
     */
    public record View(String header, long ignored, String lastFrom) {}

    public View view(Person owner) {
        accounts.requireOwner(owner);
        var last = lastIgnored;
        return new View(header().orElse(""), ignored.get(), last == null ? "" : last.getHostAddress());
    }

    /** The name of the header, when there is one. */
    public Optional<String> header() {
        return settings.list(SettingKeys.PEOPLE_SIGN_ON_HEADER).stream().findFirst();
    }

    public boolean trusts(InetAddress proxy) {
        return settings.list(SettingKeys.PEOPLE_SIGN_ON_PROXIES).stream().map(InetAddress::ofLiteral).anyMatch(proxy::equals);
    }

    /** The header came from somebody who is not trusted, and was not looked at. */
    public void ignored(@Nullable InetAddress from) {
        ignored.incrementAndGet();
        lastIgnored = from;
    }

    /** Whom a trusted proxy means. Does not block. */
    public Optional<Person> person(String name) {
        return accounts.named(name).flatMap(known -> accounts.active(known.id()));
    }

    /** As {@link #person}; a name nobody has becomes a guest's, if the setting says so and the house has its owner. Blocks. */
    public Optional<Person> welcome(String name) {
        var known = accounts.named(name);
        if (known.isPresent() || accounts.nobody() || !settings.text(SettingKeys.PEOPLE_SIGN_ON_UNKNOWN).equals("guest") || accounts.all().size() >= MOST_PEOPLE) {
            return known.flatMap(one -> accounts.active(one.id()));
        }
        try {
            var guest = accounts.create(name, Secrets.make(random, RANDOM_BYTES), Role.GUEST);
            diary.note(guest, "people.joined", guest.name());
            LOG.info("Person {} came by the reverse proxy for the first time and is a guest now", guest.id());
            LOG.debug("Person {} is {}", guest.id(), guest.name());
            return Optional.of(guest);
        } catch (IllegalArgumentException noName) {
            return person(name); // one that cannot be, or somebody else was quicker
        }
    }
}
