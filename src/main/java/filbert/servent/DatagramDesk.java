package filbert.servent;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.datagram.Arrival;
import filbert.servent.datagram.Post;
import filbert.servent.datagram.UdpTraffic;
import filbert.servent.guess.GuessHouse;
import filbert.servent.inquiry.CrawlerAnswers;
import filbert.servent.inquiry.HeadAnswers;
import filbert.servent.inquiry.HeadPings;
import filbert.servent.inquiry.HeadRelay;
import filbert.servent.outofband.Claims;
import filbert.servent.outofband.Offers;
import filbert.servent.push.PushHouse;
import filbert.wire.message.Pong;
import filbert.wire.message.Push;
import filbert.wire.message.Query;
import filbert.wire.message.QueryHit;
import filbert.wire.message.Vendor;
import filbert.wire.vendor.CrawlerPing;
import filbert.wire.vendor.HeadPing;
import filbert.wire.vendor.HeadPong;
import filbert.wire.vendor.OutOfBandClaim;
import filbert.wire.vendor.OutOfBandOffer;
import filbert.wire.vendor.VendorMessage;
import java.util.List;
import java.util.Optional;

/** Hands what came by datagram to those who know what it means. */
record DatagramDesk(Offers offers, Claims claims, GuessHouse guess, HeadAnswers heads, HeadPings headPings, HeadRelay headRelay, CrawlerAnswers crawlers, PushHouse pushes)
        implements UdpTraffic {
    @Override
    public void opened(Post post) {
        offers.opened(post);
        claims.opened(post);
        guess.opened(post);
        heads.opened(post);
        headPings.opened(post);
        headRelay.opened(post);
        crawlers.opened(post);
        pushes.opened(post);
    }

    @Override
    public void received(Arrival arrival) {
        switch (arrival.message()) {
            case Vendor vendor -> VendorMessage.of(vendor).ifPresent(message -> heard(arrival, message));
            case Query query -> guess.asked(arrival, query);
            case Push push -> pushes.arrived(arrival.from(), arrival.header().guid(), push);
            case QueryHit hit when !guess.found(arrival, hit) -> claims.found(arrival, hit);
            default -> {}
        }
    }

    @Override
    public void ponged(HostAddress from, Guid guid, Pong pong) {
        guess.ponged(from, guid, pong);
    }

    @Override
    public void named(HostAddress ultrapeer) {
        guess.named(ultrapeer);
    }

    @Override
    public void introduced(HostAddress ultrapeer) {
        guess.introduced(ultrapeer);
    }

    @Override
    public List<HostAddress> askable(HostAddress asker, int atMost) {
        return guess.askable(asker, atMost);
    }

    @Override
    public Optional<byte[]> queryKey(HostAddress asker) {
        return guess.keyFor(asker);
    }

    private void heard(Arrival arrival, VendorMessage message) {
        var from = arrival.from();
        var guid = arrival.header().guid();
        switch (message) {
            case OutOfBandClaim claim -> offers.claimed(from, guid, claim);
            case OutOfBandOffer offer -> claims.offered(from, guid, offer);
            case HeadPing ping when ping.leaf().isPresent() -> headRelay.asked(from, guid, ping);
            case HeadPing ping -> heads.asked(from, guid, ping);
            case HeadPong pong -> headPings.told(from, guid, pong);
            case CrawlerPing ping -> crawlers.asked(from, guid, ping);
            default -> {} // nothing anybody should tell us this way
        }
    }
}
