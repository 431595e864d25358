package filbert.servent.reachability;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Dialer;
import filbert.net.Link;
import filbert.net.Owner;
import filbert.servent.connection.Neighbour;
import filbert.servent.datagram.Post;
import filbert.servent.guard.Allowance;
import filbert.servent.guard.OncePer;
import filbert.wire.message.Ping;
import filbert.wire.vendor.ConnectBackRedirect;
import filbert.wire.vendor.TcpConnectBack;
import filbert.wire.vendor.UdpConnectBack;
import filbert.wire.vendor.VendorMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Calls those who want to know whether they can be called (1-connect, 9; C-80): a neighbour at its own address, and, as an ultrapeer, a host another
 * ultrapeer names. Nobody is called more than once in half an hour, nobody outside our address scope, no port below 1024, and only so many in
 * all: whoever asks cannot make us knock on other people's doors. Confined to the owner.
 */
public final class CallBacks {
    static final Duration ONCE_PER = Duration.ofMinutes(30); // 1-connect, 9

    private static final Duration PATIENCE = Duration.ofSeconds(12); // 1-connect, 9: LimeWire's
    private static final int MOST_REMEMBERED = 2_048;
    private static final int AT_ONCE = 20; // ours
    private static final Duration THEN_EVERY = Duration.ofSeconds(3); // ours
    private static final byte[] HERE_WE_ARE = {'\n', '\n'}; // gtk-gnutella's greeting; every servent takes a plain call

    /**
     * Who we are in this.
     *
     * @param ultrapeer are we one?
     * @param known ourselves and our neighbours: not to be called because a third one says so
     */
    public record Place(BooleanSupplier ultrapeer, Predicate<HostAddress> ourselves, Predicate<HostAddress> known) {}

    private final AddressScope scope;
    private final Dialer dialer;
    private final Post post;
    private final Place place;
    private final OncePer<Object> calledByTcp;
    private final OncePer<Object> calledByUdp;
    private final Allowance overall;

    public CallBacks(Owner owner, AddressScope scope, Dialer dialer, Post post, Place place) {
        this.scope = scope;
        this.dialer = dialer;
        this.post = post;
        this.place = place;
        this.calledByTcp = new OncePer<>(owner, ONCE_PER, MOST_REMEMBERED);
        this.calledByUdp = new OncePer<>(owner, ONCE_PER, MOST_REMEMBERED);
        this.overall = new Allowance(owner, AT_ONCE, THEN_EVERY);
    }

    /**
     * A neighbour wants somebody called.
     *
     * @param guid of the message's header
     */
    public void asked(Neighbour from, Guid guid, VendorMessage request) {
        switch (request) {
            case TcpConnectBack(var port) -> call(new HostAddress(from.address().ip(), port));
            case UdpConnectBack(var port, var named) -> ping(new HostAddress(from.address().ip(), port), named.orElse(guid));
            case ConnectBackRedirect(var transport, var target) when place.ultrapeer().getAsBoolean() && !from.isLeaf() && !place.known().test(target) -> {
                switch (transport) {
                    case TCP -> call(target);
                    case UDP -> ping(target, guid);
                }
            }
            default -> {} // a redirect that nobody may ask of us
        }
    }

    private void call(HostAddress target) {
        if (mayCall(target, calledByTcp)) {
            dialer.dial(target, PATIENCE, CallBacks::greet, _ -> {});
        }
    }

    private static void greet(Link link) {
        link.handler(new Deaf());
        link.write(Unpooled.wrappedBuffer(HERE_WE_ARE));
        link.closeAfterWrites();
    }

    private void ping(HostAddress target, Guid guid) {
        if (mayCall(target, calledByUdp)) {
            post.send(target, guid, Ping.PLAIN);
        }
    }

    private boolean mayCall(HostAddress target, OncePer<Object> lately) {
        return scope.admits(target) && !place.ourselves().test(target) && !lately.recently(key(target)) && overall.take() && lately.pass(key(target));
    }

    /** Strangers are told apart by address; on our own network many may share one. */
    private Object key(HostAddress target) {
        return scope.isStranger(target.ip()) ? target.ip() : target;
    }

    /** What is said to a call that only shows that we can call is of no interest. */
    private static final class Deaf implements Link.Handler {
        @Override
        public void received(ByteBuf bytes) {
            bytes.release();
        }

        @Override
        public void closed(@Nullable IOException cause) {}
    }
}
