package filbert.servent;

import filbert.net.AddressScope;
import filbert.net.Dialer;
import filbert.net.Owner;
import filbert.servent.connection.Traffic;
import filbert.servent.datagram.UdpTraffic;
import filbert.servent.dynamicquery.DynamicQueries;
import filbert.servent.guess.GuessHouse;
import filbert.servent.inquiry.CrawlerAnswers;
import filbert.servent.inquiry.HeadAnswers;
import filbert.servent.inquiry.HeadPings;
import filbert.servent.inquiry.HeadRelay;
import filbert.servent.inquiry.SharedParts;
import filbert.servent.outofband.Claims;
import filbert.servent.outofband.Offers;
import filbert.servent.outofband.Proxies;
import filbert.servent.push.PushDesk;
import filbert.servent.push.PushHouse;
import filbert.servent.push.PushProxy;
import filbert.servent.push.PushRequests;
import filbert.servent.push.Pushes;
import filbert.servent.qrp.RoutingTable;
import filbert.servent.routing.Ceilings;
import filbert.servent.routing.Neighbourhood;
import filbert.servent.routing.Router;
import filbert.servent.search.Answering;
import filbert.servent.search.Listing;
import filbert.servent.search.LiveSearches;
import filbert.servent.search.LocalAnswers;
import filbert.servent.search.OwnHits;
import filbert.servent.search.Restraint;
import filbert.servent.search.SearchStore;
import filbert.servent.search.Searches;
import filbert.servent.search.SourceSeeker;
import filbert.servent.search.UploadSlots;
import filbert.servent.spam.Experience;
import filbert.servent.topology.Self;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** Routing, searches and pushes of one servent, joined: what lives above its connections. */
public final class Switchboard {
    /**
     * What it needs of the world.
     *
     * @param workers for hits, tables and the store; may block
     * @param random a secure source: GUIDs come from it
     * @param dialer scoped
     * @param tableBits log2 of the slots of query routing tables: 17 but where thousands of servents share one memory
     */
    public record World(
            Owner owner, AddressScope scope, InstantSource clock, RandomGenerator random, Executor workers, Dialer dialer, int tableBits) {
        public World(Owner owner, AddressScope scope, InstantSource clock, RandomGenerator random, Executor workers, Dialer dialer) {
            this(owner, scope, clock, random, workers, dialer, RoutingTable.USUAL_BITS);
        }
    }

    /** What it answers with, and where it leaves what it found. */
    public record House(
            LocalAnswers library, UploadSlots slots, SearchStore searches, PushRequests pushes, Experience experience, SharedParts parts) {
        /** One with nothing on its way. */
        public House(LocalAnswers library, UploadSlots slots, SearchStore searches, PushRequests pushes, Experience experience) {
            this(library, slots, searches, pushes, experience, SharedParts.NONE);
        }

        /** One that knows no junk but what rules tell. */
        public House(LocalAnswers library, UploadSlots slots, SearchStore searches, PushRequests pushes) {
            this(library, slots, searches, pushes, new Experience());
        }
    }

    private final Owner owner;
    private final Neighbourhood neighbourhood;
    private final Router router;
    private final LiveSearches searches;
    private final PushHouse pushes;
    private final Listing listing;
    private final Restraint restraint;
    private final DatagramDesk datagrams;
    private final HeadPings headPings;

    public Switchboard(Self self, World world, House house) {
        var ground = new Neighbourhood.Ground(world.owner(), world.random(), world.workers(), Ceilings.DEFAULT, world.tableBits());
        this.owner = world.owner();
        this.neighbourhood = new Neighbourhood(self, ground, house.library());
        var around = new LiveSearches.Surroundings(self, world.scope(), world.owner(), world.clock(), world.random(), house.experience());
        var dynamicQueries = new DynamicQueries(world.owner(), world.random(), neighbourhood);
        this.searches = new LiveSearches(around, neighbourhood, dynamicQueries, house.searches(), world.workers());
        var pushGround = new PushDesk.Ground(self, world.scope(), world.owner(), world.dialer(), world.random());
        this.pushes = new PushHouse(pushGround, neighbourhood, house.pushes());
        var hits = new OwnHits(self, world.scope(), house.slots(), pushes::proxies);
        this.listing = new Listing(house.library(), hits);
        var offers = new Offers(self, world.scope(), world.owner(), hits);
        var answering = new Answering(house.library(), hits, offers, world.clock());
        var claims = new Claims(self, world.scope(), world.owner(), world.random());
        var proxies = new Proxies(neighbourhood, claims::address);
        claims.seekHitsFor(List.of(searches, proxies));
        dynamicQueries.proxying(proxies);
        searches.hitsMayComeTo(claims::address);
        var heads = new HeadAnswers(world.owner(), house.library(), house.parts(), hits, house.slots());
        var headRelay = new HeadRelay(self, world.owner(), neighbourhood);
        var crawlers = new CrawlerAnswers(self, world.scope(), world.owner(), neighbourhood);
        var guessGround = new GuessHouse.Ground(self, world.scope(), world.owner(), world.random());
        var guess = new GuessHouse(guessGround, neighbourhood, answering, offers, searches);
        searches.deepenBy(guess.searches());
        this.headPings = new HeadPings(world.scope(), world.owner(), world.random());
        this.datagrams = new DatagramDesk(offers, claims, guess, heads, headPings, headRelay, crawlers, pushes);
        var upstairs = new Router.Upstairs(dynamicQueries, new VendorDesk(searches, dynamicQueries, proxies, pushes, heads, headRelay), house.experience(), world.clock());
        this.restraint = new Restraint(self, world.owner(), neighbourhood, house.slots());
        this.router = new Router(self, neighbourhood, answering, searches, pushes, upstairs);
    }

    public Traffic traffic() {
        return router;
    }

    /** Who hears datagrams. */
    public UdpTraffic datagrams() {
        return datagrams;
    }

    /** Lets go of the library and writes down what searches found; completes when the store has it. Any thread. */
    public CompletionStage<Void> stop() {
        owner.execute(() -> {
            neighbourhood.close();
            pushes.close();
            restraint.close();
        });
        return searches.writeDown();
    }

    public Searches searches() {
        return searches;
    }

    /** Asks hosts whether they have a file. Owner only. */
    public HeadPings headPings() {
        return headPings;
    }

    /** Owner only. */
    public SourceSeeker seeker() {
        return searches;
    }

    /** Owner only, but for what it says itself. */
    public Pushes pushes() {
        return pushes;
    }

    /** All we share, for who asks. Owner only. */
    public Listing listing() {
        return listing;
    }

    /** What we do for others who push. Owner only. */
    public PushProxy pushProxy() {
        return pushes.proxy();
    }
}
