package filbert.net.gateway;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A service of a gateway that opens ports: WANIPConnection, or WANPPPConnection where the line is dialled.
 *
 * @param type as it must be named in every call
 * @param control where it is called
 */
record Service(String type, URI control) {
    private static final String IP_2 = "urn:schemas-upnp-org:service:WANIPConnection:2";
    private static final String IP_1 = "urn:schemas-upnp-org:service:WANIPConnection:1";
    private static final String PPP_1 = "urn:schemas-upnp-org:service:WANPPPConnection:1";
    private static final List<String> TYPES = List.of(IP_2, IP_1, PPP_1); // the best first
    private static final int MOST = 8;

    /** Does it know AddAnyPortMapping (WANIPConnection:2, 2.5.18)? */
    boolean choosesPorts() {
        return type.equals(IP_2);
    }

    /**
     * What a description offers, the best first.
     *
     * @param description UPnP Device Architecture 1.1, 2.3
     * @param from where it was read, for addresses relative to it
     */
    static List<Service> in(Leaves description, URI from) {
        var base = description.text("URLBase").filter(text -> !text.isBlank()).map(text -> resolve(from, text)).orElse(from);
        var found = new ArrayList<Service>();
        for (var leaf : description.all()) {
            if (leaf.name().equals("serviceType") && TYPES.contains(leaf.text()) && found.size() < MOST) {
                description.beside(leaf, "controlURL").filter(text -> !text.isBlank()).ifPresent(text -> found.add(new Service(leaf.text(), resolve(base, text))));
            }
        }
        found.sort(Comparator.comparingInt(service -> TYPES.indexOf(service.type())));
        return List.copyOf(found);
    }

    /** What is no address stays where it was read; there nobody answers it. */
    private static URI resolve(URI base, String text) {
        try {
            return base.resolve(URI.create(text));
        } catch (IllegalArgumentException _) {
            return base;
        }
    }
}
