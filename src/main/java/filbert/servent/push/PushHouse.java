package filbert.servent.push;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.connection.Neighbour;
import filbert.servent.datagram.Post;
import filbert.servent.routing.Neighbourhood;
import filbert.servent.routing.PushListener;
import filbert.servent.search.Source;
import filbert.wire.message.Push;
import filbert.wire.vendor.PushProxyAcknowledgement;
import filbert.wire.vendor.PushProxyCancel;
import filbert.wire.vendor.PushProxyRequest;
import filbert.wire.vendor.VendorMessage;
import java.util.List;

/** All that has to do with pushes, joined: ours, those for us, those we pass on as a proxy, and our own proxies. Confined to the owner, unless said otherwise. */
public final class PushHouse implements Pushes, PushListener {
    private final Guid us;
    private final PushDesk desk;
    private final PushRelay relay;
    private final ProxiedLeaves leaves;
    private final OwnProxies proxies;

    public PushHouse(PushDesk.Ground ground, Neighbourhood neighbourhood, PushRequests requests) {
        us = ground.self().servent();
        desk = new PushDesk(ground, neighbourhood, requests);
        relay = new PushRelay(ground.self(), ground.scope(), ground.owner(), neighbourhood, ground.random());
        leaves = new ProxiedLeaves(ground.self(), ground.scope(), neighbourhood);
        proxies = new OwnProxies(ground.self(), ground.scope(), ground.owner(), neighbourhood);
    }

    public void opened(Post post) {
        desk.opened(post);
    }

    public void close() {
        proxies.close();
    }

    /** Came by datagram. */
    public void arrived(HostAddress from, Guid message, Push push) {
        if (push.servent().equals(us)) {
            desk.pushed(message, push, from);
        } else {
            relay.relay(message, push, from.ip());
        }
    }

    /** @return false for what is not about push proxies, or not for this neighbour to say */
    public boolean heard(Neighbour from, Guid guid, VendorMessage message) {
        switch (message) {
            case PushProxyRequest _ when from.isLeaf() -> leaves.requested(from, guid);
            case PushProxyCancel _ when from.isLeaf() -> leaves.cancelled(from);
            case PushProxyAcknowledgement told when !from.isLeaf() -> proxies.acknowledged(from, guid, told);
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean ask(Source source) {
        return desk.ask(source);
    }

    @Override
    public boolean claim(Guid servent) {
        return desk.claim(servent);
    }

    @Override
    public Whereabouts whereabouts() {
        return proxies.whereabouts();
    }

    @Override
    public void pushed(Push push) {
        desk.pushed(push);
    }

    /** Whom hits name. */
    public List<HostAddress> proxies() {
        return proxies.named();
    }

    /** What we do for others over HTTP. */
    public PushProxy proxy() {
        return relay;
    }
}
