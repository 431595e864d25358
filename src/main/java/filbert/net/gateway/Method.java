package filbert.net.gateway;

/** How a router can be asked, in the order in which it is. */
public enum Method {
    PCP,
    NAT_PMP,
    UPNP
}
