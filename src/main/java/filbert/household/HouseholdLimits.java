package filbert.household;

import filbert.event.Signal;
import filbert.sharing.download.Allowances;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What each person may fetch: as the role says, or as the owner says for one. Weeks begin on Monday at midnight in the house. What was fetched is added to
 * what is written down in batches, so that a crash forgets at most what came since the last; what other machines of the house added {@link #lookAgain} finds.
 * Thread-safe.
 */
public final class HouseholdLimits implements Allowances, Fetchers {
    private final LayeredSettings settings;
    private final People people;
    private final LimitStore store;
    private final InstantSource clock;
    private final Supplier<ZoneId> zone;
    private final Diary diary;
    private final Map<Long, OwnLimits> own = new ConcurrentHashMap<>();
    private final Map<Long, WeekUse> used = new ConcurrentHashMap<>();
    private final Map<Long, WeekUse> unwritten = new HashMap<>(); // part of it; changed together with it, under the lock of itself
    private final Object desk = new Object(); // whoever writes down and whoever reads again take turns
    private final Signal changed = new Signal();
    private volatile Map<Role, Limits> ofRoles = Map.of();
    private volatile Week week;

    /** @param end the moment at which the next one begins */
    private record Week(ZoneId zone, LocalDate began, Instant start, Instant end) {
        static Week at(Instant now, ZoneId zone) {
            var began = LocalDate.ofInstant(now, zone).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            return new Week(zone, began, began.atStartOfDay(zone).toInstant(), began.plusWeeks(1).atStartOfDay(zone).toInstant());
        }

        boolean has(Instant now) {
            return !now.isBefore(start) && now.isBefore(end);
        }
    }

    /** @param zone of the house */
    public HouseholdLimits(LayeredSettings settings, People people, LimitStore store, InstantSource clock, Supplier<ZoneId> zone) {
        this(settings, people, store, clock, zone, Diary.NONE);
    }

    /** @param diary notes whose limits were set */
    public HouseholdLimits(
            LayeredSettings settings, People people, LimitStore store, InstantSource clock, Supplier<ZoneId> zone, Diary diary) {
        this.diary = diary;
        this.settings = settings;
        this.people = people;
        this.store = store;
        this.clock = clock;
        this.zone = zone;
        own.putAll(store.limits());
        used.putAll(store.used());
        week = Week.at(clock.instant(), zone.get());
        settings.changed().watch(this::read);
        read();
    }

    private void read() {
        var fresh = new EnumMap<Role, Limits>(Role.class);
        fresh.put(
                Role.OWNER,
                limits(SettingKeys.DOWNLOADS_OWNER_ACTIVE, SettingKeys.DOWNLOADS_OWNER_WEEK_MEBIBYTES, SettingKeys.DOWNLOADS_OWNER_KIBIBYTES));
        fresh.put(
                Role.MEMBER,
                limits(SettingKeys.DOWNLOADS_MEMBER_ACTIVE, SettingKeys.DOWNLOADS_MEMBER_WEEK_MEBIBYTES, SettingKeys.DOWNLOADS_MEMBER_KIBIBYTES));
        ofRoles = fresh;
        week = Week.at(clock.instant(), zone.get());
        changed.raise();
    }

    private Limits limits(SettingKey active, SettingKey week, SettingKey rate) {
        return new Limits(settings.number(active), settings.number(week), settings.number(rate));
    }

    /** Those nobody knows any more are treated as members. */
    private Limits limits(long person) {
        var role = people.byId(person).map(Person::role).filter(ofRoles::containsKey).orElse(Role.MEMBER);
        return own.getOrDefault(person, OwnLimits.NONE).over(ofRoles.getOrDefault(role, Limits.NONE));
    }

    private Week week() {
        var known = week;
        var now = clock.instant();
        if (!known.has(now)) {
            known = Week.at(now, known.zone());
            week = known;
        }
        return known;
    }

    private long used(long person, Week now) {
        var use = used.get(person);
        return use == null ? 0 : use.in(now.began()).bytes();
    }

    /** Members, and guests with a limit of their own for the week. Somebody's token in the role of a guest fetches nothing. */
    @Override
    public boolean includes(Person person) {
        return person.role().includes(Role.MEMBER) || isGuest(person.id()) && hasQuota(person.id());
    }

    private boolean isGuest(long person) {
        return people.byId(person).filter(one -> one.role() == Role.GUEST).isPresent();
    }

    private boolean hasQuota(long person) {
        return own.getOrDefault(person, OwnLimits.NONE).weekMebibytes().orElse(0) > 0;
    }

    /** What somebody began before they became a guest, or lost their quota, waits as if all had been fetched. */
    @Override
    public Allowance of(long person) {
        var limits = limits(person);
        var now = week();
        var exhausted = limits.weekMebibytes() > 0 && used(person, now) >= limits.weekBytes() || isGuest(person) && !hasQuota(person);
        return new Allowance(limits.active(), limits.bytesPerSecond(), exhausted ? Optional.of(now.end()) : Optional.empty());
    }

    @Override
    public void took(long person, long bytes) {
        var began = week().began();
        synchronized (unwritten) {
            add(used, person, began, bytes);
            add(unwritten, person, began, bytes);
        }
    }

    private static void add(Map<Long, WeekUse> uses, long person, LocalDate began, long bytes) {
        uses.merge(person, new WeekUse(began, bytes), (before, more) -> before.in(began).plus(more.bytes()));
    }

    /** Writes down what was fetched since the last time; what is of a week that is over counts no more. Blocks. */
    public void keep() {
        synchronized (desk) {
            var began = week().began();
            var fetched = new HashMap<Long, WeekUse>();
            synchronized (unwritten) {
                unwritten.forEach((person, use) -> fetched.put(person, use.in(began)));
                unwritten.clear();
            }
            fetched.values().removeIf(use -> use.bytes() == 0);
            if (!fetched.isEmpty()) {
                try {
                    store.add(fetched);
                } catch (RuntimeException unwrittenStill) {
                    synchronized (unwritten) {
                        fetched.forEach((person, use) -> add(unwritten, person, began, use.bytes()));
                    }
                    throw unwrittenStill;
                }
            }
        }
    }

    /** What other machines of the house changed: what people may fetch, and what they have. Blocks. */
    public void lookAgain() {
        synchronized (desk) {
            var limits = store.limits();
            var fetched = store.used();
            var began = week().began();
            synchronized (unwritten) {
                unwritten.forEach((person, use) -> add(fetched, person, began, use.in(began).bytes()));
                used.putAll(fetched);
                used.keySet().retainAll(fetched.keySet());
            }
            if (!limits.equals(own)) {
                own.putAll(limits);
                own.keySet().retainAll(limits.keySet());
                changed.raise();
            }
        }
    }

    /**
     * One person's limits as they stand.
     *
     * @param own what is set for this person alone
     * @param used bytes fetched this week
     * @param resets when a new week begins
     * @param fetches may anything be fetched at all?
     */
    public record View(Limits limits, OwnLimits own, long used, Instant resets, boolean fetches) {
        /** Is there anything worth telling? */
        public boolean any() {
            return !limits.equals(Limits.NONE);
        }

        /** Bytes; 0 without a limit. */
        public long weekBytes() {
            return limits.weekBytes();
        }
    }

    /** The asker's own. */
    public View view(Person asker) {
        return view(asker, asker.id());
    }

    /** @throws NoSuchElementException when there is nobody of that number whom the asker may see */
    public View view(Person asker, long person) {
        requireKnown(asker, person);
        var now = week();
        return new View(
                limits(person),
                own.getOrDefault(person, OwnLimits.NONE),
                used(person, now),
                now.end(),
                people.byId(person).filter(this::includes).isPresent());
    }

    private void requireKnown(Person asker, long person) {
        var mayAsk = asker.id() == person || asker.role() == Role.OWNER;
        if (!mayAsk || people.byId(person).isEmpty()) {
            throw new NoSuchElementException("person " + person);
        }
    }

    /** From now on this holds for one person. @throws NoSuchElementException when there is nobody of that number */
    public void set(Person asker, long person, OwnLimits limits) {
        asker.require(Role.OWNER);
        requireKnown(asker, person);
        synchronized (desk) {
            store.keep(person, limits);
            own.put(person, limits);
        }
        changed.raise();
        diary.note(asker, "people.limits", people.byId(person).map(Person::name).orElse(""));
    }

    /** Somebody may fetch more or less. */
    public Signal changed() {
        return changed;
    }
}
