package filbert.servent.guess;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.servent.datagram.Arrival;
import filbert.servent.datagram.Post;
import filbert.servent.dynamicquery.Outcome;
import filbert.servent.dynamicquery.Why;
import filbert.servent.routing.FixedSelf;
import filbert.servent.routing.SteppedOwner;
import filbert.servent.search.HitSeeker;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Header;
import filbert.wire.message.Message;
import filbert.wire.message.Ping;
import filbert.wire.message.Pong;
import filbert.wire.message.Query;
import filbert.wire.message.QueryHit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class GuessSearchesTest implements Post, HitSeeker, Outcome {
    private static final Guid QUERY = new Guid(0x7F00_0101_0000_0000L, 0xFF00_0000_0000_0000L);
    private static final byte[] KEY = {1, 2, 3, 4};

    private record Sent(HostAddress to, Guid guid, Message message, long at) {}

    private final SteppedOwner owner = new SteppedOwner();
    private final GuessHosts hosts = new GuessHosts(owner);
    private final List<HostAddress> neighbours = new ArrayList<>();
    private final GuessSearches searches =
            new GuessSearches(FixedSelf.leaf(1), AddressScope.LOOPBACK, owner, new Random(3), hosts, () -> neighbours, this);
    private final List<Sent> sent = new ArrayList<>();
    private final List<HostAddress> pingedLately = new ArrayList<>();
    private boolean reachable = true;
    private int results;
    private long asked;
    private int found;
    private Optional<Why> ended = Optional.empty();

    GuessSearchesTest() {
        searches.opened(this);
    }

    @Override
    public void send(HostAddress to, Guid guid, int ttl, Message message) {
        assertThat(ttl).isEqualTo(1);
        sent.add(new Sent(to, guid, message, owner.nanos()));
    }

    @Override
    public void relay(HostAddress to, Guid guid, Message message) {
        send(to, guid, 1, message);
    }

    @Override
    public boolean mayPing(HostAddress host) {
        return !pingedLately.contains(host);
    }

    @Override
    public void ping(HostAddress host, Guid guid, Ping ping) {
        send(host, guid, ping);
    }

    @Override
    public Pong introduction() {
        return new Pong(host(0), 0, 8, Ggep.EMPTY);
    }

    @Override
    public boolean reachable() {
        return reachable;
    }

    @Override
    public int wanted(Guid query) {
        return 150;
    }

    @Override
    public void found(Guid query, byte[] payload) {
        found++;
    }

    @Override
    public void asked(long number) {
        asked = number;
    }

    @Override
    public void ended(Why why) {
        ended = Optional.of(why);
    }

    private static HostAddress host(int number) {
        return HostAddress.of(0x7F09_0000 + number, 6_346);
    }

    private void begin() {
        searches.start(QUERY, key -> new Query(Query.MARK, "hazel", List.of(), "", Ggep.EMPTY.with("QK", key)), () -> results, this);
    }

    private List<Sent> queries() {
        return sent.stream().filter(each -> each.message() instanceof Query).toList();
    }

    @Test
    @DisplayName("section 8: one host every 250 ms, 500 at most, nobody twice")
    void asksSlowlyAndNobodyTwice() {
        for (var i = 1; i <= 700; i++) {
            hosts.gave(host(i), KEY);
        }
        begin();
        owner.pass(Duration.ofMinutes(10));
        assertThat(queries()).hasSize(500);
        assertThat(new HashSet<>(queries().stream().map(Sent::to).toList())).hasSize(500);
        for (var i = 1; i < sent.size(); i++) {
            assertThat(sent.get(i).at() - sent.get(i - 1).at()).isGreaterThanOrEqualTo(Duration.ofMillis(250).toNanos());
        }
        assertThat(asked).isEqualTo(500);
        assertThat(ended).contains(Why.HORIZON);
        assertThat(searches.running()).isZero();
    }

    @Test
    @DisplayName("section 8: 100 results are enough")
    void enoughEndsIt() {
        for (var i = 1; i <= 100; i++) {
            hosts.gave(host(i), KEY);
        }
        begin();
        owner.pass(Duration.ofSeconds(2));
        results = 100;
        owner.pass(Duration.ofMinutes(1));
        assertThat(queries()).hasSizeLessThan(11);
        assertThat(ended).contains(Why.ENOUGH);
    }

    private void pong(int from, Guid guid, Ggep extensions) {
        searches.ponged(host(from), guid, new Pong(host(from), 0, 8, extensions));
    }

    @Test
    @DisplayName("section 8: a key is asked for by ping with the wish for others; neighbours name them and are not asked")
    void keysAreAskedForFirst() {
        neighbours.add(host(1));
        begin();
        var ping = (Ping) sent.getFirst().message();
        assertThat(ping.asksForQueryKey()).isTrue();
        assertThat(ping.hostsWanted()).isPresent();
        pong(1, sent.getFirst().guid(), new Pong(host(1), 0, 8, Ggep.EMPTY).withHosts(List.of(host(2), host(3))).withQueryKey(KEY).extensions());
        owner.pass(Duration.ofSeconds(1));
        pong(2, new Guid(1, 1), new Pong(host(2), 0, 8, Ggep.EMPTY).withQueryKey(KEY).extensions());
        pong(9, new Guid(1, 1), new Pong(host(9), 0, 8, Ggep.EMPTY).withQueryKey(KEY).extensions());
        owner.pass(Duration.ofSeconds(1));
        assertThat(queries()).extracting(Sent::to).as("not the neighbour, nor who was not asked for a key").containsExactly(host(2));
        owner.pass(Duration.ofMinutes(10));
        assertThat(ended).contains(Why.NOBODY_LEFT);
    }

    @Test
    @DisplayName("section 8: who got another ping of ours within the minute would not answer, and is asked for a key later")
    void whoWasPingedLatelyIsAskedLater() {
        hosts.introduced(host(1));
        pingedLately.add(host(1));
        begin();
        owner.pass(Duration.ofSeconds(60));
        assertThat(sent).isEmpty();
        assertThat(ended).as("it waits").isEmpty();
        pingedLately.clear();
        owner.pass(Duration.ofSeconds(1));
        assertThat(sent).hasSize(1);
        pong(1, sent.getFirst().guid(), new Pong(host(1), 0, 8, Ggep.EMPTY).withQueryKey(KEY).extensions());
        owner.pass(Duration.ofSeconds(1));
        assertThat(queries()).hasSize(1);
        owner.pass(Duration.ofMinutes(1));
        assertThat(ended).contains(Why.NOBODY_LEFT);
    }

    @Test
    void noSearchIsKeptAliveForEver() {
        hosts.introduced(host(1));
        pingedLately.add(host(1));
        begin();
        owner.pass(GuessSearches.LONGEST);
        assertThat(ended).isEmpty();
        owner.pass(Duration.ofSeconds(1));
        assertThat(ended).contains(Why.HORIZON);
        assertThat(searches.running()).isZero();
    }

    @Test
    @DisplayName("S-63: a wrong key is replaced by the one that comes back, once")
    void aWrongKeyIsReplaced() {
        hosts.gave(host(1), KEY);
        begin();
        for (var i = 0; i < 3; i++) {
            pong(1, QUERY, new Pong(host(1), 0, 8, Ggep.EMPTY).withQueryKey(new byte[] {5, 6, 7, 8}).extensions());
            owner.pass(Duration.ofSeconds(1));
        }
        assertThat(queries()).hasSize(2);
        assertThat(((Query) queries().getLast().message()).extensions().get("QK")).contains(new byte[] {5, 6, 7, 8});
        assertThat(asked).isEqualTo(1);
    }

    private boolean hit(int from, int records) {
        var results = new ArrayList<QueryHit.Result>();
        for (var i = 1; i <= records; i++) {
            results.add(new QueryHit.Result(i, 10, "hazel " + i, Optional.empty(), Ggep.EMPTY));
        }
        var unsaid = QueryHit.Flag.UNSAID;
        var trailer = new QueryHit.Trailer(unsaid, unsaid, unsaid, unsaid, false);
        var hit = new QueryHit(host(from), 1, results, "TEST", trailer, "", Ggep.EMPTY, new Guid(9, 9));
        return searches.found(new Arrival(host(from), new Header(QUERY, Header.QUERY_HIT, 1, 0, 0), hit, new byte[0]), hit);
    }

    @Test
    @DisplayName("section 8: hits are taken from whom was asked, and no more than anybody could want")
    void hitsComeFromWhomWasAsked() {
        hosts.gave(host(1), KEY);
        begin();
        assertThat(hit(2, 1)).as("a stranger").isFalse();
        for (var i = 0; i < 12; i++) {
            assertThat(hit(1, 10)).isTrue();
        }
        assertThat(found).isEqualTo(10);
        searches.end(QUERY);
        assertThat(hit(1, 1)).as("late").isTrue();
        owner.pass(Duration.ofMinutes(4));
        assertThat(hit(1, 1)).isFalse();
    }

    @Test
    void saysWhatIsInTheWay() {
        assertThat(searches.obstacle()).contains("deeper-nobody-known");
        hosts.named(host(1));
        assertThat(searches.obstacle()).isEmpty();
        reachable = false;
        assertThat(searches.obstacle()).contains("deeper-unreachable");
    }
}
