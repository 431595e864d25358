package filbert.household;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.showroom.PretendBandwidth;
import filbert.showroom.PretendHouse;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

final class HouseholdVolumesTest {
    private static final Person GUEST = PretendHouse.GUEST;

    private final PretendBandwidth line = new PretendBandwidth(Instant.parse("2026-11-24T23:30:00Z"));
    private final HouseholdVolumes volumes = line.volumes();

    @Test
    void whatPassedShowsBeforeItIsWritten() {
        line.sent = 100;
        line.received = 30;
        line.dealings.gave(InetAddress.ofLiteral("192.0.2.7"), 60);
        assertThat(volumes.view(GUEST).today()).isEqualTo(new Volume(100, 30, 60, 0));
        assertThat(volumes.view(GUEST).ever()).isEqualTo(new Volume(100, 30, 60, 0));
        assertThat(line.days).isEmpty();
        volumes.keep();
        assertThat(line.days).containsEntry(LocalDate.of(2026, 11, 24), new Volume(100, 30, 60, 0));
        assertThat(volumes.view(GUEST).today()).isEqualTo(new Volume(100, 30, 60, 0));
        volumes.keep();
        assertThat(line.days.get(LocalDate.of(2026, 11, 24))).as("once only").isEqualTo(new Volume(100, 30, 60, 0));
    }

    @Test
    void whatWasDealtWithOneHostIsKnown() {
        line.dealings.gave(InetAddress.ofLiteral("192.0.2.7"), 60);
        line.dealings.took(InetAddress.ofLiteral("2001:db8::1"), 7);
        assertThat(volumes.with(GUEST, InetAddress.ofLiteral("192.0.2.7"))).hasValueSatisfying(one -> assertThat(one.given()).isEqualTo(60));
        assertThat(volumes.with(GUEST, InetAddress.ofLiteral("2001:db8::2"))).as("the same network").hasValueSatisfying(one -> assertThat(one.taken()).isEqualTo(7));
        assertThat(volumes.with(GUEST, InetAddress.ofLiteral("192.0.2.8"))).isEmpty();
    }

    @Test
    void aDayEndsAtMidnight() {
        line.sent = 100;
        volumes.keep();
        line.now = line.now.plus(Duration.ofHours(1));
        assertThat(volumes.view(GUEST).today()).isEqualTo(Volume.NOTHING);
        line.sent = 150;
        assertThat(volumes.view(GUEST).today().sent()).isEqualTo(50);
        volumes.keep();
        assertThat(volumes.view(GUEST).today().sent()).isEqualTo(50);
        assertThat(volumes.view(GUEST).ever().sent()).isEqualTo(150);
        assertThat(line.days).containsEntry(LocalDate.of(2026, 11, 25), new Volume(50, 0, 0, 0));
    }

    @Test
    void aRestartGoesOnWhereItWas() {
        line.sent = 100;
        volumes.keep();
        line.sent = 0; // the meter begins anew
        var next = line.volumes();
        assertThat(next.view(GUEST).today().sent()).isEqualTo(100);
        line.sent = 7;
        next.keep();
        assertThat(next.view(GUEST).ever().sent()).isEqualTo(107);
    }
}
