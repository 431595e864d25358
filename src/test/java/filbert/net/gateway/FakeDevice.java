package filbert.net.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import filbert.servent.routing.SteppedOwner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;

/** A UPnP gateway on loopback: answers searches, describes itself, and does with calls what it is told. */
final class FakeDevice implements AutoCloseable {
    /** Every call: the action, then the arguments as they came. */
    final List<String> calls = new CopyOnWriteArrayList<>();

    /** Instead of the usual, if not empty. */
    volatile String location = "";

    volatile String description = "";
    volatile String control = "/ctl";
    volatile int version = 1;
    volatile String external = "198.51.100.7";

    private final HttpServer http;
    private final FakeDatagrams search;

    /** An answer to a call. */
    record Answer(int status, String body) {
        static Answer fault(int code, String words) {
            return new Answer(500, "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><s:Fault><detail><UPnPError><errorCode>" + code
                    + "</errorCode><errorDescription>" + words + "</errorDescription></UPnPError></detail></s:Fault></s:Body></s:Envelope>");
        }

        static Answer of(String action, String arguments) {
            return new Answer(200, "<?xml version=\"1.0\"?><s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><u:" + action
                    + "Response xmlns:u=\"urn:schemas-upnp-org:service:WANIPConnection:1\">" + arguments + "</u:" + action + "Response></s:Body></s:Envelope>");
        }
    }

    /** @param does with action and body; null for what every gateway answers */
    FakeDevice(BiFunction<String, String, Answer> does) throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/desc.xml", exchange -> reply(exchange, new Answer(200, description.isEmpty() ? usualDescription() : description)));
        http.createContext("/elsewhere", exchange -> {
            exchange.getResponseHeaders().set("Location", "/desc.xml");
            reply(exchange, new Answer(302, ""));
        });
        http.createContext("/ctl", exchange -> reply(exchange, call(exchange, does)));
        http.start();
        search = new FakeDatagrams(question -> List.of(("HTTP/1.1 200 OK\r\nST: " + target(question) + "\r\nLOCATION: "
                        + (location.isEmpty() ? "http://127.0.0.1:" + http.getAddress().getPort() + "/desc.xml" : location) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII)));
    }

    private static String target(byte[] question) {
        return new String(question, StandardCharsets.US_ASCII).lines().filter(line -> line.startsWith("ST: ")).findFirst().orElse("").substring(4);
    }

    private String usualDescription() {
        return "<?xml version=\"1.0\"?><root xmlns=\"urn:schemas-upnp-org:device-1-0\"><device><serviceList><service><serviceType>"
                + "urn:schemas-upnp-org:service:WANIPConnection:" + version + "</serviceType><controlURL>" + control
                + "</controlURL></service></serviceList></device></root>";
    }

    private Answer call(HttpExchange exchange, BiFunction<String, String, Answer> does) throws IOException {
        var header = exchange.getRequestHeaders().getFirst("SOAPACTION");
        var action = header.substring(header.indexOf('#') + 1, header.length() - 1);
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add((action + " " + body.replaceAll("(?s).*<u:\\w+ [^>]*>", "").replaceAll("(?s)</u:.*", "").replaceAll("</\\w+>", "").replaceAll("<(\\w+)>", " $1=").strip()).strip());
        if (action.equals("GetExternalIPAddress")) {
            return Answer.of(action, "<NewExternalIPAddress>" + external + "</NewExternalIPAddress>");
        }
        return does.apply(action, body);
    }

    private static void reply(HttpExchange exchange, Answer answer) throws IOException {
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    int port() {
        return http.getAddress().getPort();
    }

    UpnpClient client() {
        var loopback = InetAddress.getLoopbackAddress();
        var gateway = new Gateway(loopback, loopback, "lo");
        var looking = new Search(gateway, List.of(search.address()), 1, Duration.ofSeconds(1), new SteppedOwner());
        return new UpnpClient(gateway, looking, new GatewayHttp(loopback, Duration.ofSeconds(10)), new Random(1));
    }

    @Override
    public void close() {
        search.close();
        http.stop(0);
    }
}
