package filbert.net.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

/** UPnP Device Architecture 1.1: what is sent as its sections 1.3.2 and 3.2.1 show it, what comes as the examples of 1.3.3, 2.3 and 3.2.6. */
final class UpnpCodecTest {
    private static final URI FROM = URI.create("http://192.168.1.1:5000/rootDesc.xml");

    @Test
    void searches() {
        assertThat(new String(SsdpCodec.search(SsdpCodec.TARGETS.getFirst(), 2), StandardCharsets.US_ASCII))
                .isEqualTo("""
                        M-SEARCH * HTTP/1.1\r
                        HOST: 239.255.255.250:1900\r
                        MAN: "ssdp:discover"\r
                        MX: 2\r
                        ST: urn:schemas-upnp-org:device:InternetGatewayDevice:2\r
                        \r
                        """);
    }

    @Test
    void readsWhereAGatewayDescribesItself() {
        assertThat(location("HTTP/1.1 200 OK\r\nST:urn:schemas-upnp-org:device:InternetGatewayDevice:1\r\nlocation: http://192.168.1.1:5000/rootDesc.xml\r\n\r\n"))
                .isEqualTo(FROM.toString());
        assertThat(location("HTTP/1.1 200 OK\nST: urn:schemas-upnp-org:device:InternetGatewayDevice:1\nLOCATION: http://192.168.1.1:5000/rootDesc.xml\n\n"))
                .isEqualTo(FROM.toString());
    }

    @Test
    void passesOverWhatIsNoAnswerOfAGateway() {
        var target = "ST: urn:schemas-upnp-org:device:InternetGatewayDevice:1\r\n";
        assertThat(location("NOTIFY * HTTP/1.1\r\n" + target + "LOCATION: http://192.168.1.1/\r\n\r\n")).isEmpty();
        assertThat(location("HTTP/1.1 200 OK\r\nST: upnp:rootdevice\r\nLOCATION: http://192.168.1.1/\r\n\r\n")).isEmpty();
        assertThat(location("HTTP/1.1 200 OK\r\n" + target + "\r\n")).isEmpty();
        assertThat(location("HTTP/1.1 200 OK\r\n" + target + "LOCATION: file:///etc/passwd\r\n\r\n")).isEmpty();
        assertThat(location("HTTP/1.1 200 OK\r\n" + target + "LOCATION: http://[192.168\r\n\r\n")).isEmpty();
        assertThat(location("HTTP/1.1 200 OK\r\n" + target + "LOCATION: http://192.168.1.1/" + "a".repeat(600) + "\r\n\r\n")).isEmpty();
        assertThat(location("HTTP/1.1 200 OK\r\n" + target + "X: " + "a".repeat(2_100))).isEmpty();
    }

    private static String location(String answer) {
        return SsdpCodec.location(answer.getBytes(StandardCharsets.ISO_8859_1)).map(URI::toString).orElse("");
    }

    @Test
    void findsTheServicesThatOpenPortsTheNewestFirst() throws Exception {
        var services = Service.in(xml("""
                <?xml version="1.0"?>
                <root xmlns="urn:schemas-upnp-org:device-1-0"><device><deviceList><device><serviceList>
                  <service><serviceType>urn:schemas-upnp-org:service:Layer3Forwarding:1</serviceType><controlURL>/l3f</controlURL></service>
                  <service><serviceType>urn:schemas-upnp-org:service:WANPPPConnection:1</serviceType><controlURL>/ppp</controlURL></service>
                  <service><serviceType>urn:schemas-upnp-org:service:WANIPConnection:1</serviceType><controlURL>ctl/ip1</controlURL></service>
                  <service><controlURL>http://192.168.1.1:5001/ip2</controlURL><serviceType>urn:schemas-upnp-org:service:WANIPConnection:2</serviceType></service>
                  <service><serviceType>urn:schemas-upnp-org:service:WANIPConnection:1</serviceType></service>
                </serviceList></device></deviceList></device></root>
                """), FROM);
        assertThat(services).extracting(service -> service.control().toString())
                .containsExactly("http://192.168.1.1:5001/ip2", "http://192.168.1.1:5000/ctl/ip1", "http://192.168.1.1:5000/ppp");
        assertThat(services.getFirst().choosesPorts()).isTrue();
        assertThat(services.get(1).choosesPorts()).isFalse();
    }

    @Test
    void heedsTheBaseThatOldDescriptionsGive() throws Exception {
        var services = Service.in(xml("""
                <root><URLBase>http://192.168.1.1:49152/</URLBase><service>
                <serviceType>urn:schemas-upnp-org:service:WANIPConnection:1</serviceType><controlURL>/upnp/control</controlURL></service></root>
                """), FROM);
        assertThat(services).extracting(Service::control).containsExactly(URI.create("http://192.168.1.1:49152/upnp/control"));
    }

    @Test
    void callsWithArgumentsInOrderAndEscaped() {
        var arguments = new LinkedHashMap<String, String>();
        arguments.put("NewRemoteHost", "");
        arguments.put("NewPortMappingDescription", "a <b> & c");
        var type = "urn:schemas-upnp-org:service:WANIPConnection:1";
        assertThat(new String(SoapCodec.call(type, "AddPortMapping", arguments), StandardCharsets.UTF_8))
                .contains("<s:Body><u:AddPortMapping xmlns:u=\"" + type + "\"><NewRemoteHost></NewRemoteHost>"
                        + "<NewPortMappingDescription>a &lt;b&gt; &amp; c</NewPortMappingDescription></u:AddPortMapping></s:Body>");
        assertThat(SoapCodec.action(type, "AddPortMapping")).isEqualTo("\"" + type + "#AddPortMapping\"");
    }

    @Test
    void readsAnswersAndFaults() throws Exception {
        var answer = SoapCodec.answer(200, bytes("""
                <?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><u:GetExternalIPAddressResponse
                xmlns:u="urn:schemas-upnp-org:service:WANIPConnection:1"><NewExternalIPAddress>198.51.100.7</NewExternalIPAddress>
                </u:GetExternalIPAddressResponse></s:Body></s:Envelope>\0\n"""));
        assertThat(answer.text("NewExternalIPAddress")).contains("198.51.100.7");
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> SoapCodec.answer(500, bytes("""
                        <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Client</faultcode>
                        <faultstring>UPnPError</faultstring><detail><UPnPError xmlns="urn:schemas-upnp-org:control-1-0"><errorCode>718</errorCode>
                        <errorDescription>ConflictInMappingEntry</errorDescription></UPnPError></detail></s:Fault></s:Body></s:Envelope>""")))
                .satisfies(fault -> assertThat(fault.code()).isEqualTo(718))
                .satisfies(fault -> assertThat(fault.said()).isEqualTo("ConflictInMappingEntry"));
        assertThatExceptionOfType(GatewayException.class).isThrownBy(() -> SoapCodec.answer(404, new byte[0]));
        assertThatExceptionOfType(GatewayException.class).isThrownBy(() -> SoapCodec.answer(500, bytes("<html>no</html>")));
    }

    @Test
    void refusesDocumentTypesAndEntities() {
        assertRefused("<!DOCTYPE root [<!ENTITY a \"aaaa\">]><root><x>&a;</x></root>");
        assertRefused("<!DOCTYPE root SYSTEM \"file:///etc/passwd\"><root/>");
        assertRefused("<?xml version=\"1.0\"?><!DOCTYPE root><root/>");
        assertRefused("<root><x>&b;</x></root>");
    }

    @Test
    void refusesWhatIsTooDeepTooMuchTooLongOrNoXml() {
        assertRefused("<a>".repeat(40) + "</a>".repeat(40));
        assertRefused("<a>" + "<b/>".repeat(5_000) + "</a>");
        assertRefused("<a><b>" + "x".repeat(3_000) + "</b></a>");
        assertRefused("<a><b></a>");
        assertRefused("");
        assertRefused("HTTP/1.1 200 OK");
    }

    private static void assertRefused(String document) {
        assertThatExceptionOfType(GatewayException.class).as(document.substring(0, Math.min(40, document.length()))).isThrownBy(() -> xml(document));
    }

    private static Leaves xml(String text) throws GatewayException {
        return Leaves.read(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
