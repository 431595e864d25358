package filbert.web.network;

import filbert.household.BandwidthView;
import filbert.household.HouseholdVolumes;
import filbert.household.Profile;
import filbert.household.Volume;
import filbert.sharing.mesh.Dealings.Dealing;
import filbert.web.Figures;
import filbert.web.Moment;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much of the line is used and may be.
 *
 * @param chosen message key: who decides
 * @param profile message key of the profile in force
 * @param until when that ends, if it does
 * @param upLimit empty without one; {@code downLimit} likewise
 * @param upShare used of the limit, in percent; {@code downShare} likewise
 */
record BandwidthPage(
        String chosen, boolean switched, String profile, @Nullable Moment until, String up, String down, String upLimit, String downLimit, int upShare, int downShare) {
    private static final int WHOLE = 100;

    static BandwidthPage of(BandwidthView view, Instant now, ZoneId zone) {
        return new BandwidthPage(
                "bandwidth.chosen." + (view.switched() ? "person" : "clock"),
                view.switched(),
                "bandwidth.profile." + view.profile(),
                view.until() == null ? null : Moment.of(view.until(), now, zone),
                Figures.rate(view.up()),
                Figures.rate(view.down()),
                limit(view.limits().up()),
                limit(view.limits().down()),
                share(view.up(), view.limits().up()),
                share(view.down(), view.limits().down()));
    }

    private static String limit(long bytesPerSecond) {
        return bytesPerSecond == 0 ? "" : Figures.rate(bytesPerSecond);
    }

    private static int share(long rate, long limit) {
        return limit == 0 ? 0 : (int) Math.min(WHOLE, rate * WHOLE / limit);
    }

    /** A profile and what it allows. */
    record Row(String word, String up, String down) {
        static Row of(Profile profile, Profile.Limits limits) {
            return new Row(profile.word(), limit(limits.up()), limit(limits.down()));
        }
    }

    /** How much in all: {@code files} are those among it. */
    record Total(String span, String sent, String filesSent, String received, String filesReceived) {
        static Total of(String span, Volume volume) {
            return new Total(
                    span, Figures.size(volume.sent()), Figures.size(volume.given()), Figures.size(volume.received()), Figures.size(volume.taken()));
        }
    }

    /** Wrapped, so that they are one value to compare. */
    record Totals(List<Total> all, List<Host> hosts) {
        static Totals of(HouseholdVolumes.Volumes volumes, List<Dealing> dealings) {
            return new Totals(
                    List.of(Total.of("today", volumes.today()), Total.of("ever", volumes.ever())), dealings.stream().map(Host::of).toList());
        }
    }

    /** Files given and taken since the start. */
    record Host(String address, String given, String taken) {
        static Host of(Dealing dealing) {
            return new Host(dealing.host().getHostAddress(), Figures.size(dealing.given()), Figures.size(dealing.taken()));
        }
    }
}
