package filbert.household;

import filbert.event.Signal;
import filbert.household.Settings.ChangedElsewhereException;
import filbert.household.Settings.InvalidSettingsException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How much of the line Filbert uses: by the clock of the house, or as somebody switched it. Everybody may look, members may switch, the owner says what the
 * profiles are and when. Thread-safe.
 */
public final class HouseholdBandwidth {
    public static final String CLOCK = "clock";

    private static final String KEYS = "filbert.bandwidth.";
    private static final String KEEPSAKE = "bandwidth.switched";
    private static final LocalTime MORNING = LocalTime.of(6, 0); // who switches in the evening wants the night
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final double SMOOTHING = 0.3;

    private final LayeredSettings settings;
    private final Keepsakes keepsakes;
    private final Throttle throttle;
    private final InstantSource clock;
    private final Diary diary;
    private final Signal changed = new Signal();
    private volatile Optional<Switched> switched;

    // guarded by this
    private Profile.Limits limits = Profile.Limits.NONE;
    private @Nullable String inForce;
    private long lookedAt;
    private long sentBefore;
    private long receivedBefore;
    private volatile long up;
    private volatile long down;

    public HouseholdBandwidth(LayeredSettings settings, Keepsakes keepsakes, Throttle throttle, InstantSource clock) {
        this(settings, keepsakes, throttle, clock, Diary.NONE);
    }

    /** @param diary notes who switched */
    public HouseholdBandwidth(LayeredSettings settings, Keepsakes keepsakes, Throttle throttle, InstantSource clock, Diary diary) {
        this.diary = diary;
        this.settings = settings;
        this.keepsakes = keepsakes;
        this.throttle = throttle;
        this.clock = clock;
        switched = keepsakes.recall(KEEPSAKE).flatMap(Switched::parse);
        settings.changed().watch(this::apply);
        apply();
    }

    /**
     * Measures, and follows the clock. To be called about every second; does not block.
     *
     * @param nanos of any monotonic clock
     */
    public void look(long nanos) {
        measure(nanos);
        apply();
    }

    private synchronized void measure(long nanos) {
        var sent = throttle.sent();
        var received = throttle.received();
        if (lookedAt != 0 && nanos > lookedAt) {
            up = smooth(up, (sent - sentBefore) * 1e9 / (nanos - lookedAt));
            down = smooth(down, (received - receivedBefore) * 1e9 / (nanos - lookedAt));
        }
        lookedAt = nanos;
        sentBefore = sent;
        receivedBefore = received;
    }

    private static long smooth(long before, double now) {
        return Math.round(before + SMOOTHING * (now - before));
    }

    private void apply() {
        boolean isNews;
        synchronized (this) {
            var now = clock.instant();
            var chosen = inForce(now);
            var profile = chosen.isPresent() ? chosen.get().profile() : week().at(now.atZone(zone()));
            var word = profile == null ? Switched.NO_LIMITS : profile.word();
            var allowed = limits(profile);
            isNews = !word.equals(inForce) || !allowed.equals(limits);
            if (isNews) {
                inForce = word;
                limits = allowed;
                throttle.limit(limits);
            }
        }
        if (isNews) {
            changed.raise();
        }
    }

    public BandwidthView view(Person person) {
        person.require(Role.GUEST);
        return view();
    }

    private BandwidthView view() {
        var now = clock.instant();
        var chosen = inForce(now);
        if (chosen.isPresent()) {
            return new BandwidthView(chosen.get().word(), chosen.get().word(), chosen.get().until(), limits(chosen.get().profile()), up, down);
        }
        var here = now.atZone(zone());
        var profile = week().at(here);
        var until = week().nextChange(here).map(ZonedDateTime::toInstant).orElse(null);
        return new BandwidthView(CLOCK, profile.word(), until, profile.limits(settings), up, down);
    }

    private Optional<Switched> inForce(Instant now) {
        return switched.filter(one -> !one.isOver(now));
    }

    private Profile.Limits limits(@Nullable Profile profile) {
        return profile == null ? Profile.Limits.NONE : profile.limits(settings);
    }

    public Profile.Limits limits(Person person, Profile profile) {
        person.require(Role.GUEST);
        return profile.limits(settings);
    }

    public Week week() {
        return week(settings.text(SettingKeys.BANDWIDTH_WEEK));
    }

    private static Week week(String text) {
        return Week.parse(text).orElse(Week.NORMAL);
    }

    /** Does the environment decide? */
    public boolean weekIsLocked(Person person) {
        return settings.section(person, SettingKeys.BANDWIDTH_WEEK.section()).stream()
                .anyMatch(one -> one.key().equals(SettingKeys.BANDWIDTH_WEEK.name()) && one.locked());
    }

    /** Of the house. */
    public ZoneId zone() {
        return zone(settings);
    }

    /** Of the house. */
    public static ZoneId zone(LayeredSettings settings) {
        var zone = settings.text(SettingKeys.BANDWIDTH_TIME_ZONE);
        return zone.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(zone);
    }

    /** The day it is in the house. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone());
    }

    /** The hour it is in the house. */
    public Week.Hour hour() {
        return Week.Hour.of(clock.instant().atZone(zone()).toLocalDateTime());
    }

    /**
     * From now on this holds, whatever the clock says; {@code clock} gives it back to the clock.
     *
     * @param word {@code clock, none, normal, slow} or {@code night}
     * @param lasting for so long, a week at most; empty: until somebody switches again
     * @throws IllegalArgumentException {@code bandwidth.problem.word} or {@code .lasting}
     */
    public void choose(Person person, String word, Optional<Duration> lasting) {
        person.require(Role.MEMBER);
        if (lasting.filter(time -> !time.isPositive() || time.compareTo(LONGEST) > 0).isPresent()) {
            throw new IllegalArgumentException("bandwidth.problem.lasting");
        }
        var chosen = word.equals(CLOCK) ? Optional.<Switched>empty() : Optional.of(switchTo(word, lasting));
        keepsakes.keep(KEEPSAKE, chosen.map(Switched::text).orElse(CLOCK));
        switched = chosen;
        diary.note(person, "bandwidth." + word, "");
        apply();
        changed.raise();
    }

    /** As {@link #choose}, until the morning of the next day in the house. */
    public void chooseUntilTomorrow(Person person, String word) {
        var morning = today().plusDays(1).atTime(MORNING).atZone(zone()).toInstant();
        choose(person, word, Optional.of(Duration.between(clock.instant(), morning)));
    }

    private Switched switchTo(String word, Optional<Duration> lasting) {
        var profile = Profile.of(word);
        if (profile.isEmpty() && !word.equals(Switched.NO_LIMITS)) {
            throw new IllegalArgumentException("bandwidth.problem.word");
        }
        var until = lasting.map(clock.instant()::plus).map(end -> Instant.ofEpochSecond(end.getEpochSecond())).orElse(null);
        return new Switched(profile.orElse(null), until);
    }

    /**
     * These hours have that profile from now on; all others stay as somebody else may have set them meanwhile.
     *
     * @param seen the week in which the hours were chosen
     * @return those of the hours that somebody has given another profile since: then nothing is changed
     * @throws IllegalArgumentException {@code bandwidth.problem.locked} when the environment decides
     */
    public Set<Week.Hour> assign(Person person, Collection<Week.Hour> hours, Profile profile, Week seen) {
        person.require(Role.OWNER);
        if (hours.isEmpty()) {
            throw new IllegalArgumentException("bandwidth.problem.no-hours");
        }
        var key = SettingKeys.BANDWIDTH_WEEK;
        while (true) {
            var before = settings.text(key);
            var week = week(before);
            var clashing = hours.stream().filter(hour -> week.at(hour) != seen.at(hour) && week.at(hour) != profile).collect(Collectors.toSet());
            if (!clashing.isEmpty()) {
                return clashing;
            }
            var text = week.with(hours, profile).text();
            try {
                settings.save(person, Map.of(key.name(), text.isEmpty() ? Week.ALWAYS_NORMAL : text), Map.of(key.name(), before));
                return Set.of();
            } catch (ChangedElsewhereException _) {
                // somebody was quicker by a moment: once more, on top of theirs
            } catch (InvalidSettingsException refused) {
                throw new IllegalArgumentException("bandwidth.problem.locked", refused);
            }
        }
    }

    /**
     * Sets profiles, hours or the time zone: what differs from what was seen.
     *
     * @param values by the setting's key without {@code filbert.bandwidth.}
     * @param seen likewise, as it was told when the values were chosen; what is not there is set whatever holds
     * @throws ChangedElsewhereException when somebody changed one of them meanwhile to something else
     * @throws InvalidSettingsException with one message key per bad value
     */
    public void set(Person person, Map<String, String> values, Map<String, String> seen) {
        var wanted = new HashMap<String, String>();
        values.forEach((key, value) -> {
            if (!value.equals(seen.get(key))) {
                wanted.put(KEYS + key, value);
            }
        });
        settings.save(person, wanted, seen.entrySet().stream().collect(Collectors.toMap(one -> KEYS + one.getKey(), this::asSet)));
    }

    /** Hours and zone are told in one spelling; the setting may say the same in another. */
    private String asSet(Map.Entry<String, String> seen) {
        return switch (seen.getKey()) {
            case "week" -> seen.getValue().equals(week().text()) ? settings.text(SettingKeys.BANDWIDTH_WEEK) : seen.getValue();
            case "time-zone" -> seen.getValue().equals(zone().getId()) ? settings.text(SettingKeys.BANDWIDTH_TIME_ZONE) : seen.getValue();
            default -> seen.getValue();
        };
    }

    /** Another profile or other limits are in force. */
    public Signal changed() {
        return changed;
    }
}
