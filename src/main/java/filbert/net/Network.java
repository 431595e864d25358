package filbert.net;

/** The outside world as one servent meets it. {@code dialer} is already scoped. */
public record Network(Owner owner, Dialer dialer, Listener listener, Datagrams datagrams, AddressScope scope) {}
