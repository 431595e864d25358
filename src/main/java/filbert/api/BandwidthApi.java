package filbert.api;

import filbert.household.HouseholdBandwidth;
import filbert.household.HouseholdVolumes;
import filbert.household.Person;
import filbert.household.Profile;
import filbert.household.Role;
import filbert.household.Settings.InvalidSettingsException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How much of the line Filbert uses and may use. */
@RestController
@Least(Role.GUEST)
@RequestMapping("/api/v1/bandwidth")
final class BandwidthApi {
    private static final int KIBIBYTE = 1024;

    private static final int MOST_HOSTS = 1_000;

    private final HouseholdBandwidth bandwidth;
    private final HouseholdVolumes volumes;

    BandwidthApi(HouseholdBandwidth bandwidth, HouseholdVolumes volumes) {
        this.bandwidth = bandwidth;
        this.volumes = volumes;
    }

    /** Bytes per second; as limits, 0 for none. */
    record Rates(long up, long down) {
        static Rates of(Profile.Limits limits) {
            return new Rates(limits.up(), limits.down());
        }
    }

    record Line(
            String chosen,
            String profile,
            @Nullable Instant until,
            Rates limits,
            Rates now,
            Map<String, Rates> profiles,
            String week,
            String timeZone) {}

    @GetMapping
    Line line(@AuthenticationPrincipal Person person) {
        var view = bandwidth.view(person);
        var profiles = new LinkedHashMap<String, Rates>();
        Stream.of(Profile.values()).forEach(one -> profiles.put(one.word(), Rates.of(bandwidth.limits(person, one))));
        return new Line(
                view.chosen(),
                view.profile(),
                view.until(),
                Rates.of(view.limits()),
                new Rates(view.up(), view.down()),
                profiles,
                bandwidth.week().text(),
                bandwidth.zone().getId());
    }

    @GetMapping("/totals")
    HouseholdVolumes.Volumes totals(@AuthenticationPrincipal Person person) {
        return volumes.view(person);
    }

    record Host(String address, long given, long taken) {}

    @GetMapping("/hosts")
    List<Host> hosts(@AuthenticationPrincipal Person person) {
        return volumes.hosts(person, MOST_HOSTS).stream().map(one -> new Host(one.host().getHostAddress(), one.given(), one.taken())).toList();
    }

    /** @param until {@code tomorrow}, instead of minutes */
    record Turn(@Nullable String profile, @Nullable Integer minutes, @Nullable String until) {}

    @PutMapping
    @Least(Role.MEMBER)
    Line turn(@AuthenticationPrincipal Person person, @RequestBody Turn turn) {
        if (turn.profile() == null) {
            throw new BadRequestException("bandwidth.problem.word");
        }
        if (turn.until() != null) {
            if (!turn.until().equals("tomorrow") || turn.minutes() != null) {
                throw new IllegalArgumentException("bandwidth.problem.lasting");
            }
            bandwidth.chooseUntilTomorrow(person, turn.profile());
            return line(person);
        }
        bandwidth.choose(person, turn.profile(), Optional.ofNullable(turn.minutes()).map(Duration::ofMinutes));
        return line(person);
    }

    /** Bytes per second each. */
    record Wanted(@Nullable Long up, @Nullable Long down) {}

    /** @param seen what held when these were chosen; what is not named there is set whatever holds */
    record Plan(@Nullable Map<String, Wanted> profiles, @Nullable String week, @Nullable String timeZone, @Nullable Seen seen) {}

    record Seen(@Nullable Map<String, Wanted> profiles, @Nullable String week, @Nullable String timeZone) {}

    /** What is not named stays as it is. */
    @PutMapping("/settings")
    @Least(Role.OWNER)
    Line set(@AuthenticationPrincipal Person person, @RequestBody Plan plan) {
        var seen = plan.seen() == null ? Map.<String, String>of() : values(plan.seen().profiles(), plan.seen().week(), plan.seen().timeZone());
        try {
            bandwidth.set(person, values(plan.profiles(), plan.week(), plan.timeZone()), seen);
            return line(person);
        } catch (InvalidSettingsException refused) {
            var problem = refused.problems().values().stream().sorted().findFirst().orElseThrow();
            throw problem.equals("settings.problem.locked") ? new ConflictException("api.problem.locked") : new IllegalArgumentException(problem);
        }
    }

    private static Map<String, String> values(@Nullable Map<String, Wanted> profiles, @Nullable String week, @Nullable String timeZone) {
        var values = new LinkedHashMap<String, String>();
        if (profiles != null) {
            profiles.forEach((word, wanted) -> {
                if (Profile.of(word).isEmpty() || wanted == null) {
                    throw new IllegalArgumentException("bandwidth.problem.word");
                }
                put(values, word + "-up", wanted.up());
                put(values, word + "-down", wanted.down());
            });
        }
        if (week != null) {
            values.put("week", week);
        }
        if (timeZone != null) {
            values.put("time-zone", timeZone);
        }
        return values;
    }

    /** Settings count in KiB; what is no whole one is rounded up, so that little does not become no limit. */
    private static void put(Map<String, String> values, String key, @Nullable Long bytes) {
        if (bytes != null) {
            values.put(key, String.valueOf(bytes <= 0 ? bytes : Math.ceilDiv(bytes, KIBIBYTE)));
        }
    }
}
