package filbert.net;

/** The outside world as one servent meets it. {@code dialer} is already scoped. {@code way} tells whether there is any. */
public record Network(Owner owner, Dialer dialer, Listener listener, Datagrams datagrams, AddressScope scope, Way way) {
    /** One that is always there. */
    public Network(Owner owner, Dialer dialer, Listener listener, Datagrams datagrams, AddressScope scope) {
        this(owner, dialer, listener, datagrams, scope, Way.ANY);
    }
}
