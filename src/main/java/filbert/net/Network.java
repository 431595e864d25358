package filbert.net;

import java.net.InetAddress;
import java.util.function.Predicate;

/** The outside world as one servent meets it. {@code dialer} is already scoped. {@code way} tells whether there is any. */
public record Network(Owner owner, Dialer dialer, Listener listener, Datagrams datagrams, AddressScope scope, Way way, LocalNetwork local) {
    /** One where nobody is spoken to without being known. */
    public Network(Owner owner, Dialer dialer, Listener listener, Datagrams datagrams, AddressScope scope, Way way) {
        this(owner, dialer, listener, datagrams, scope, way, LocalNetwork.NONE);
    }

    public Network withLocal(LocalNetwork neighbourhood) {
        return new Network(owner, dialer, listener, datagrams, scope, way, neighbourhood);
    }

    /** One whose dialer leaves these alone. @param shunned asked on the owner, on which alone it may be dialled then */
    public Network shunning(Predicate<InetAddress> shunned) {
        return new Network(owner, new WaryDialer(dialer, shunned), listener, datagrams, scope, way, local);
    }

    /** One that is always there. */
    public Network(Owner owner, Dialer dialer, Listener listener, Datagrams datagrams, AddressScope scope) {
        this(owner, dialer, listener, datagrams, scope, Way.ANY);
    }
}
