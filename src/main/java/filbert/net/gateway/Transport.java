package filbert.net.gateway;

/** What a port is of. */
public enum Transport {
    TCP(6),
    UDP(17);

    private final int number;

    Transport(int number) {
        this.number = number;
    }

    /** As IANA numbers them and PCP sends it. */
    int number() {
        return number;
    }
}
