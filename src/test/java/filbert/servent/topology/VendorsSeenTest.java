package filbert.servent.topology;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.servent.NetworkView.VendorCount;
import org.junit.jupiter.api.Test;

final class VendorsSeenTest {
    private final VendorsSeen vendors = new VendorsSeen();

    @Test
    void theMostFrequentComesFirst() {
        vendors.inPong("GTKG");
        vendors.inHandshake("Hazel/1.0");
        vendors.inHandshake("Hazel/1.0");
        vendors.inHit("GTKG");
        vendors.inHit("GTKG");
        assertThat(vendors.all()).containsExactly(new VendorCount("GTKG", 0, 1, 2), new VendorCount("Hazel/1.0", 2, 0, 0));
    }

    @Test
    void inventedNamesAreBoundedInNumberAndLength() {
        for (var i = 0; i < 10_000; i++) {
            vendors.inHandshake("x".repeat(500) + i);
            vendors.inHandshake("name " + i);
        }
        assertThat(vendors.all()).hasSizeLessThanOrEqualTo(VendorsSeen.MOST + 1).allMatch(vendor -> vendor.name().length() <= VendorsSeen.LONGEST);
        assertThat(vendors.all().stream().mapToLong(VendorCount::handshakes).sum()).isEqualTo(20_000);
    }

    /** Those seen more than once stay, and who comes later is told apart as well. */
    @Test
    void aFloodOfInventedNamesHidesNobodyWhoIsSeenAgain() {
        meet("Hazel/1.0", 5);
        for (var i = 0; i < 10 * VendorsSeen.MOST; i++) {
            vendors.inHandshake("invented " + i);
        }
        meet("Latecomer/2.0", 3);
        for (var i = 0; i < VendorsSeen.MOST; i++) {
            vendors.inHandshake("more invented " + i);
        }
        assertThat(vendors.all()).contains(new VendorCount("Hazel/1.0", 5, 0, 0), new VendorCount("Latecomer/2.0", 3, 0, 0));
    }

    @Test
    void aFloodSeenOftenGivesWayInTheEnd() {
        for (var i = 0; i < VendorsSeen.MOST; i++) {
            meet("invented " + i, 50);
        }
        for (var i = 0; i < 10 * VendorsSeen.FADE_EVERY; i++) {
            vendors.inPong(i % 2 == 0 ? "GTKG" : "LIME");
        }
        assertThat(vendors.all()).extracting(VendorCount::name).contains("GTKG", "LIME");
        assertThat(vendors.all().stream().mapToLong(VendorCount::all).sum()).isEqualTo(50L * VendorsSeen.MOST + 10L * VendorsSeen.FADE_EVERY);
    }

    private void meet(String name, int times) {
        for (var i = 0; i < times; i++) {
            vendors.inHandshake(name);
        }
    }

    @Test
    void whatIsNoTextIsNotShown() {
        vendors.inHandshake("Evil\u0000\u001b[31m/1.0");
        assertThat(vendors.all()).extracting(VendorCount::name).containsExactly("Evil [31m/1.0");
    }
}
