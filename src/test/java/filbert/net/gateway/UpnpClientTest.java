package filbert.net.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import filbert.net.gateway.Attempt.Result;
import filbert.net.gateway.FakeDevice.Answer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** UPnP against devices on loopback, good and bad. */
final class UpnpClientTest {
    private static final Wish TCP = new Wish(Transport.TCP, 23_456, 23_456, Duration.ofHours(2));
    private static final Optional<InetAddress> EXTERNAL = Optional.of(InetAddress.ofLiteral("198.51.100.7"));

    @Test
    void opensAndTakesBack() throws Exception {
        try (var device = new FakeDevice((action, _) -> Answer.of(action, ""))) {
            var client = device.client();
            var grant = client.open(TCP);
            assertThat(grant).isEqualTo(new Grant(Transport.TCP, 23_456, 23_456, EXTERNAL, Duration.ofHours(2), false));
            client.close(grant);
            assertThat(device.calls)
                    .containsExactly(
                            "GetExternalIPAddress",
                            "AddPortMapping NewRemoteHost= NewExternalPort=23456 NewProtocol=TCP NewInternalPort=23456 NewInternalClient=127.0.0.1"
                                    + " NewEnabled=1 NewPortMappingDescription=Filbert NewLeaseDuration=7200",
                            "DeletePortMapping NewRemoteHost= NewExternalPort=23456 NewProtocol=TCP");
        }
    }

    @Test
    void letsTheSecondVersionChooseThePort() throws Exception {
        try (var device = new FakeDevice((action, _) -> Answer.of(action, "<NewReservedPort>40000</NewReservedPort>"))) {
            device.version = 2;
            assertThat(device.client().open(TCP).outside()).isEqualTo(40_000);
            assertThat(device.calls.getLast()).startsWith("AddAnyPortMapping ");
        }
    }

    @Test
    void fallsBackToTheOlderCallWhereTheNewerIsForbidden() throws Exception {
        try (var device = new FakeDevice(
                (action, _) -> action.equals("AddAnyPortMapping") ? Answer.fault(606, "Action not authorized") : Answer.of(action, ""))) {
            device.version = 2;
            assertThat(device.client().open(TCP).outside()).isEqualTo(23_456);
        }
    }

    @Test
    void takesAnEndlessLeaseWhereThereIsNoOther() throws Exception {
        for (int code : new int[] {725, 402}) {
            try (var device = new FakeDevice((action, body) ->
                    body.contains("<NewLeaseDuration>0<") ? Answer.of(action, "") : Answer.fault(code, "OnlyPermanentLeasesSupported"))) {
                assertThat(device.client().open(TCP).lease()).isEqualTo(Duration.ZERO);
            }
        }
    }

    @Test
    void asksForAnotherPortWhenThisOneIsSomebodyElses() throws Exception {
        try (var device = new FakeDevice((action, body) ->
                body.contains("<NewExternalPort>23456<") ? Answer.fault(718, "ConflictInMappingEntry") : Answer.of(action, ""))) {
            assertThat(device.client().open(TCP).outside()).isNotEqualTo(23_456).isBetween(1_024, 65_535);
        }
        try (var device = new FakeDevice((_, _) -> Answer.fault(718, "ConflictInMappingEntry"))) {
            assertTrouble(Result.REFUSED, () -> device.client().open(TCP));
            assertThat(device.calls).hasSize(6); // the address, the port wanted and four others
        }
    }

    @Test
    void saysWhyItWasRefusedInOneReadableLine() throws Exception {
        try (var device = new FakeDevice((_, _) -> Answer.fault(501, "Action\nFailed " + "x".repeat(200)))) {
            assertThatExceptionOfType(GatewayException.class)
                    .isThrownBy(() -> device.client().open(TCP))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(501))
                    .satisfies(e -> assertThat(e.said()).startsWith("Action Failed xxx").hasSize(80));
        }
    }

    @Test
    void followsNoLocationToAnotherHostAndNoRedirect() throws Exception {
        try (var device = new FakeDevice((action, _) -> Answer.of(action, ""))) {
            for (var elsewhere : new String[] {
                "http://127.0.0.2:" + device.port() + "/desc.xml",
                "http://localhost:" + device.port() + "/desc.xml",
                "http://user@127.0.0.1:" + device.port() + "/desc.xml",
                "http://127.0.0.1:" + device.port() + "/elsewhere"
            }) {
                device.location = elsewhere;
                assertTrouble(Result.CONFUSED, () -> device.client().open(TCP));
            }
            assertThat(device.calls).isEmpty();
        }
    }

    @Test
    void callsNoControlAddressOnAnotherHost() throws Exception {
        try (var device = new FakeDevice((action, _) -> Answer.of(action, ""))) {
            device.control = "http://127.0.0.2:" + device.port() + "/ctl";
            assertTrouble(Result.CONFUSED, () -> device.client().open(TCP));
            assertThat(device.calls).isEmpty();
        }
    }

    @Test
    void readsNoEndlessDescriptionAndNoneThatIsNoDescription() throws Exception {
        try (var device = new FakeDevice((action, _) -> Answer.of(action, ""))) {
            for (var bad : new String[] {"<root>" + "<a/>".repeat(20_000) + "</root>", "<html></html>", "nonsense", "<!DOCTYPE r><r/>"}) {
                device.description = bad;
                assertTrouble(Result.CONFUSED, () -> device.client().probe());
            }
        }
    }

    @Test
    void doesNotBelieveAnAddressThatIsNone() throws Exception {
        try (var device = new FakeDevice((action, _) -> Answer.of(action, ""))) {
            for (var none : new String[] {"", "0.0.0.0", "router.example"}) {
                device.external = none;
                assertThat(device.client().probe()).isEmpty();
            }
        }
    }

    @Test
    void aNetworkWithoutADeviceIsSilent() throws Exception {
        try (var device = new FakeDevice((action, _) -> Answer.of(action, ""))) {
            device.location = "no location";
            assertTrouble(Result.SILENT, () -> device.client().probe());
        }
    }

    private static void assertTrouble(Result expected, ThrowingCallable asking) {
        assertThatExceptionOfType(GatewayException.class).isThrownBy(asking).satisfies(e -> assertThat(e.result()).isEqualTo(expected));
    }
}
