package filbert.net;

/** The outside world as one servent meets it. {@code dialer} is already scoped. {@code way} tells whether there is any. */
public record Network(Owner owner, Dialer dialer, Listener listener, Datagrams datagrams, AddressScope scope, Way way, LocalNetwork local) {
    /** One where nobody is spoken to without being known. */
    public Network(Owner owner, Dialer dialer, Listener listener, Datagrams datagrams, AddressScope scope, Way way) {
        this(owner, dialer, listener, datagrams, scope, way, LocalNetwork.NONE);
    }

    public Network withLocal(LocalNetwork neighbourhood) {
        return new Network(owner, dialer, listener, datagrams, scope, way, neighbourhood);
    }

    /** One that is always there. */
    public Network(Owner owner, Dialer dialer, Listener listener, Datagrams datagrams, AddressScope scope) {
        this(owner, dialer, listener, datagrams, scope, Way.ANY);
    }
}
