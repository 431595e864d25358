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
        assertThat(vendors.all()).containsExactly(new VendorCount("Hazel/1.0", 2, 0), new VendorCount("GTKG", 0, 1));
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

    @Test
    void whatIsNoTextIsNotShown() {
        vendors.inHandshake("Evil\u0000\u001b[31m/1.0");
        assertThat(vendors.all()).extracting(VendorCount::name).containsExactly("Evil [31m/1.0");
    }
}
