package filbert.net.gateway;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * UPnP Internet Gateway Devices: the router is searched for, describes its services, and the first of them that is on line is called. Section
 * numbers are those of WANIPConnection:1 and :2 (AddPortMapping 2.4.16, 2.5.16; AddAnyPortMapping 2.5.18).
 */
final class UpnpClient implements GatewayClient {
    private static final int INVALID_ARGUMENTS = 402;
    private static final int CONFLICT = 718;
    private static final int PERMANENT_ONLY = 725;
    private static final int PORTS_TRIED = 4;
    private static final int LOWEST_PORT = 1_024; // 1-connect, 8.6: hosts below are never dialled
    private static final int HIGHEST_PORT = 65_535;
    private static final int OK = 200;
    private static final String DESCRIPTION = "Filbert";

    private final Gateway gateway;
    private final Search search;
    private final GatewayHttp http;
    private final RandomGenerator random;
    private @Nullable Line line;

    /** A service that is on line, and the router's address as the outside sees it. */
    private record Line(Service service, Optional<InetAddress> address) {}

    UpnpClient(Gateway gateway, Search search, GatewayHttp http, RandomGenerator random) {
        this.gateway = gateway;
        this.search = search;
        this.http = http;
        this.random = random;
    }

    @Override
    public Method method() {
        return Method.UPNP;
    }

    @Override
    public Optional<InetAddress> probe() throws GatewayException {
        return line().address();
    }

    @Override
    public Grant open(Wish wish) throws GatewayException {
        var on = line();
        try {
            return open(on, wish);
        } catch (GatewayException e) {
            if (e.result() != Attempt.Result.REFUSED) {
                line = null; // searched for again the next time
            }
            throw e;
        }
    }

    private Grant open(Line on, Wish wish) throws GatewayException {
        if (on.service().choosesPorts()) {
            try {
                return openAny(on, wish);
            } catch (GatewayException e) {
                if (e.result() != Attempt.Result.REFUSED) {
                    throw e;
                } // the older call may still be allowed
            }
        }
        var outside = wish.outside();
        for (int i = 0; ; i++) {
            try {
                return openOne(on, new Wish(wish.transport(), wish.port(), outside, wish.lease()));
            } catch (GatewayException e) {
                if (e.code() != CONFLICT || i == PORTS_TRIED) {
                    throw e;
                }
                outside = random.nextInt(LOWEST_PORT, HIGHEST_PORT + 1);
            }
        }
    }

    private Grant openAny(Line on, Wish wish) throws GatewayException {
        var given = call(on.service(), "AddAnyPortMapping", mapping(wish)).text("NewReservedPort").filter(text -> text.matches("\\d{1,5}")).map(Integer::parseInt);
        if (given.isEmpty() || given.get() == 0 || given.get() > HIGHEST_PORT) {
            throw GatewayException.confused("a mapping without a port");
        }
        return new Grant(wish.transport(), wish.port(), given.get(), on.address(), wish.lease(), false);
    }

    /** Some routers know only mappings without an end, and not all of those say so with the code for it. */
    private Grant openOne(Line on, Wish wish) throws GatewayException {
        try {
            call(on.service(), "AddPortMapping", mapping(wish));
            return new Grant(wish.transport(), wish.port(), wish.outside(), on.address(), wish.lease(), false);
        } catch (GatewayException e) {
            if (e.code() != PERMANENT_ONLY && e.code() != INVALID_ARGUMENTS) {
                throw e;
            }
            var endless = new Wish(wish.transport(), wish.port(), wish.outside(), Duration.ZERO);
            call(on.service(), "AddPortMapping", mapping(endless));
            return new Grant(wish.transport(), wish.port(), wish.outside(), on.address(), Duration.ZERO, false);
        }
    }

    private Map<String, String> mapping(Wish wish) {
        var arguments = named(wish.transport(), wish.outside());
        arguments.put("NewInternalPort", String.valueOf(wish.port()));
        arguments.put("NewInternalClient", gateway.local().getHostAddress());
        arguments.put("NewEnabled", "1");
        arguments.put("NewPortMappingDescription", DESCRIPTION);
        arguments.put("NewLeaseDuration", String.valueOf(wish.lease().toSeconds()));
        return arguments;
    }

    private static Map<String, String> named(Transport transport, int outside) {
        var arguments = new LinkedHashMap<String, String>();
        arguments.put("NewRemoteHost", "");
        arguments.put("NewExternalPort", String.valueOf(outside));
        arguments.put("NewProtocol", transport.name());
        return arguments;
    }

    @Override
    public void close(Grant granted) throws GatewayException {
        call(line().service(), "DeletePortMapping", named(granted.transport(), granted.outside()));
    }

    private Line line() throws GatewayException {
        var known = line;
        if (known == null) {
            known = find();
            line = known;
        }
        return known;
    }

    private Line find() throws GatewayException {
        var location = search.location().orElseThrow(GatewayException::silent);
        var described = http.get(location);
        if (described.status() != OK) {
            throw GatewayException.confused("HTTP status " + described.status());
        }
        var trouble = GatewayException.confused("a description without a service that opens ports");
        for (var service : Service.in(Leaves.read(described.body()), location)) {
            try {
                return new Line(service, address(service));
            } catch (GatewayException e) {
                trouble = e;
            }
        }
        throw trouble;
    }

    private Optional<InetAddress> address(Service service) throws GatewayException {
        var text = call(service, "GetExternalIPAddress", Map.of()).text("NewExternalIPAddress").orElse("");
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(InetAddress.ofLiteral(text)).filter(ip -> !ip.isAnyLocalAddress());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Leaves call(Service service, String action, Map<String, String> arguments) throws GatewayException {
        URI control = service.control();
        var answer = http.post(
                control,
                SoapCodec.call(service.type(), action, arguments),
                Map.of("Content-Type", "text/xml; charset=\"utf-8\"", "SOAPACTION", SoapCodec.action(service.type(), action)));
        return SoapCodec.answer(answer.status(), answer.body());
    }
}
