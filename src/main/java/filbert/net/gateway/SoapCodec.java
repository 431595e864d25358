package filbert.net.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Calls of a service and their answers: UPnP Device Architecture 1.1, 3.2. */
final class SoapCodec {
    private static final String HEAD = "<?xml version=\"1.0\"?>\r\n"
            + "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" s:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\"><s:Body>";
    private static final String TAIL = "</s:Body></s:Envelope>\r\n";
    private static final int OK = 200;

    private SoapCodec() {}

    /** @param arguments in the order of the service's description: some routers read them by place */
    static byte[] call(String type, String action, Map<String, String> arguments) {
        var text = new StringBuilder(HEAD).append("<u:").append(action).append(" xmlns:u=\"").append(type).append("\">");
        arguments.forEach((name, value) ->
                text.append('<').append(name).append('>').append(escaped(value)).append("</").append(name).append('>'));
        return text.append("</u:").append(action).append('>').append(TAIL).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The value of the header SOAPACTION. */
    static String action(String type, String action) {
        return '"' + type + '#' + action + '"';
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** What came back. @throws GatewayException the fault of 3.2.6 with its code, or what could not be read */
    static Leaves answer(int status, byte[] body) throws GatewayException {
        if (status != OK && body.length == 0) {
            throw GatewayException.confused("HTTP status " + status);
        }
        var leaves = Leaves.read(body);
        var code = leaves.text("errorCode").filter(text -> text.matches("\\d{1,6}")).map(Integer::parseInt);
        if (code.isPresent()) {
            throw GatewayException.refused(code.get(), leaves.text("errorDescription").orElse(""));
        }
        if (status != OK) {
            throw GatewayException.confused("HTTP status " + status);
        }
        return leaves;
    }
}
