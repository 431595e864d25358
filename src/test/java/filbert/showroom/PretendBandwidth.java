package filbert.showroom;

import filbert.household.HouseholdBandwidth;
import filbert.household.HouseholdVolumes;
import filbert.household.Keepsakes;
import filbert.household.LayeredSettings;
import filbert.household.Profile;
import filbert.household.SettingKey;
import filbert.household.SettingKeys;
import filbert.household.SettingSources;
import filbert.household.SettingStore;
import filbert.household.Throttle;
import filbert.household.Volume;
import filbert.household.VolumeStore;
import filbert.sharing.mesh.Dealings;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A line whose limits are remembered, settings and keepsakes that last as long as the test, and a clock that is set. */
public final class PretendBandwidth implements Throttle, SettingSources, SettingStore, Keepsakes, InstantSource, VolumeStore {
    public final Map<String, String> environment = new ConcurrentHashMap<>();
    public final Map<String, String> page = new ConcurrentHashMap<>(Map.of("filbert.bandwidth.time-zone", "Europe/Berlin"));
    public final Map<String, String> kept = new ConcurrentHashMap<>();
    public volatile Instant now;
    public volatile Profile.Limits limits = new Profile.Limits(-1, -1);
    public volatile long sent;
    public volatile long received;

    public final Dealings dealings = new Dealings();
    public final Map<LocalDate, Volume> days = new ConcurrentHashMap<>();

    public PretendBandwidth(Instant now) {
        this.now = now;
    }

    /** Another one is what comes after a restart. */
    public HouseholdBandwidth desk() {
        return new HouseholdBandwidth(new LayeredSettings(SettingKeys.all(), this, this), this, this, this);
    }

    public HouseholdVolumes volumes() {
        return new HouseholdVolumes(
                () -> new Volume(sent, received, dealings.given(), dealings.taken()), dealings::view, this, () -> LocalDate.ofInstant(now, ZoneOffset.UTC));
    }

    @Override
    public Volume of(LocalDate day) {
        return days.getOrDefault(day, Volume.NOTHING);
    }

    @Override
    public Volume ever() {
        return days.values().stream().reduce(Volume.NOTHING, Volume::plus);
    }

    @Override
    public void add(LocalDate day, Volume more) {
        days.merge(day, more, Volume::plus);
    }

    @Override
    public void limit(Profile.Limits allowed) {
        limits = allowed;
    }

    @Override
    public long sent() {
        return sent;
    }

    @Override
    public long received() {
        return received;
    }

    @Override
    public Optional<String> environment(SettingKey key) {
        return Optional.ofNullable(environment.get(key.name()));
    }

    @Override
    public Optional<String> file(SettingKey key) {
        return Optional.empty();
    }

    @Override
    public Map<String, String> load() {
        return new HashMap<>(page);
    }

    @Override
    public void save(long person, Map<String, Optional<String>> changes) {
        changes.forEach((name, value) -> value.ifPresentOrElse(text -> page.put(name, text), () -> page.remove(name)));
    }

    @Override
    public Optional<String> recall(String name) {
        return Optional.ofNullable(kept.get(name));
    }

    @Override
    public void keep(String name, String fact) {
        kept.put(name, fact);
    }

    @Override
    public Keepsakes of(long person) {
        return new PersonsKeepsakes(this, person);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
