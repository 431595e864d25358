package filbert.servent;

import filbert.identity.Guid;
import filbert.servent.connection.Neighbour;
import filbert.servent.dynamicquery.DynamicQueries;
import filbert.servent.inquiry.HeadAnswers;
import filbert.servent.inquiry.HeadRelay;
import filbert.servent.outofband.Proxies;
import filbert.servent.push.PushHouse;
import filbert.servent.routing.VendorListener;
import filbert.servent.search.LiveSearches;
import filbert.wire.vendor.HeadPing;
import filbert.wire.vendor.HeadPong;
import filbert.wire.vendor.OutOfBandProxyVeto;
import filbert.wire.vendor.QueryStatusRequest;
import filbert.wire.vendor.QueryStatusResponse;
import filbert.wire.vendor.VendorMessage;

/** Hands the vendor messages that came on connections to those who know what they mean. A kind not named here is not announced as read either. */
record VendorDesk(LiveSearches searches, DynamicQueries dynamicQueries, Proxies proxies, PushHouse pushes, HeadAnswers heads, HeadRelay headRelay) implements VendorListener {
    @Override
    public boolean heard(Neighbour from, Guid guid, VendorMessage message) {
        return switch (message) {
            case QueryStatusRequest _ when !from.isLeaf() -> {
                searches.statusAsked(from, guid);
                yield true;
            }
            case QueryStatusResponse told when from.isLeaf() -> dynamicQueries.told(from, guid, told.kept());
            case OutOfBandProxyVeto veto when from.isLeaf() -> {
                proxies.vetoed(from, veto);
                yield true;
            }
            case HeadPing ping when !from.isLeaf() -> {
                heads.asked(from, guid, ping);
                yield true;
            }
            case HeadPong pong when from.isLeaf() -> headRelay.told(from, guid, pong);
            default -> pushes.heard(from, guid, message);
        };
    }
}
